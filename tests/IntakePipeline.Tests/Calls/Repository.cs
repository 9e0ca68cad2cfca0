namespace IntakePipeline.Tests.Calls;

/// <summary>Where the sources are, seen from the tests' output folder.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IntakePipeline.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("IntakePipeline.sln stands in no folder above the tests.");
    }
}
