using System.Reflection;
using IntakePipeline.Calendar;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using IntakePipeline.Tests.Evaluation;
using NodaTime;

namespace IntakePipeline.Tests.Corrections;

/// <summary>Every event in every state: what it brings, that it changes nothing (=), or that it has no place (null).</summary>
public sealed class CorrectionRequestStateTests
{
    private static readonly Instant Noon = Instant.FromUtc(2012, 6, 20, 10, 0);
    private static readonly Actor Person = new("núria");
    private static readonly Deadline TenDays = WorkingCalendar.Load().DeadlineAfter(new LocalDate(2012, 6, 14), 10);
    private static readonly Reception Reception = new(Instant.FromUtc(2012, 6, 14, 8, 0), "justificant 17", Person, TenDays);

    // The period ends on 26 June, 23:59:59.999… in Madrid: 21:59:59.999… UTC.
    private static readonly Answer First = new(new RegistryNumber(2012, 30), Instant.FromUtc(2012, 6, 20, 8, 0));
    private static readonly Answer LastMoment = new(new RegistryNumber(2012, 31), Instant.FromUtc(2012, 6, 26, 22, 0) - Duration.Epsilon);
    private static readonly Answer Late = new(new RegistryNumber(2012, 40), Instant.FromUtc(2012, 6, 26, 22, 0));

    private static readonly Proceedings Received = new(Reception, null, null);
    private static readonly Proceedings WithAnswer = Received with { InTime = First };
    private static readonly Proceedings WithLate = Received with { Late = Late };

    private static readonly (string Name, CorrectionRequestState State)[] States =
    [
        ("requested", new CorrectionRequestState.Requested()),
        ("notified", new CorrectionRequestState.Notified { On = Received }),
        ("answered", new CorrectionRequestState.Answered { On = WithAnswer }),
        ("still-defective", new CorrectionRequestState.StillDefective(2, Noon) { On = WithAnswer }),
        ("cured", new CorrectionRequestState.Cured(Noon) { On = WithAnswer }),
        ("expired", new CorrectionRequestState.Expired(Noon) { On = Received }),
        ("late", new CorrectionRequestState.LateAnswer { On = WithLate }),
        ("proposed", new CorrectionRequestState.WithdrawalProposed(Actor.Pipeline, "", Noon) { On = Received }),
        ("accepted", new CorrectionRequestState.Accepted(Person, "perquè sí", Noon) { On = WithLate }),
        ("withdrawn", new CorrectionRequestState.Withdrawn(Person, "resolució 3", Noon) { On = Received }),
        ("superseded", new CorrectionRequestState.Superseded(Noon) { On = Received }),
    ];

    private static readonly (string Name, CorrectionEvent Event)[] Events =
    [
        ("received", new CorrectionEvent.Received(Reception, Noon)),
        ("received otherwise", new CorrectionEvent.Received(Reception with { At = Reception.At + Duration.FromDays(1) }, Noon)),
        ("answered", new CorrectionEvent.Answered(First, Noon)),
        ("answered at the last moment", new CorrectionEvent.Answered(LastMoment, Noon)),
        ("answered late", new CorrectionEvent.Answered(Late, Noon)),
        ("validated clean", new CorrectionEvent.Validated(First.Entry, 0, Noon)),
        ("validated defective", new CorrectionEvent.Validated(First.Entry, 2, Noon)),
        ("validated another", new CorrectionEvent.Validated(LastMoment.Entry, 0, Noon)),
        ("checked on the last day", new CorrectionEvent.DeadlineChecked(TenDays.Expires - Duration.Epsilon)),
        ("checked after", new CorrectionEvent.DeadlineChecked(TenDays.Expires)),
        ("proposed on expiry", new CorrectionEvent.ProposedOnExpiry(Noon)),
        ("to evaluation", new CorrectionEvent.DepartmentDecided(DepartmentDecision.ToEvaluation, Person, "perquè sí", Noon)),
        ("propose withdrawal", new CorrectionEvent.DepartmentDecided(DepartmentDecision.ProposeWithdrawal, Person, "no esmena", Noon)),
        ("proposal retracted", new CorrectionEvent.ProposalRetracted(Person, "ha contestat", Noon)),
        ("signed", new CorrectionEvent.WithdrawalSigned(Person, "resolució 3", Noon)),
        ("period recounted longer", new CorrectionEvent.PeriodRecounted(TenDays with { LastDay = TenDays.LastDay.PlusDays(1) }, Person, "festiu local", Noon)),
        ("period recounted shorter", new CorrectionEvent.PeriodRecounted(TenDays with { LastDay = TenDays.LastDay.PlusDays(-1) }, Person, "festiu local", Noon)),
        ("another version", new CorrectionEvent.ValidVersionFiled(Noon)),
    ];

