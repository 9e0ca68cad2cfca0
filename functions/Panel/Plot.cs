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

    /// <summary>A bar for each value; what each is stands below it, how many above.</summary>
    /// <param name="v">Who looks at it.</param>
    /// <param name="title">What is shown, for whoever cannot see it.</param>
    /// <param name="bars">Name, value and tone of each.</param>
    public static Markup Bars(Visit v, string title, IReadOnlyList<(string Name, int Value, string Tone)> bars)
    {
        var most = Math.Max(1, bars.Max(b => b.Value));
        var step = (double)Width / bars.Count;
        return Markup.Of($"""
            <svg class="grafica" viewBox="0 0 {Width} {Height}" role="img" aria-label="{title}">
            <line class="eje" x1="0" x2="{Width}" y1="{Height - Foot}" y2="{Height - Foot}"/>
            {Markup.Each(bars.Index(), b => Bar(b.Index, b.Item))}
            </svg>
            <details><summary>{v.Say("Les mateixes dades en una taula", "Los mismos datos en una tabla", "The same data as a table")}</summary>
            <div class="tabla"><table><caption>{title}</caption><tbody>{Markup.Each(bars, b => Markup.Of($"""<tr><th scope="row">{b.Name}</th><td class="numero">{b.Value}</td></tr>"""))}</tbody></table></div></details>
            """);

        Markup Bar(int index, (string Name, int Value, string Tone) bar)
        {
            var height = (double)bar.Value / most * (Height - Foot - Head);
            var middle = (index + 0.5) * step;
            return Markup.Of($"""
                <rect class="barra {bar.Tone}" x="{At(middle - (step * 0.35))}" y="{At(Height - Foot - height)}" width="{At(step * 0.7)}" height="{At(height)}"/>
                {Markup.If(bar.Value > 0, () => Markup.Of($"""<text x="{At(middle)}" y="{At(Height - Foot - height - 4)}" text-anchor="middle">{bar.Value}</text>"""))}
                <text x="{At(middle)}" y="{Height - 8}" text-anchor="middle">{bar.Name}</text>
                """);
        }
    }

    private static string At(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
