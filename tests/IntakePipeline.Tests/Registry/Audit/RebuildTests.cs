using System.Globalization;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry.Audit;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Corrections;

namespace IntakePipeline.Tests.Registry.Audit;

/// <summary>The table of expedientes is lost; register and originals make it again.</summary>
public sealed class RebuildTests(AzuriteFixture azurite)
{
    // When the pipeline decided stands nowhere else; that the department was told is known, not when.
    private static readonly string[] Times = ["At", "Since", "QueuedAt", "CreatedAt", "StateAt"];

    [Fact]
    public async Task A_lost_table_is_made_again_with_the_same_rows()
    {
        await using var register = new AuditedRegister(azurite);
        await register.InitializeAsync();
        // What staff order follows from nothing in the register.
        Assert.IsType<MoveOutcome.Done>(await register.Desk.Get<MoveDesk>().MoveAsync(
            register.Correcting.Entry.Expediente, new Move(new CallId("emprendimiento-2012"), new ProgrammeId("CRE")), null, new Actor("núria"), "convé més", default));
        var before = await RowsAsync(register, "expedientes");
        var requests = await RowsAsync(register, "requerimientos");
        var messages = await MessagesAsync(register);

        await EmptyAsync(register, "expedientes");
        Assert.Contains(await register.AuditAsync(), f => f.Code == AuditCodes.ExpedienteMissing);
        var rebuilt = await RebuildAsync(register);
        Assert.Equal((7, 0), (rebuilt.Entries, rebuilt.LeftToHosts));
        Assert.Empty(rebuilt.Unreadable);

        Assert.Empty(await register.AuditAsync());
        Assert.Equal(before, await RowsAsync(register, "expedientes"));
        Assert.Equal(requests, await RowsAsync(register, "requerimientos"));
        Assert.Equal(messages, await MessagesAsync(register));
    }

