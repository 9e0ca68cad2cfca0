using System.Globalization;
using IntakePipeline.Functions.Pages;

namespace IntakePipeline.Functions.Panel;

/// <summary>Plots drawn on the server: they need no script, print, and are read out as the table beside them.</summary>
internal static class Plot
{
    private const int Width = 600;
    private const int Height = 200;
    private const int Foot = 24;
    private const int Head = 18;
    private const int Ground = Height - Foot;

    // More names than these do not fit below: every third is written.
    private const int MostNames = 12;

    /// <summary>A bar for each value; what each is stands below it, how many above.</summary>
    /// <param name="v">Who looks at it.</param>
    /// <param name="title">What is shown, for whoever cannot see it.</param>
    /// <param name="bars">Name, value and tone of each.</param>
    /// <param name="marks">Lines between two bars: after how many of them, and what it is.</param>
    public static Markup Bars(Visit v, string title, IReadOnlyList<(string Name, int Value, string Tone)> bars, IReadOnlyList<(int After, string Name)> marks)
    {
        var most = Math.Max(1, bars.Max(b => b.Value));
        var step = (double)Width / bars.Count;
        return Markup.All([
            Drawing(title, Height, Markup.Of($"{Markup.Each(bars.Index(), b => Bar(b.Index, b.Item))}{Markup.Each(marks, m => Mark(m.After * step, m.Name))}")),
            Table(v, title, [], [.. bars.Select((b, i) => (Row: b.Name + string.Concat(marks.Where(m => m.After == i + 1).Select(m => $" ({m.Name})")), Cells: (IReadOnlyList<string>)[v.Count(b.Value)]))]),
        ]);

        Markup Bar(int index, (string Name, int Value, string Tone) bar)
        {
            var height = (double)bar.Value / most * (Ground - Head);
            var middle = (index + 0.5) * step;
            return Markup.Of($"""
                <rect class="barra {bar.Tone}" x="{At(middle - (step * 0.35))}" y="{At(Ground - height)}" width="{At(step * 0.7)}" height="{At(height)}"/>
                {Markup.If(bar.Value > 0, () => Markup.Of($"""<text x="{At(middle)}" y="{At(Ground - height - 4)}" text-anchor="middle">{bar.Value}</text>"""))}
                {Below(index, bars.Count, middle, bar.Name)}
                """);
        }
    }

    /// <summary>Lines over the same steps; where a value is null there is none.</summary>
    /// <param name="v">Who looks at it.</param>
    /// <param name="title">What is shown, for whoever cannot see it.</param>
    /// <param name="steps">What each step is.</param>
    /// <param name="lines">Name, tone and values of each line, one for each step, none negative.</param>
    /// <param name="written">How a value is written.</param>
    public static Markup Lines(
        Visit v, string title, IReadOnlyList<string> steps, IReadOnlyList<(string Name, string Tone, IReadOnlyList<double?> Values)> lines, Func<double, string> written)
    {
        var most = lines.SelectMany(l => l.Values).Max() is { } max and > 0 ? max : 1;
        var step = (double)Width / steps.Count;
        return Markup.All([
            Drawing(title, Height, Markup.Of($"""
                {Markup.Each(steps.Index(), s => Below(s.Index, steps.Count, Middle(s.Index), s.Item))}
                <text x="0" y="12">{written(most)}</text>
                {Markup.Each(lines, l => Line(l.Tone, [.. l.Values.Index().Where(p => p.Item is not null).Select(p => (p.Index, p.Item!.Value))]))}
                """)),
            Legend(lines.Select(l => (l.Name, l.Tone))),
            Table(v, title, [.. lines.Select(l => l.Name)], [.. steps.Select((s, i) => (Row: s, Cells: (IReadOnlyList<string>)[.. lines.Select(l => l.Values[i] is { } value ? written(value) : "—")]))]),
        ]);

        double Middle(int index) => (index + 0.5) * step;

        // Steps next to each other are joined; one alone is a dot.
        Markup Line(string tone, IReadOnlyList<(int Step, double Value)> points) => Markup.Of($"""
            {Markup.Each(points.Zip(points.Skip(1)).Where(p => p.First.Step + 1 == p.Second.Step), p => Markup.Of($"""<line class="trazo {tone}" x1="{At(Middle(p.First.Step))}" y1="{Level(p.First.Value)}" x2="{At(Middle(p.Second.Step))}" y2="{Level(p.Second.Value)}"/>"""))}
            {Markup.Each(points, p => Markup.Of($"""<circle class="barra {tone}" cx="{At(Middle(p.Step))}" cy="{Level(p.Value)}" r="3"/>"""))}
            """);

        string Level(double value) => At(Ground - (value / most * (Ground - Head)));
    }

