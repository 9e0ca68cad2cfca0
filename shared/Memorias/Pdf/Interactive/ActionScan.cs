using IntakePipeline.Memorias.Pdf.Objects;
using IntakePipeline.Memorias.Pdf.Structure;

namespace IntakePipeline.Memorias.Pdf.Interactive;

/// <summary>Looks for scripts and program starts wherever the format lets actions hang (ISO 32000-1, 12.6).</summary>
internal sealed class ActionScan(ObjectStore objects, PdfBudget budget)
{
    private readonly HashSet<PdfDictionary> _visited = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<PdfValue> _pending = new();
    private readonly SortedSet<PdfActiveContent> _found = [];

    /// <summary>What was found so far, each kind once.</summary>
    public IReadOnlyList<PdfActiveContent> Found => [.. _found];

    /// <summary>Looks at the actions of a dictionary: a catalog, a page, an annotation, a field.</summary>
    public void Look(PdfDictionary holder)
    {
        _pending.Push(holder["OpenAction"]);
        _pending.Push(holder["A"]);
        foreach (var entry in (objects.Resolve(holder["AA"]).Dictionary ?? PdfDictionary.Empty).Entries)
            _pending.Push(entry.Value);
        Follow();
    }

    /// <summary>Looks at one action and those chained to it.</summary>
    public void LookAtAction(PdfValue action)
    {
        _pending.Push(action);
        Follow();
    }

    private void Follow()
    {
        while (_pending.TryPop(out var next))
        {
            // A destination may stand where an action could: it is an array and does nothing.
            if (objects.Resolve(next).Dictionary is not { } action || !_visited.Add(action))
                continue;
            budget.CheckDeadline();
            switch (objects.Resolve(action["S"]).Name)
            {
                case "JavaScript":
                    _found.Add(PdfActiveContent.JavaScript);
                    break;
                case "Launch":
                    _found.Add(PdfActiveContent.Launch);
                    break;
                default:
                    break;
            }

            _pending.Push(action["Next"]);
            foreach (var following in objects.Resolve(action["Next"]).Array ?? [])
                _pending.Push(following);
        }
    }
}
