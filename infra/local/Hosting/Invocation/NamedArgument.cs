using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace IntakePipeline.Local.Hosting.Invocation;

/// <summary>Parameters without an attribute take the capture or metadata of their name.</summary>
internal static class NamedArgument
{
    /// <exception cref="HostStartException">No text can become the parameter's type.</exception>
    public static ArgumentSource For(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        var converter = TypeDescriptor.GetConverter(type);
        var absent = parameter.HasDefaultValue ? parameter.DefaultValue
            : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
            : null;
        return call => new(call.BindingContext.BindingData.GetValueOrDefault(parameter.Name!) is { } value ? Convert(value, type, converter) : absent);
    }

    /// <exception cref="FormatException">The text does not read as the type.</exception>
    private static object? Convert(object value, Type type, TypeConverter converter)
    {
        if (type.IsInstanceOfType(value))
            return value;
        if (type == typeof(string))
            return System.Convert.ToString(value, CultureInfo.InvariantCulture);
        if (value is string text && converter.CanConvertFrom(typeof(string)))
            return converter.ConvertFromInvariantString(text);
        return System.Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
    }
}
