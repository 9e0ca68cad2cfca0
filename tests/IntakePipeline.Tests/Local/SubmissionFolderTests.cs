using IntakePipeline.Local.Filing;

namespace IntakePipeline.Tests.Local;

public sealed class SubmissionFolderTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void It_holds_what_the_envelope_names_and_tells_what_it_leaves_out()
    {
        Write("solicitud.json", """{"presentacion":"RT-1","documentos":[{"fichero":"memoria.pdf"},{"fichero":"falta.pdf"}]}""");
        Write("solicitud.json.p7s", "firma");
        Write("memoria.pdf", "%PDF");
        Write("notas.txt", "para casa");
        Write(".DS_Store", "");
        var folder = SubmissionFolder.Read(temporary.Location, out var leftOut);

        Assert.Equal("RT-1", folder.Key?.Value);
        Assert.Equal("firma"u8.ToArray(), folder.Signature);
        Assert.Equal(["memoria.pdf"], folder.Files.Select(f => f.Name));
        Assert.Equal(["notas.txt"], leftOut);
    }

    [Theory]
    [InlineData("no és JSON")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"presentacion":7,"documentos":"ninguno"}""")]
    public void An_envelope_that_cannot_be_read_is_sent_all_the_same_with_every_file(string envelope)
    {
        Write("solicitud.json", envelope);
        Write("memoria.pdf", "%PDF");
        var folder = SubmissionFolder.Read(temporary.Location, out var leftOut);
        Assert.Null(folder.Key);
        Assert.Null(folder.Signature);
        Assert.Equal(["memoria.pdf"], folder.Files.Select(f => f.Name));
        Assert.Empty(leftOut);
    }

    [Fact]
    public void Without_folder_or_envelope_the_error_says_which_is_missing()
    {
        Assert.Contains("no folder", Assert.Throws<FilingException>(() => SubmissionFolder.Read(temporary["nada"], out _)).Message, StringComparison.Ordinal);
        Assert.Contains("no solicitud.json", Assert.Throws<FilingException>(() => SubmissionFolder.Read(temporary.Location, out _)).Message, StringComparison.Ordinal);
    }

    private void Write(string name, string text) => File.WriteAllText(temporary[name], text);
}
