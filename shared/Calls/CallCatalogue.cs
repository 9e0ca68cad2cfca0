using System.Collections.Frozen;
using IntakePipeline.Calendar;
using IntakePipeline.DataFiles;

namespace IntakePipeline.Calls;

/// <summary>Every call the pipeline knows, from <c>Calls/Data/*.json</c>; a new call is a new file and no code. Immutable.</summary>
public sealed class CallCatalogue
{
    private readonly FrozenDictionary<CallId, Call> byId;

    private CallCatalogue(IReadOnlyList<Call> all) => (All, byId) = (all, all.ToFrozenDictionary(c => c.Id));

    /// <summary>All the calls, by id.</summary>
    public IReadOnlyList<Call> All { get; }

    /// <summary>The departments that evaluate, each once: each has an evaluation queue.</summary>
    public IReadOnlyList<DepartmentId> Departments => [.. All.SelectMany(c => c.Programmes).Select(p => p.Department.Id).Distinct()];

    /// <summary>Reads the calls that ship with the product and asks <paramref name="calendar"/> when their windows close.</summary>
    /// <exception cref="DataFileException">A file is wrong; names file and line.</exception>
    /// <exception cref="MissingHolidaysException">A call has a window in a year without holidays.</exception>
    public static CallCatalogue Load(WorkingCalendar calendar) =>
        new([.. DataFile.Names("Calls").Select(name => Parse(name, DataFile.Bytes(name), calendar))]);

    /// <summary>The call <paramref name="id"/>, or null when there is none of that name.</summary>
    public Call? Find(CallId id) => byId.GetValueOrDefault(id);

    /// <summary>The programme of something that is in the register.</summary>
    /// <exception cref="InvalidOperationException">There is no data of it: it was removed, which nobody may do.</exception>
    public Programme Get(CallId call, ProgrammeId programme) =>
        Find(call)?.Find(programme) ?? throw new InvalidOperationException($"The register has an entry of a programme without data: {call}, {programme}.");

    /// <summary>Reads one file.</summary>
    /// <param name="name">Its name, <c>Calls.Data.{id}.json</c>.</param>
    /// <param name="json">What it holds.</param>
    /// <param name="calendar">The calendar.</param>
    internal static Call Parse(string name, ReadOnlySpan<byte> json, WorkingCalendar calendar)
    {
        var file = DataFile.Parse<CallFile>(name, json);
        if (name != $"Calls.Data.{file.Id}.json")
            throw new DataFileException(name, null, null, $"the file holds the call {file.Id}: name and id must agree");
        var call = file.ToCall(calendar);
        foreach (var programme in call.Programmes)
        {
            if (programme.Windows.Any(w => w.Closes < w.Opens) || programme.Windows.Zip(programme.Windows.Skip(1)).Any(w => w.Second.Opens <= w.First.Closes))
                throw new DataFileException(name, null, null, $"the windows of programme {programme.Id} overlap or are not in order");
        }

        return call;
    }
}
