using IntakePipeline.Tests.Calls;

namespace IntakePipeline.Tests.Deployment;

/// <summary><c>deploy.sh</c>, run with stand-ins of <c>az</c>, <c>dotnet</c> and the rest that write down what they were asked.</summary>
public sealed class DeployScriptTests : IDisposable
{
    private static readonly string Script = Path.Combine(BicepFile.Folder, "deploy.sh");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("deploy-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_shell_can_read_it() => Assert.Equal((0, ""), await Tool.RunAsync("bash", ["-n", Script]));

    [Fact]
    public async Task It_deploys_infrastructure_then_code_then_the_subscription()
    {
        var (code, output) = await RunAsync(["prod", "rg-intake"]);

        Assert.True(code == 0, output);
        var calls = await CallsAsync();
        var infrastructure = calls.FindIndex(c => c.Contains("--template-file main.bicep --parameters prod.bicepparam", StringComparison.Ordinal));
        var publish = calls.FindIndex(c => c.Contains("publish ../../functions --configuration Release -p:FunctionsHost=Azure", StringComparison.Ordinal));
        var upload = calls.FindIndex(c => c.StartsWith("az functionapp deployment source config-zip", StringComparison.Ordinal));
        var subscription = calls.FindIndex(c => c.Contains("--template-file subscription.bicep", StringComparison.Ordinal));
        Assert.True(infrastructure >= 0 && infrastructure < publish && publish < upload && upload < subscription, string.Join('\n', calls));
        Assert.Contains("Deployed: https://func.example", output, StringComparison.Ordinal);
        // The key goes by a file: arguments are for all to see.
        Assert.DoesNotContain(calls, c => c.Contains("the-system-key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_try_changes_nothing()
    {
        var (code, output) = await RunAsync(["dev", "rg-intake", "--what-if"]);

        Assert.True(code == 0, output);
        var calls = await CallsAsync();
        Assert.Contains(calls, c => c.StartsWith("az deployment group what-if", StringComparison.Ordinal));
        Assert.DoesNotContain(calls, c => c.Contains(" create", StringComparison.Ordinal) || c.Contains("config-zip", StringComparison.Ordinal) || c.StartsWith("dotnet", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_policy_that_is_locked_stays_locked()
    {
        await RunAsync(["prod", "rg-intake", "--what-if"]);

        Assert.Equal("Locked", (await File.ReadAllTextAsync(Path.Combine(folder.FullName, "policy"))).Trim());
    }

    [Theory]
    [InlineData("usage:")]
    [InlineData("usage:", "prod")]
    [InlineData("usage:", "test", "rg")]
    [InlineData("usage:", "prod", "rg", "--force")]
    public async Task Told_wrong_it_says_how(string says, params string[] arguments)
    {
        var (code, output) = await RunAsync(arguments);

        Assert.Equal(1, code);
        Assert.Contains(says, output, StringComparison.Ordinal);
        Assert.Empty(await CallsAsync());
    }

    [Fact]
    public async Task What_is_missing_is_said_all_at_once()
    {
        var (code, output) = await RunAsync(["prod", "rg"], settings: false);

        Assert.Equal(1, code);
        Assert.Contains("Set INTAKE_PUBLIC_ADDRESS INTAKE_OPERATORS INTAKE_TRUST_ANCHORS", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_locked_without_the_account_s_name()
    {
        var (code, output) = await RunAsync(["prod", "rg", "--lock-custody"]);

        Assert.Equal(1, code);
        Assert.DoesNotContain(await CallsAsync(), c => c.StartsWith("az deployment", StringComparison.Ordinal));
        Assert.DoesNotContain("1 of 3", output, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output)> RunAsync(IReadOnlyList<string> arguments, bool settings = true)
    {
        var tools = folder.CreateSubdirectory("bin").FullName;
        Write(tools, "az", """
            printf '%s\n' "${INTAKE_CUSTODY_POLICY:-}" > "$WORK/policy"
            case "$*" in
              "group exists"*) echo true ;;
              "storage account list"*) echo stcustodyabc ;;
              "storage account show"*) echo Locked ;;
              "consumption budget list"*) echo 2026-01-01T00:00:00Z ;;
              *outputs.appName*) echo func-app ;;
              *outputs.appHost*) echo func.example ;;
              *outputs.*) echo something ;;
              "functionapp keys list"*) echo the-system-key ;;
            esac
            """);
        Write(tools, "dotnet", """while [ $# -gt 0 ]; do if [ "$1" = --output ]; then mkdir -p "$2" && echo '{}' > "$2/host.json"; fi; shift; done""");
        Write(tools, "zip", """touch "$3" """);
        Write(tools, "curl", "exit 0");
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["PATH"] = $"{tools}:/usr/bin:/bin",
            ["WORK"] = folder.FullName,
            ["INTAKE_PUBLIC_ADDRESS"] = settings ? "https://registro.example" : null,
            ["INTAKE_OPERATORS"] = settings ? "it@example.org" : null,
            ["INTAKE_TRUST_ANCHORS"] = settings ? folder.CreateSubdirectory("anchors").FullName : null,
        };
        return await Tool.RunAsync("bash", [Script, .. arguments], environment, Repository.Root);
    }

    private async Task<List<string>> CallsAsync()
    {
        var log = Path.Combine(folder.FullName, "calls");
        return File.Exists(log) ? [.. await File.ReadAllLinesAsync(log)] : [];
    }

    private static void Write(string folder, string name, string body)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, $"#!/usr/bin/env bash\nprintf '%s\\n' \"{name} $*\" >> \"$WORK/calls\"\n{body}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
