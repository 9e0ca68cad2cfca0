using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Tests.Deployment;

/// <summary>The stand-ins say what the real packages say: nothing else, and nothing otherwise.</summary>
public sealed class WorkerSignatureTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    public static TheoryData<string> Types => [.. typeof(FunctionAttribute).Assembly.GetExportedTypes().Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_stand_in_has_the_real_signature(string type)
    {
        var standIn = typeof(FunctionAttribute).Assembly.GetExportedTypes().Single(t => t.Name == type);

        Assert.Equal("Microsoft.Azure.Functions.Worker", standIn.Namespace);
        Assert.Equal(WorkerSignatures.Table[type].ReplaceLineEndings("\n").Split('\n'), Describe(standIn));
    }

    [Fact]
    public void Every_signature_of_the_table_has_its_stand_in() =>
        Assert.Equal(Types.Select(t => t.Data).Order(StringComparer.Ordinal), WorkerSignatures.Table.Keys.Order(StringComparer.Ordinal));

    private static List<string> Describe(Type type)
    {
        if (type.IsEnum)
            return [.. Enum.GetNames(type).Select(n => $"{n} = {Convert.ToInt32(Enum.Parse(type, n), CultureInfo.InvariantCulture)}")];

        var lines = new List<string>();
        if (type.GetCustomAttribute<AttributeUsageAttribute>(inherit: false) is { } usage)
            lines.Add($"on {usage.ValidOn}");
        if (!type.IsAbstract)
            lines.AddRange(type.GetConstructors().Select(c => $"new({Parameters(c)})"));
        var properties = type.GetProperties(Declared);
        var sample = Sample(type);
        lines.AddRange(properties.Select(p => Describe(p, sample)));
        lines.AddRange(type.GetMethods(Declared).Where(m => !m.IsSpecialName).Select(m =>
            $"{(m.IsStatic ? "static " : "")}{Name(m.ReturnType)} {m.Name}{(m.IsGenericMethod ? "<T>" : "")}({(m.IsDefined(typeof(ExtensionAttribute)) ? "this " : "")}{Parameters(m)})"));
        return lines;
    }

    private static string Describe(PropertyInfo property, object? sample)
    {
        var getter = property.GetMethod!;
        var kind = getter.IsAbstract ? "abstract " : getter.IsVirtual ? "virtual " : "";
        var given = sample?.GetType().GetConstructors().OrderBy(c => c.GetParameters().Length).First().GetParameters()
            .Any(p => p.Name!.Equals(property.Name, StringComparison.OrdinalIgnoreCase)) ?? true;
        var value = given ? "" : $" = {Convert.ToString(property.GetValue(sample), CultureInfo.InvariantCulture) switch { null or "" => "null", var text => text }}";
        return $"{kind}{Name(property.PropertyType, Nullability.Create(property))} {property.Name} {{ get; {(property.SetMethod is null ? "" : "set; ")}}}{value}";
    }

    // After the shortest constructor the other properties show their defaults.
    private static object? Sample(Type type) => type.IsAbstract ? null
        : type.GetConstructors().OrderBy(c => c.GetParameters().Length).First() is var constructor
            ? constructor.Invoke([.. constructor.GetParameters().Select(p => p.ParameterType == typeof(string) ? "00:00:01" : (object)1)])
            : null;

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p =>
        $"{(p.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")}{Name(p.ParameterType, Nullability.Create(p))} {p.Name}{(p.HasDefaultValue ? " = " + p.DefaultValue : "")}"));

    private static string Name(Type type, NullabilityInfo? nullability = null)
    {
        var name = type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select((a, i) => Name(a, nullability?.GenericTypeArguments[i])))}>"
            : type.Name;
        return nullability is { ReadState: NullabilityState.Nullable } && !type.IsValueType ? name + "?" : name;
    }
}
