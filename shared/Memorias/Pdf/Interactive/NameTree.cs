using IntakePipeline.Memorias.Pdf.Objects;
using IntakePipeline.Memorias.Pdf.Structure;

namespace IntakePipeline.Memorias.Pdf.Interactive;

/// <summary>Walks a name tree (ISO 32000-1, 7.9.6), never twice into one node.</summary>
internal static class NameTree
{
    /// <summary>The names and what they stand for, in no particular order.</summary>
    public static IEnumerable<(string Name, PdfValue Value)> Read(PdfValue root, ObjectStore objects, PdfBudget budget)
    {
        var pending = new Stack<PdfValue>([root]);
        var visited = new HashSet<PdfDictionary>(ReferenceEqualityComparer.Instance);
        while (pending.TryPop(out var next))
        {
            budget.CheckDeadline();
            if (objects.Resolve(next).Dictionary is not { } node || !visited.Add(node))
                continue;
            var names = objects.Resolve(node["Names"]).Array ?? [];
            for (var i = 0; i + 1 < names.Length; i += 2)
                yield return (PdfTextString.Read(objects.Resolve(names[i]).Text), names[i + 1]);
            foreach (var kid in objects.Resolve(node["Kids"]).Array ?? [])
                pending.Push(kid);
        }
    }
}
