namespace IntakePipeline.Tests.Calls;

/// <summary>Where the sources are, seen from the tests' output folder.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The nearest <paramref name="folder"/> beside a folder that holds the repository; null when there is none.</summary>
    public static string? Above(string folder)
    {
        var parent = Directory.GetParent(Root);
        while (parent is not null && !Directory.Exists(Path.Combine(parent.FullName, folder)))
            parent = parent.Parent;
        return parent is null ? null : Path.Combine(parent.FullName, folder);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IntakePipeline.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("IntakePipeline.sln stands in no folder above the tests.");
    }
}
