using System.Globalization;
using IntakePipeline.Local.Samples;
using NodaTime;

namespace IntakePipeline.Tests.Memorias.Extraction;

/// <summary>
/// Memorias as companies write them, with values known beforehand: both languages, seven layouts, many ways to write amounts and dates, running text that
/// speaks of budgets, dates and other companies' NIFs without being the field, and a fourth of them scanned. The same numbers give the same files.
/// </summary>
internal sealed class GeneratedMemorias
{
    private const int Layouts = 7;
    private const double Left = 64;
    private const double Middle = 250;
    private const double Right = 330;

    private readonly int _number;
    private readonly bool _valencian;
    private readonly bool _scanned;
    private readonly Random _random;
    private readonly DrawnPages _pages;
    private readonly GeneratedValues _values;

    private GeneratedMemorias(int number)
    {
        (_number, _valencian, _scanned) = (number, number % 2 == 1, number / 2 % 4 == 3);
        _random = new Random(number);
        _pages = new DrawnPages(_scanned);
        _values = GeneratedValues.Draw(number, _random, _valencian);
    }

    /// <summary>So many, numbered from 0.</summary>
    public static IEnumerable<GeneratedMemoria> Take(int count) => Enumerable.Range(0, count).Select(number => new GeneratedMemorias(number).Build());

    private GeneratedMemoria Build()
    {
        var layout = _number / 2 % Layouts;
        Write(Left, Pick(_valencian ? ["MEMÒRIA TÈCNICA", "Memòria tècnica del projecte"] : ["MEMORIA TÉCNICA", "Memoria técnica del proyecto"]), 15);
        _pages.Down(40);
        if (_random.Next(2) == 0)
            Prose();
        for (var i = 0; i < _values.Labelled.Count; i++)
            WriteField(layout, i);
        _pages.Down(20);
        Prose();
        Prose();
        if (_random.Next(3) == 0)
            _pages.EndPage();
        WriteBudget();
        WritePhases();
        Prose();
        return new GeneratedMemoria(
            $"{_number:D2} {(_valencian ? "va" : "es")} {(_scanned ? "scan" : "text")} layout {layout}", _pages.ToBytes(), _scanned, _values.Fields, _values.Costs);
    }

    private void WriteField(int layout, int field)
    {
        var (label, value) = _values.Labelled[field];
        switch (layout)
        {
            case 0:
                Write(Left, $"{label}: {value}");
                break;
            case 1:
                Write(Left, label);
                Write(Middle, value);
                break;
            case 2:
                Write(Left, $"{label}:");
                _pages.Down(15);
                Write(Left, value);
                break;
            case 3:
                Write(Left, $"• {label.ToUpper(CultureInfo.InvariantCulture)}: {value}");
                break;
            case 4:
                Write(Left, $"{label} :");
                Write(Middle, value);
                break;
            case 5 when field % 2 == 1 && field > 1:
                // Two fields on a line, as forms have them.
                _pages.Down(-20);
                Write(Right, $"{label}: {value}");
                break;
            case 5:
                Write(Left, $"{label}: {value}");
                break;
            default:
                // A box: the label small above its value.
                Write(Left, label, 7);
                _pages.Down(12);
                Write(Left, value);
                break;
        }

        _pages.Down(20);
    }

    private void WriteBudget()
    {
        _pages.Keep(140);
        Write(Left, _valencian ? "Pressupost per conceptes i anualitats" : "Presupuesto por conceptos y anualidades", 12);
        _pages.Down(24);
        Write(Left, _valencian ? "Concepte" : "Concepto");
        var right = 340.0;
        foreach (var year in _values.Years)
        {
            WriteRight(right, year.ToString(CultureInfo.InvariantCulture));
            right += 90;
        }

        WriteRight(right, "Total");
        foreach (var row in _values.Rows)
        {
            _pages.Down(18);
            Write(Left, row.Label);
            right = 340;
            foreach (var amount in row.Amounts)
            {
                WriteRight(right, _values.Style.Plain(amount));
                right += 90;
            }

            WriteRight(right, _values.Style.Plain(row.Amounts.Sum()));
        }

        _pages.Down(18);
        Write(Left, "TOTAL");
        WriteRight(right, _values.Style.Plain(_values.Total));
        _pages.Down(34);
    }

    private void WritePhases()
    {
        _pages.Keep(100);
        for (var phase = 1; phase <= 3; phase++)
        {
            var (es, va) = phase switch { 1 => ("Diseño y especificación", "Disseny i especificació"), 2 => ("Construcción del prototipo", "Construcció del prototip"), _ => ("Ensayos y medidas", "Assajos i mesures") };
            Write(Left, $"Fase {phase}: {(_valencian ? va : es)}");
            _pages.Down(18);
        }
    }

    /// <summary>A paragraph that names what the fields name, as memorias do.</summary>
    private void Prose()
    {
        _pages.Keep(100);
        var other = SampleTaxIds.Company('A', 70_000 + _number).Value;
        var day = new LocalDate(2011, 1 + _random.Next(12), 1 + _random.Next(28));
        var amount = _values.Style.Plain(1_000 * _random.Next(1, 60));
        string[] lines = _valencian
            ?
            [
                $"El pressupost de la primera anualitat, {amount} euros, es dedica sobretot al personal propi.",
                $"El projecte va nàixer el {day.Day}/{day.Month}/{day.Year} d'un conveni amb una altra empresa, amb NIF {other},",
                "que aporta el seu laboratori. L'inici dels treballs depén de l'arribada dels materials.",
                "La data de finalització no es pot endarrerir sense autorització de l'òrgan instructor.",
            ]
            :
            [
                $"El presupuesto de la primera anualidad, {amount} euros, se dedica sobre todo al personal propio.",
                $"El proyecto nació el {day.Day}/{day.Month}/{day.Year} de un convenio con otra empresa, con NIF {other},",
                "que aporta su laboratorio. El inicio de los trabajos depende de la llegada de los materiales.",
                "La fecha de finalización no se puede retrasar sin autorización del órgano instructor.",
            ];
        foreach (var line in lines)
        {
            Write(Left, line);
            _pages.Down(14);
        }

        _pages.Down(12);
    }

    private void Write(double x, string text, double size = 10) => _pages.Write(x, _scanned ? Misread(text) : text, size);

    private void WriteRight(double right, string text) => _pages.WriteRight(right, _scanned ? Misread(text) : text);

    /// <summary>One character in 150 is taken for another that looks like it.</summary>
    private string Misread(string text) => string.Concat(text.Select(c => _random.Next(150) > 0 ? c : c switch { 'l' => '1', 'O' or 'o' => '0', 'í' => 'i', 'e' => 'c', '5' => 'S', '0' => 'O', '1' => 'l', _ => c }));

    private string Pick(string[] choices) => choices[_random.Next(choices.Length)];
}
