using System.Reflection;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using NodaTime;
using static IntakePipeline.Tests.Evaluation.Entries;

namespace IntakePipeline.Tests.Evaluation;

public sealed class ExpedienteStateTests
{
    private static readonly ExpedienteState Registered = new ExpedienteState.Registered();
    private static readonly ExpedienteState Unqueued = new ExpedienteState.InEvaluation(Department, Phase, QueuedAt: null);
    private static readonly ExpedienteState Queued = new ExpedienteState.InEvaluation(Department, Phase, Noon);
    private static readonly ExpedienteState Awaiting = new ExpedienteState.AwaitingCorrection(CorrectionRequestNumber.First(Entry(1).Expediente));
    private static readonly ExpedienteState Withdrawn = new ExpedienteState.Withdrawn(CorrectionRequestNumber.First(Entry(1).Expediente));
    private static readonly ExpedienteState OutOfTime = new ExpedienteState.OutOfTime();
    private static readonly ExpedienteState Superseded = new ExpedienteState.Superseded(new RegistryNumber(2012, 2));

    private static readonly ProcessingDecision Evaluate = new ProcessingDecision.Evaluate(Department, Phase);
    private static readonly ProcessingDecision Correct = new ProcessingDecision.RequestCorrection(CorrectionRequestNumber.First(Entry(1).Expediente));
    private static readonly ProcessingDecision Corrected = new ProcessingDecision.EvaluateCorrected(CorrectionRequestNumber.First(Entry(1).Expediente), Department, Phase);
    private static readonly ProcessingDecision Withdraw = new ProcessingDecision.Withdraw(CorrectionRequestNumber.First(Entry(1).Expediente));
    private static readonly CorrectionRequestNumber Second = new(Entry(1).Expediente, 2);
    private static readonly ExpedienteState Asked = new ExpedienteState.AwaitingCorrection(Second) { From = (ExpedienteState.InEvaluation)Unqueued };
    private static readonly ExpedienteState Elsewhere = new ExpedienteState.InEvaluation(new("altra"), new("3"), Noon);
    private static readonly ExpedienteState AskedElsewhere = new ExpedienteState.AwaitingCorrection(Second) { From = new(new("altra"), new("3"), QueuedAt: null) };
    private static readonly ProcessingDecision Ask = new ProcessingDecision.RequestByDepartment(Second);
    private static readonly ProcessingDecision CorrectedSecond = new ProcessingDecision.EvaluateCorrected(Second, Department, Phase);
    private static readonly ProcessingDecision WithdrawSecond = new ProcessingDecision.Withdraw(Second);
    private static readonly ProcessingDecision Late = new ProcessingDecision.FileAsOutOfTime();
    private static readonly ProcessingDecision Supersede = new ProcessingDecision.Supersede(new RegistryNumber(2012, 2));
    private static readonly ProcessingDecision SupersedeAgain = new ProcessingDecision.Supersede(new RegistryNumber(2012, 3));

    private static readonly (ExpedienteState Before, ProcessingDecision Decision, ExpedienteState After)[] Table =
    [
        (Registered, Evaluate, Unqueued), (Registered, Correct, Awaiting), (Registered, Late, OutOfTime), (Registered, Supersede, Superseded),
        (Unqueued, Evaluate, Unqueued), (Unqueued, Correct, Unqueued), (Unqueued, Late, Unqueued), (Unqueued, Supersede, Superseded),
        (Queued, Evaluate, Queued), (Queued, Correct, Queued), (Queued, Late, Queued), (Queued, Supersede, Superseded),
        (Awaiting, Evaluate, Awaiting), (Awaiting, Correct, Awaiting), (Awaiting, Late, Awaiting), (Awaiting, Supersede, Superseded),
        (OutOfTime, Evaluate, OutOfTime), (OutOfTime, Correct, OutOfTime), (OutOfTime, Late, OutOfTime), (OutOfTime, Supersede, OutOfTime),
        (Superseded, Evaluate, Superseded), (Superseded, Correct, Superseded), (Superseded, Late, Superseded), (Superseded, SupersedeAgain, Superseded),
        (Withdrawn, Evaluate, Withdrawn), (Withdrawn, Correct, Withdrawn), (Withdrawn, Late, Withdrawn), (Withdrawn, Supersede, Withdrawn),
        (Registered, Corrected, Registered), (Registered, Withdraw, Registered), (Unqueued, Corrected, Unqueued), (Unqueued, Withdraw, Unqueued),
        (Queued, Corrected, Queued), (Queued, Withdraw, Queued), (Awaiting, Corrected, Unqueued), (Awaiting, Withdraw, Withdrawn),
        (OutOfTime, Corrected, OutOfTime), (OutOfTime, Withdraw, OutOfTime), (Superseded, Corrected, Superseded), (Superseded, Withdraw, Superseded),
        (Withdrawn, Corrected, Withdrawn), (Withdrawn, Withdraw, Withdrawn),
        (Registered, Ask, Registered), (Unqueued, Ask, Asked), (Queued, Ask, Asked), (Awaiting, Ask, Awaiting), (OutOfTime, Ask, OutOfTime), (Superseded, Ask, Superseded),
        (Withdrawn, Ask, Withdrawn), (Asked, Ask, Asked),
        // What ends an earlier request does not end this one, and it comes back to where it was taken from.
        (Asked, Corrected, Asked), (Asked, Withdraw, Asked), (Asked, CorrectedSecond, Unqueued), (Asked, WithdrawSecond, new ExpedienteState.Withdrawn(Second)),
        (Asked, Supersede, Superseded), (Awaiting, CorrectedSecond, Awaiting), (Elsewhere, Ask, AskedElsewhere),
        (AskedElsewhere, CorrectedSecond, new ExpedienteState.InEvaluation(new("altra"), new("3"), QueuedAt: null)),
    ];