    // One row an event, one column a state: "=" changes nothing, "-" has no place, a name is the state that follows.
    private const string Table = """
                                    | requested  notified   answered        still-defective cured expired    late       proposed   accepted withdrawn superseded
        received                    | notified   =          =               =               =     =          =          =          =        =         =
        received otherwise          | notified   -          -               -               -     -          -          -          -        -         -
        answered                    | answered   answered   =               =               =     answered   answered   answered   =        =         =
        answered at the last moment | answered   answered   answered        answered        =     answered   answered   answered   =        =         =
        answered late               | answered   late       answered        late            =     late       =          late       =        =         =
        validated clean             | =          =          cured           =               =     =          =          =          =        =         =
        validated defective         | =          =          still-defective =               =     =          =          =          =        =         =
        validated another           | =          =          =               =               =     =          =          =          =        =         =
        checked on the last day     | =          =          =               =               =     =          =          =          =        =         =
        checked after               | =          expired    =               =               =     =          =          =          =        =         =
        proposed on expiry          | =          =          =               =               =     proposed   =          =          =        =         =
        to evaluation               | -          -          -               accepted        -     accepted   accepted   accepted   =        -         -
        propose withdrawal          | -          -          -               proposed        -     proposed   proposed   =          -        -         -
        proposal retracted          | -          -          -               -               -     -          -          expired    -        -         -
        signed                      | -          -          -               -               -     -          -          withdrawn  -        =         -
        period recounted longer     | -          notified   answered        still-defective =     notified   answered   notified   =        -         =
        period recounted shorter    | -          =          =               =               =     =          =          =          =        =         =
        another version             | superseded superseded superseded      superseded      =     superseded superseded superseded =        =         =
        """;

    [Fact]
    public void Every_event_in_every_state_has_its_outcome()
    {
        var table = Rows();
        foreach (var (name, happened) in Events)
        {
            foreach (var (column, before) in States.Index())
            {
                var after = before.State.After(happened);
                var outcome = after is null ? "-" : after == before.State ? "=" : States.First(s => s.State.Code == after.Code).Name;
                Assert.Equal($"{name} in {before.Name}: {table[name][column]}", $"{name} in {before.Name}: {outcome}");
            }
        }
    }

