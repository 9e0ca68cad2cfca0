using IntakePipeline.Tests.Calls;

namespace IntakePipeline.Tests.Deployment;

/// <summary>The container's recipe, read and not built: no image can be had where this runs.</summary>
public sealed class DockerfileTests
{
    private static readonly string[] Known = ["FROM", "WORKDIR", "RUN", "COPY", "ENV"];

    private static readonly List<(string Instruction, string Words)> Lines = Read();

    [Fact]
    public void It_is_made_of_instructions_and_begins_with_an_image()
    {
        Assert.All(Lines, l => Assert.Contains(l.Instruction, Known));
        Assert.All(Lines, l => Assert.NotEmpty(l.Words));
        Assert.Equal("FROM", Lines[0].Instruction);
    }

    [Fact]
    public void Every_stage_that_is_copied_from_is_there_and_no_image_floats()
    {
        var images = Lines.Where(l => l.Instruction == "FROM").Select(l => l.Words.Split(' ')).ToList();
        Assert.All(images, image => Assert.Matches(@"^mcr\.microsoft\.com/[\w./-]+:[\w.-]+$", image[0]));
        Assert.DoesNotContain(images, image => image[0].EndsWith(":latest", StringComparison.Ordinal));
        var stages = images.Where(i => i.Length == 3 && i[1] == "AS").Select(i => i[2]).ToHashSet(StringComparer.Ordinal);
        Assert.All(
            Lines.Where(l => l.Instruction == "COPY" && l.Words.StartsWith("--from=", StringComparison.Ordinal)),
            l => Assert.Contains(l.Words["--from=".Length..l.Words.IndexOf(' ', StringComparison.Ordinal)], stages));
    }

    [Fact]
    public void The_last_image_is_the_official_one_with_tesseract_in_both_languages()
    {
        var last = Lines.Skip(Lines.Index().Last(l => l.Item.Instruction == "FROM").Index).ToList();
        Assert.StartsWith("mcr.microsoft.com/azure-functions/dotnet-isolated:4-dotnet-isolated10.0", last[0].Words, StringComparison.Ordinal);
        var run = Assert.Single(last, l => l.Instruction == "RUN").Words;
        Assert.All(["tesseract-ocr ", "tesseract-ocr-spa ", "tesseract-ocr-cat ", "--no-install-recommends", "rm -rf /var/lib/apt/lists/*"], part => Assert.Contains(part, run, StringComparison.Ordinal));
        Assert.Contains(last, l => l is { Instruction: "COPY", Words: "--from=build /app /home/site/wwwroot" });
    }

    [Fact]
    public void It_builds_the_Azure_shape_and_takes_no_secret_and_no_litter()
    {
        Assert.Contains(Lines, l => l.Words.Contains("dotnet publish functions --configuration Release -p:FunctionsHost=Azure --output /app", StringComparison.Ordinal));
        Assert.DoesNotContain(Lines, l => l.Words.Contains("KEY", StringComparison.OrdinalIgnoreCase) || l.Words.Contains("PASSWORD", StringComparison.OrdinalIgnoreCase));
        Assert.Superset(
            new HashSet<string> { "**/bin", "**/obj", "**/node_modules", "**/.local", ".git" }, File.ReadAllLines(Path.Combine(Repository.Root, ".dockerignore")).ToHashSet());
    }

    private static List<(string, string)> Read()
    {
        var lines = new List<(string, string)>();
        var going = "";
        foreach (var line in File.ReadAllLines(Path.Combine(Repository.Root, "Dockerfile")))
        {
            if (line.Length == 0 || line.StartsWith('#'))
                continue;
            going += line.TrimEnd('\\').Trim() + " ";
            if (line.EndsWith('\\'))
                continue;
            var whole = going.Trim();
            going = "";
            var space = whole.IndexOf(' ', StringComparison.Ordinal);
            lines.Add(space < 0 ? (whole, "") : (whole[..space], whole[(space + 1)..]));
        }

        Assert.Equal("", going);
        return lines;
    }
}
