using System.Globalization;

namespace IntakePipeline.Benchmarks.Memorias;

/// <summary>Compares our reading of every PDF below some folders with poppler's.</summary>
internal static class AgreementRun
{
    public static int Run(IEnumerable<DirectoryInfo> folders, bool verbose)
    {
        if (ExternalTool.Run("pdfinfo", "-v") is null)
        {
            Console.Error.WriteLine("This needs poppler (Debian: poppler-utils).");
            return 1;
        }

        foreach (var folder in folders)
        {
            var files = folder.GetFiles("*.pdf", SearchOption.AllDirectories).Select(file => file.FullName).Order(StringComparer.Ordinal).ToArray();
            var all = files.AsParallel().AsOrdered().Select(FileAgreement.Of).ToList();
            var opened = all.Count(file => file.Standing is not (Standing.Gained or Standing.NeitherOpens));
            var agreeing = all.Count(file => file.Standing == Standing.Agrees);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{folder.FullName}: {all.Count} files, poppler opens {opened}, full agreement on {agreeing}"));
            foreach (var group in all.GroupBy(file => file.Standing).OrderBy(group => group.Key))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {group.Key,-16} {group.Count(),5}"));
                foreach (var file in group.Where(_ => verbose && group.Key is not (Standing.Agrees or Standing.NeitherOpens)))
                    Console.WriteLine($"    {Path.GetRelativePath(folder.FullName, file.File)}: {file.Detail}");
            }
        }

        return 0;
    }
}
