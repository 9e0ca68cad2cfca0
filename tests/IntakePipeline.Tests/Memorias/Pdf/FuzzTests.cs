using System.Text;
using IntakePipeline.Memorias;
using IntakePipeline.Memorias.Pdf;
using IntakePipeline.Memorias.Pdf.Objects;

namespace IntakePipeline.Tests.Memorias.Pdf;

/// <summary>Damaged files must end in values: an exception of any kind fails the test. Seeded, so that a failure comes again.</summary>
public sealed class FuzzTests
{
    private const int Cases = 200;

    /// <summary>A run that does not end is seen as a limit and not as a hang; so long that a busy machine is not taken for one.</summary>
    private static readonly PdfLimits Limits = PdfLimits.Default with { Deadline = TimeSpan.FromMinutes(2) };

    public static TheoryData<int> Batches => [.. Enumerable.Range(0, 8)];

    [Theory]
    [MemberData(nameof(Batches))]
    public void Mutated_files_end_in_values(int batch)
    {
        var names = Samples.Names.ToList();
        for (var i = batch; i < Cases; i += 8)
        {
            var random = new Random(i);
            var mutated = Mutator.Mutate(Samples.Read(names[i % names.Count]), Samples.Read(names[random.Next(names.Count)]), random);
            var report = new MemoriaInspector(TimeProvider.System, Limits).Inspect(mutated);
            Assert.True(report.Limit is not PdfLimit.Deadline, $"case {i} ({names[i % names.Count]}) ran out of time");
            Assert.Equal(report.Outcome is MemoriaOutcome.Ok or MemoriaOutcome.Repaired, report.Extras is not null);
        }
    }

    [Fact]
    public void The_lexer_takes_any_bytes_and_always_moves_on()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var bytes = new byte[random.Next(200)];
            for (var i = 0; i < bytes.Length; i++)
                bytes[i] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)"()<>[]{}/%+-.0123456789 \r\nR\\#obj"[random.Next(32)];
            var lexer = new Lexer(bytes, 0);
            var position = -1;
            while (lexer.Next() is { Kind: not TokenKind.End } token)
            {
                Assert.True(lexer.Position > position, $"seed {seed}");
                Assert.InRange(token.Start + token.Length, 0, bytes.Length);
                position = lexer.Position;
            }
        }
    }

    [Fact]
    public void The_parser_takes_any_tokens()
    {
        string[] words = ["<<", ">>", "[", "]", "/A", "/B", "1", "-2.5", "0", "R", "(x)", "<41>", "null", "true", "endobj", "obj", "stream", "%c\n"];
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var text = Encoding.ASCII.GetBytes(string.Join(' ', Enumerable.Range(0, random.Next(60)).Select(_ => words[random.Next(words.Length)])));
            var parser = new ObjectParser(new PdfBudget(PdfLimits.Default, TimeProvider.System), new NamePool());
            var lexer = new Lexer(text, 0);
            Assert.True(parser.Parse(ref lexer).Kind <= PdfKind.Reference);
            Assert.InRange(lexer.Position, 0, text.Length);
        }
    }

    [Fact]
    public void Hostile_shapes_end_within_their_bounds_and_cost_no_call_stack()
    {
        // A stack a fraction of the usual one: any recursion on the input would overflow it and end the process.
        var failure = default(Exception);
        var thread = new Thread(() => failure = Record.Exception(InspectHostileShapes), maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }

    private static void InspectHostileShapes()
    {
        foreach (var (name, file) in Hostile.All())
        {
            var report = new MemoriaInspector(TimeProvider.System, Limits).Inspect(file);
            Assert.True(report.Limit is not PdfLimit.Deadline, name);
            Assert.Equal(report.Outcome is MemoriaOutcome.Ok or MemoriaOutcome.Repaired, report.Extras is not null);
        }
    }
}