    /// <summary>A bar lying for each row, made of parts.</summary>
    /// <param name="title">What is shown, for whoever cannot see it; the table of the same is the caller's.</param>
    /// <param name="parts">Name and tone of each part.</param>
    /// <param name="rows">Name of each row, and its parts' values.</param>
    public static Markup Stacks(string title, IReadOnlyList<(string Name, string Tone)> parts, IReadOnlyList<(string Name, IReadOnlyList<int> Values)> rows)
    {
        const int RowHeight = 28, Names = 220, Totals = 50;
        var most = Math.Max(1, rows.Max(r => r.Values.Sum()));
        return Markup.All([
            Drawing(title, (rows.Count * RowHeight) + 4, Markup.Each(rows.Index(), r => Row(r.Index * RowHeight, r.Item.Name, r.Item.Values)), ground: false),
            Legend(parts),
        ]);

        Markup Row(int top, string name, IReadOnlyList<int> values)
        {
            var from = 0;
            var drawn = new List<Markup>();
            foreach (var (part, value) in parts.Zip(values).Where(p => p.Second > 0))
            {
                drawn.Add(Markup.Of($"""<rect class="barra {part.Tone}" x="{At(Names + Length(from))}" y="{top + 4}" width="{At(Math.Max(1, Length(value) - 1))}" height="{RowHeight - 8}"><title>{name}, {part.Name}: {value}</title></rect>"""));
                from += value;
            }

            return Markup.Of($"""<text x="0" y="{top + 17}">{name}</text>{Markup.All(drawn)}<text x="{At(Names + Length(from) + 6)}" y="{top + 17}">{from}</text>""");
        }

        double Length(int value) => (double)value / most * (Width - Names - Totals);
    }

    private static Markup Drawing(string title, int height, Markup drawn, bool ground = true) => Markup.Of($"""
        <svg class="grafica" viewBox="0 0 {Width} {height}" role="img" aria-label="{title}"><title>{title}</title>
        {Markup.If(ground, () => Markup.Of($"""<line class="eje" x1="0" x2="{Width}" y1="{Ground}" y2="{Ground}"/>"""))}
        {drawn}
        </svg>
        """);

    private static Markup Below(int index, int count, double middle, string name) =>
        Markup.If(count <= MostNames || index % 3 == 0, () => Markup.Of($"""<text x="{At(middle)}" y="{Height - 6}" text-anchor="middle">{name}</text>"""));

    private static Markup Mark(double x, string name) => Markup.Of($"""
        <line class="marca-cierre" x1="{At(x)}" x2="{At(x)}" y1="0" y2="{Ground}"/><text x="{At(x > Width / 2.0 ? x - 4 : x + 4)}" y="10" text-anchor="{(x > Width / 2.0 ? "end" : "start")}">{name}</text>
        """);

    private static Markup Legend(IEnumerable<(string Name, string Tone)> names) => Markup.Of($"""
        <ul class="leyenda">{Markup.Each(names, n => Markup.Of($"""<li><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="barra {n.Tone}" width="10" height="10"/></svg> {n.Name}</li>"""))}</ul>
        """);

    private static Markup Table(Visit v, string title, IReadOnlyList<string> columns, IReadOnlyList<(string Row, IReadOnlyList<string> Cells)> rows) => Markup.Of($"""
        <details><summary>{v.Say("Les mateixes dades en una taula", "Los mismos datos en una tabla", "The same data as a table")}</summary>
        <div class="tabla" tabindex="0" role="region" aria-label="{title}"><table><caption>{title}</caption>
        {Markup.If(columns.Count > 0, () => Markup.Of($"""<thead><tr><td></td>{Markup.Each(columns, c => Markup.Of($"""<th scope="col" class="numero">{c}</th>"""))}</tr></thead>"""))}
        <tbody>{Markup.Each(rows, r => Markup.Of($"""<tr><th scope="row">{r.Row}</th>{Markup.Each(r.Cells, c => Markup.Of($"""<td class="numero">{c}</td>"""))}</tr>"""))}</tbody></table></div></details>
        """);

    private static string At(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