    [Fact]
    public async Task Without_the_requests_either_the_answers_tell_what_became_of_them()
    {
        await using var register = new AuditedRegister(azurite);
        await register.InitializeAsync();
        var before = await StatesAsync(register);
        await EmptyAsync(register, "expedientes");
        await EmptyAsync(register, "requerimientos");

        await RebuildAsync(register);
        Assert.Empty(await register.AuditAsync());
        Assert.Equal(before, await StatesAsync(register));
        // Its reception was staff's to tell, and is lost with the table.
        Assert.Null((await register.Correcting.RequestAsync()).State.On.Reception);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_departments_asked_for_is_asked_for_again(bool requestsToo)
    {
        await using var register = new AuditedRegister(azurite);
        await register.InitializeAsync();
        var (bench, desk) = (register.Correcting, register.Desk);
        Assert.IsType<DepartmentRequestOutcome.Done>(await Evaluated.AskAsync(desk, bench.Entry, 2));
        await bench.AnswerAsync(bench.Answer("RS-2", form: false, spoil: a => a["requerimiento"] = $"{bench.Entry.Expediente}-R2"));
        Assert.IsType<ExpedienteState.InEvaluation>((await bench.ExpedienteAsync()).State);
        var third = Assert.IsType<DepartmentRequestOutcome.Done>(await Evaluated.AskAsync(desk, bench.Entry, 3, asked: Evaluated.Asked("Una altra cosa."))).Request;
        Assert.Empty(await register.AuditAsync());
        var (before, history) = (await StatesAsync(register), await bench.HistoryAsync());
        var rows = await RowsAsync(register, "expedientes");

        await EmptyAsync(register, "expedientes");
        if (requestsToo)
            await EmptyAsync(register, "requerimientos");
        await RebuildAsync(register);
        Assert.Empty(await register.AuditAsync());
        Assert.Equal(before, await StatesAsync(register));
        if (!requestsToo)
            Assert.Equal(rows, await RowsAsync(register, "expedientes"));
        Assert.Equal(history.Where(h => h != "notificado"), (await bench.HistoryAsync()).Where(h => h != "notificado"));
        var again = (await desk.Get<CorrectionDesk>().FindAsync(third.Number, default))!;
        Assert.Equal((third.OrderedBy, third.CreatedAt, "Una altra cosa."), (again.OrderedBy, again.CreatedAt, again.Defects[0].Text.Va));
        // And again: what is told is not told twice.
        await RebuildAsync(register);
        Assert.Equal(history.Count(h => h != "notificado"), (await bench.HistoryAsync()).Count(h => h != "notificado"));
    }

    [Fact]
    public async Task What_was_moved_there_and_back_is_not_moved_again()
    {
        await using var register = new AuditedRegister(azurite);
        await register.InitializeAsync();
        foreach (var programme in new[] { "CRE", "EBT" })
            Assert.IsType<MoveOutcome.Done>(await register.Desk.Get<MoveDesk>().MoveAsync(
                register.Correcting.Entry.Expediente, new Move(new CallId("emprendimiento-2012"), new ProgrammeId(programme)), null, new Actor("núria"), "a " + programme, default));
        var before = await RowsAsync(register, "expedientes");
        await RebuildAsync(register);
        Assert.Equal(before, await RowsAsync(register, "expedientes"));
        await EmptyAsync(register, "expedientes");
        await RebuildAsync(register);
        Assert.Equal(before.Count, (await RowsAsync(register, "expedientes")).Count);
        Assert.Equal(before.Where(r => r.Contains(" H|000000001|", StringComparison.Ordinal)), (await RowsAsync(register, "expedientes")).Where(r => r.Contains(" H|000000001|", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Rebuilding_what_is_there_changes_nothing_and_what_is_unfinished_is_left_to_the_hosts()
    {
        await using var register = new AuditedRegister(azurite);
        await register.InitializeAsync();
        var before = await RowsAsync(register, "expedientes");
        await RebuildAsync(register);
        Assert.Equal(before, await RowsAsync(register, "expedientes"));

        await using var tamper = new Tamper(register.Desk.Storage);
        await tamper.WriteAsync("registro", new("registro", "s|2012|000000003"));
        await tamper.DeleteAsync("expedientes", "E|000000002");
        Assert.Equal(1, (await RebuildAsync(register)).LeftToHosts);
        Assert.DoesNotContain(await RowsAsync(register, "expedientes"), row => row.Contains(" E|000000002", StringComparison.Ordinal));
    }

    private static Task<Rebuilt> RebuildAsync(AuditedRegister register) => register.Desk.Get<ExpedienteRebuild>().RunAsync(default);

    private static async Task EmptyAsync(AuditedRegister register, string table)
    {
        var rows = register.Desk.Storage.Tables.GetTableClient(table);
        await foreach (var row in rows.QueryAsync())
            await rows.DeleteEntityAsync(row.PartitionKey, row.RowKey);
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(AuditedRegister register, string table)
    {
        var rows = new List<string>();
        await foreach (var row in register.Desk.Storage.Tables.GetTableClient(table).QueryAsync())
        {
            var columns = row.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}={(Times.Contains(c.Key, StringComparer.Ordinal) ? c.Value is not null : Text(c.Value))}");
            rows.Add($"{row.PartitionKey} {row.RowKey} {string.Join(' ', columns)}");
        }

        return rows;
    }

    private static string Text(object? value) => value is byte[] bytes ? Convert.ToBase64String(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static async Task<IReadOnlyList<string>> StatesAsync(AuditedRegister register) =>
        [.. (await RowsAsync(register, "expedientes")).Where(r => r.Contains(" E|", StringComparison.Ordinal)).Select(r => r[r.IndexOf(" State=", StringComparison.Ordinal)..])];

    private static async Task<int> MessagesAsync(AuditedRegister register) =>
        (await register.Desk.Get<IQueuePeek>().PeekAsync(default)).Where(q => q.Name.StartsWith("evaluacion-", StringComparison.Ordinal)).Sum(q => q.Count);
}