    [Fact]
    public void Every_decision_in_every_state_has_its_outcome()
    {
        foreach (var (before, decision, after) in Table)
            Assert.Equal(after, before.After(decision));
    }

    [Fact]
    public void The_table_leaves_out_no_state_and_no_decision()
    {
        var pairs = Table.Select(row => (row.Before.GetType(), row.Decision.GetType())).ToHashSet();
        var all = from state in Cases<ExpedienteState>() from decision in Cases<ProcessingDecision>() select (state, decision);
        Assert.Empty(all.Except(pairs));
    }

    [Fact]
    public void A_decision_taken_twice_changes_nothing_the_second_time()
    {
        foreach (var (before, decision, _) in Table)
            Assert.Equal(before.After(decision), before.After(decision).After(decision));
    }

    [Fact]
    public void Only_what_is_in_evaluation_is_queued_and_the_first_time_counts()
    {
        var later = Noon + Duration.FromHours(1);
        Assert.Equal(Queued, Unqueued.Queued(Noon));
        Assert.Equal(Queued, Queued.Queued(later));
        foreach (var state in new[] { Registered, Awaiting, OutOfTime, Superseded, Withdrawn })
            Assert.Same(state, state.Queued(later));
    }

    [Fact]
    public void Every_state_is_sealed_named_apart_and_told_in_both_languages()
    {
        ExpedienteState[] states = [Registered, Unqueued, Awaiting, OutOfTime, Superseded, Withdrawn];
        Assert.Equal(Cases<ExpedienteState>().ToHashSet(), states.Select(s => s.GetType()).ToHashSet());
        Assert.All(states, s => Assert.True(s.GetType().IsSealed));
        Assert.Equal(states.Length, states.Select(s => s.Code).Distinct(StringComparer.Ordinal).Count());
        foreach (var language in Enum.GetValues<Language>())
            Assert.Equal(states.Length, states.Select(s => ExpedienteStateText.Of(s).Explanation.In(language)).Distinct(StringComparer.Ordinal).Count());
        Assert.All(states, s => Assert.NotEqual(ExpedienteStateText.Of(s).Explanation.Va, ExpedienteStateText.Of(s).Explanation.Es));
    }

    [Fact]
    public void The_words_name_what_the_applicant_needs()
    {
        Assert.Contains("EBT/2012/1-R1", ExpedienteStateText.Of(Awaiting).Explanation.Es, StringComparison.Ordinal);
        Assert.Contains("2012/000002", ExpedienteStateText.Of(Superseded).Explanation.Va, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_decision_leaves_its_reason_and_article_in_the_history()
    {
        var opened = Expediente.Open(Entry(1), Noon) with { Findings = [Curable, Doubt, Doubt, Information] };
        (ExpedienteState State, string Article, string Va, string Es)[] expected =
        [
            (Unqueued, "R4 9.1", "La unitat ha de comprovar 2 requisits.", "La unidad ha de comprobar 2 requisitos."),
            (Awaiting, "R4 7.4", "un defecte esmenable", "un defecto subsanable"),
            (Withdrawn, "Ley 30/1992 art. 71.1", "Desistida per resolució", "Desistida por resolución"),
            (OutOfTime, "R4 8.1.1", "20/06/2012", "20/06/2012"),
            (Superseded, "R4 7.1.2", "la 2012/000002", "la 2012/000002"),
        ];
        foreach (var (state, article, va, es) in expected)
        {
            var told = HistoryEvent.Decided(opened with { State = state });
            Assert.Equal((state.Code, article, Actor.Pipeline, Noon), (told.What, told.Article, told.Who, told.At));
            Assert.Contains(va, told.Why.Va, StringComparison.Ordinal);
            Assert.Contains(es, told.Why.Es, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentException>(() => HistoryEvent.Decided(opened));
    }

    private static IEnumerable<Type> Cases<T>() => typeof(T).GetNestedTypes(BindingFlags.Public).Where(t => t.IsAssignableTo(typeof(T)));
}
