namespace IntakePipeline.Tests.Local;

/// <summary>A folder for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("intake-test-");

    public string Location => folder.FullName;

    public string this[string name] => Path.Combine(Location, name);

    public void Dispose() => folder.Delete(recursive: true);
}
