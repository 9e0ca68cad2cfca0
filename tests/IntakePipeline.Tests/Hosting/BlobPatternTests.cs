using IntakePipeline.Local.Hosting;
using IntakePipeline.Local.Hosting.Blobs;

namespace IntakePipeline.Tests.Hosting;

public sealed class BlobPatternTests
{
    [Theory]
    [InlineData("entrada", "a/b.json", "")]
    [InlineData("entrada/", "a/b.json", "")]
    [InlineData("entrada/{presentacion}/solicitud.json", "RT-1/solicitud.json", "presentacion=RT-1")]
    [InlineData("entrada/{presentacion}/solicitud.json", "a/b/solicitud.json", "presentacion=a/b")]
    [InlineData("entrada/{presentacion}/solicitud.json", "/solicitud.json", "presentacion=")]
    [InlineData("entrada/{name}.{extension}", "a.b.pdf", "name=a.b extension=pdf")]
    [InlineData("entrada/{a}-{b}", "1-2-3", "a=1-2 b=3")]
    [InlineData("entrada/fix.txt", "fix.txt", "")]
    [InlineData("entrada/{name}", "line\nbreak", "name=line\nbreak")]
    [InlineData("entrada/[{name}]+.*", "[x]+.*", "name=x")]
    public void A_matching_name_yields_its_captures(string path, string name, string captures)
    {
        Assert.True(BlobPattern.Parse(path).TryMatch(name, out var captured));
        Assert.Equal(captures, string.Join(' ', captured.Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.StartsWith(BlobPattern.Parse(path).Prefix, name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("entrada/{presentacion}/solicitud.json", "RT-1/Solicitud.json")]
    [InlineData("entrada/{presentacion}/solicitud.json", "solicitud.json")]
    [InlineData("entrada/{presentacion}/solicitud.json", "RT-1/solicitud.json.p7s")]
    [InlineData("entrada/fix.txt", "fixatxt")]
    [InlineData("entrada/fix.txt", "a/fix.txt")]
    [InlineData("entrada/fix.txt", "fix.txt\n")]
    public void Another_name_does_not_match(string path, string name) => Assert.False(BlobPattern.Parse(path).IsMatch(name));

    [Theory]
    [InlineData("Entrada/{a}", "container")]
    [InlineData("{c}/a", "container")]
    [InlineData("", "container")]
    [InlineData("entrada/{a}/{A}", "twice")]
    [InlineData("entrada/{a", "braces")]
    [InlineData("entrada/a}", "braces")]
    [InlineData("entrada/{a b}", "braces")]
    public void A_path_that_cannot_be_is_refused(string path, string because) =>
        Assert.Contains(because, Assert.Throws<HostStartException>(() => BlobPattern.Parse(path)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_name_made_to_be_slow_takes_no_time()
    {
        var pattern = BlobPattern.Parse("entrada/{a}x{b}x{c}x{d}x{e}y");
        Assert.False(pattern.IsMatch(new string('x', 1024)));
    }
}
