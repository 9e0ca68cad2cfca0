using System.Globalization;
using IntakePipeline.Memorias;
using IntakePipeline.Tests.Memorias.Extraction;

namespace IntakePipeline.Benchmarks.Memorias;

/// <summary>Recall and precision of what is read from memorias whose values are known.</summary>
internal static class FieldsRun
{
    public static int Run(int count, bool verbose)
    {
        var inspector = new MemoriaInspector(TimeProvider.System);
        foreach (var kind in GeneratedMemorias.Take(count).GroupBy(memoria => memoria.IsScan))
        {
            var quality = new FieldQuality();
            foreach (var memoria in kind)
                quality.Add(memoria, inspector);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(kind.Key ? "scanned, with a text layer" : "written")}: {kind.Count()} memorias"));
            foreach (var (field, given, precision, recall) in quality.Figures)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {field,-12} {given,4} given   precision {precision:F3}   recall {recall:F3}"));
            foreach (var miss in quality.Misses.Where(_ => verbose))
                Console.WriteLine("    " + miss);
        }

        return 0;
    }
}
