using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;

namespace IntakePipeline.Functions.Panel;

/// <summary>The history of an application as staff see it. What was taken back stays, struck through.</summary>
internal static class FichaHistory
{
    /// <summary>What happened, newest first: when, who, why, by which article.</summary>
    public static Markup Of(Visit v, OpenFile file)
    {
        var retracted = file.History.Where(h => h.Retracts is not null).ToDictionary(h => h.Retracts!.Value);
        return Markup.Of($"""<ol class="pasos" reversed>{Markup.Each(file.History.Reverse(), h => Event(v, file, h, h.What == HistoryEvent.NoteCode ? retracted.GetValueOrDefault(h.At) : null))}</ol>""");
    }

    private static Markup Event(Visit v, OpenFile file, HistoryEvent h, HistoryEvent? retraction) => Markup.Of($"""
        <li><p><strong>{StateWords.Event(v, h.What)}</strong> <span class="suave">{v.Moment(h.At)} · {StateWords.Who(v, h.Who)}{(h.Article.Length > 0 ? " · " + h.Article : "")}</span></p>
        {(retraction is null ? Markup.Of($"<p>{Why(v, h)}</p>") : Retracted(v, h, retraction))}
        {Markup.If(retraction is null && h.What == HistoryEvent.NoteCode && May(v, h), () => Retract(v, file, h))}</li>
        """);

    private static Markup Retracted(Visit v, HistoryEvent note, HistoryEvent retraction) => Markup.Of($"""
        <p><s>{Why(v, note)}</s></p>
        <p class="suave">{v.Say("Retirada", "Retirada", "Retracted")}: {v.Moment(retraction.At)} · {StateWords.Who(v, retraction.Who)}</p>
        """);

    // A note is in its author's own words, in whatever language.
    private static Markup Why(Visit v, HistoryEvent h) => h.What == HistoryEvent.NoteCode ? Markup.Of($"{h.Why.Es}") : v.Say(h.Why);

    private static bool May(Visit v, HistoryEvent note) => v.Member.May(StaffRole.Act) && (note.Who == v.Member.Actor || v.Member.May(StaffRole.Admin));

    private static Markup Retract(Visit v, OpenFile file, HistoryEvent note) => Markup.Of($"""
        <form method="post" action="{Paths.Of(file.Expediente.Key.Number)}/retirar-nota">{v.Hidden}<input type="hidden" name="nota" value="{JsonText.Iso(note.At)}">
        <button class="enlace">{v.Say("Retirar esta nota", "Retirar esta nota", "Retract this note")}</button></form>
        """);
}