    [Fact]
    public void The_table_leaves_out_no_state_and_no_event()
    {
        Assert.Equal(Cases<CorrectionRequestState>(), States.Select(s => s.State.GetType()).ToHashSet());
        Assert.Equal(States.Select(s => s.Name), Rows()[""]);
        Assert.Equal(Events.Select(e => e.Name), Rows().Keys.Skip(1));
        Assert.Equal(Cases<CorrectionEvent>(), Events.Select(e => e.Event.GetType()).ToHashSet());
        Assert.All(Cases<CorrectionRequestState>().Concat(Cases<CorrectionEvent>()), t => Assert.True(t.IsSealed));
        Assert.Equal(States.Length, States.Select(s => s.State.Code).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void What_happens_twice_changes_nothing_the_second_time()
    {
        foreach (var (state, happened) in from s in States from e in Events where s.State.After(e.Event) is not null select (s.State, e.Event))
            Assert.Equal(state.After(happened), state.After(happened)!.After(happened));
    }

    [Fact]
    public void Answers_come_to_the_same_end_in_any_order()
    {
        foreach (var order in Permutations.Of([First, LastMoment, Late]))
        {
            CorrectionRequestState state = new CorrectionRequestState.Notified { On = Received };
            foreach (var answer in order)
                state = state.After(new CorrectionEvent.Answered(answer, Noon))!;
            Assert.Equal((LastMoment, Late), (state.On.InTime, state.On.Late));
            Assert.IsType<CorrectionRequestState.Answered>(state);
        }
    }

    [Fact]
    public void An_answer_in_time_that_is_read_late_undoes_an_expiry_that_nobody_signed()
    {
        CorrectionRequestState state = new CorrectionRequestState.Notified { On = Received };
        state = state.After(new CorrectionEvent.DeadlineChecked(TenDays.Expires))!.After(new CorrectionEvent.ProposedOnExpiry(Noon))!;
        Assert.IsType<CorrectionRequestState.WithdrawalProposed>(state);
        Assert.IsType<CorrectionRequestState.Answered>(state.After(new CorrectionEvent.Answered(LastMoment, Noon)));
    }

    [Fact]
    public void A_proposal_taken_back_leaves_what_it_was_made_of()
    {
        foreach (var before in States.Where(s => s.Name is "still-defective" or "late" or "expired").Select(s => s.State))
        {
            var proposed = before.After(new CorrectionEvent.DepartmentDecided(DepartmentDecision.ProposeWithdrawal, Person, "no esmena", Noon))!;
            var back = proposed.After(new CorrectionEvent.ProposalRetracted(Person, "ha contestat", Noon))!;
            Assert.Equal(before with { On = before.On with { Retracted = Noon } }, back);
            // And can be proposed again, and signed then.
            Assert.IsType<CorrectionRequestState.Withdrawn>(back.After(new CorrectionEvent.DepartmentDecided(DepartmentDecision.ProposeWithdrawal, Person, "ara sí", Noon))!
                .After(new CorrectionEvent.WithdrawalSigned(Person, "resolució 3", Noon)));
        }
    }

    [Fact]
    public void Answers_that_count_are_those_that_were_looked_at()
    {
        CorrectionRequestState notified = new CorrectionRequestState.Notified { On = Received };
        Assert.False(notified.Includes(First));
        var answered = notified.After(new CorrectionEvent.Answered(First, Noon))!;
        Assert.True(answered.Includes(First));
        Assert.False(answered.Includes(LastMoment));
        var late = answered.After(new CorrectionEvent.Validated(First.Entry, 1, Noon))!.After(new CorrectionEvent.Answered(Late, Noon))!;
        Assert.True(late.Includes(First) && late.Includes(Late));
        Assert.True(late.After(new CorrectionEvent.DepartmentDecided(DepartmentDecision.ToEvaluation, Person, "sí", Noon))!.Includes(Late));
        var cured = answered.After(new CorrectionEvent.Answered(Late, Noon))!.After(new CorrectionEvent.Validated(First.Entry, 0, Noon))!;
        Assert.False(cured.Includes(Late));
    }

    [Fact]
    public void A_proof_of_reception_after_an_answer_bounds_the_answers_after_it()
    {
        var answered = new CorrectionRequestState.Requested().After(new CorrectionEvent.Answered(First, Noon))!.After(new CorrectionEvent.Received(Reception, Noon))!;
        Assert.IsType<CorrectionRequestState.Answered>(answered);
        var left = answered.After(new CorrectionEvent.Validated(First.Entry, 1, Noon))!;
        Assert.IsType<CorrectionRequestState.LateAnswer>(left.After(new CorrectionEvent.Answered(Late, Noon)));
    }

    [Fact]
    public void Each_change_is_told_in_both_languages_with_who_when_and_article()
    {
        CorrectionRequestNumber number = new(new ExpedienteNumber(new("EBT"), 2012, 17), 1);
        foreach (var (before, happened) in from s in States from e in Events select (s.State, e.Event))
        {
            if (before.After(happened) is not { } after || after == before)
                continue;
            var told = CorrectionHistory.Tell(number, after, happened);
            Assert.Equal((happened is CorrectionEvent.ProposalRetracted ? "desistimiento-retirado" : after.Code, happened.By, happened.At), (told.What, told.Who, told.At));
            Assert.Contains(number.ToString(), told.Why.Va, StringComparison.Ordinal);
            Assert.Contains(number.ToString(), told.Why.Es, StringComparison.Ordinal);
            Assert.NotEqual(told.Why.Va, told.Why.Es);
            Assert.NotEmpty(told.Article);
        }
    }

    private static OrderedDictionary<string, string[]> Rows() => new(
        Table.Split('\n').Select(line => line.Split('|')).Select(
            line => KeyValuePair.Create(line[0].Trim(), line[1].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))));

    private static HashSet<Type> Cases<T>() => [.. typeof(T).GetNestedTypes(BindingFlags.Public).Where(t => t.IsAssignableTo(typeof(T)))];
}
