using System.Text.Json;
using System.Text.RegularExpressions;
using IntakePipeline.Tests.Calls;

namespace IntakePipeline.Tests.Deployment;

/// <summary>What the Azure deployment promises, read from its files.</summary>
public sealed partial class BicepPromiseTests
{
    private const string Kept = "modules/custody-storage.bicep";
    private const string Working = "modules/pipeline-storage.bicep";

    [Fact]
    public void Every_account_is_made_by_the_one_module_that_hardens_it()
    {
        var made = BicepFile.All.SelectMany(f => f.Resources.Where(r => r is { Existing: false, Type: "Microsoft.Storage/storageAccounts" }).Select(_ => f.Path));
        Assert.Equal(["modules/account.bicep"], made);
        Assert.All(new[] { Kept, Working }, f => Assert.Contains("account.bicep", BicepFile.Of(f).Modules.Select(m => m.Path)));

        Assert.All(
            [
                "allowSharedKeyAccess: false", "allowBlobPublicAccess: false", "minimumTlsVersion: 'TLS1_2'", "supportsHttpsTrafficOnly: true",
                "allowCrossTenantReplication: false", "deleteRetentionPolicy: { enabled: true, days: 30 }", "containerDeleteRetentionPolicy: { enabled: true, days: 30 }",
            ],
            promise => Assert.Contains(promise, BicepFile.Of("modules/account.bicep").Text, StringComparison.Ordinal));
    }

    [Fact]
    public void No_container_is_public_and_no_key_is_asked_for() => Assert.All(BicepFile.All, file =>
    {
        Assert.All(file.Resources.Where(r => !r.Existing && r.Type.EndsWith("/containers", StringComparison.Ordinal)), r => Assert.Contains("publicAccess: 'None'", r.Body, StringComparison.Ordinal));
        Assert.DoesNotContain("listKeys", file.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("AccountKey", file.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("allowSharedKeyAccess: true", file.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("allowBlobPublicAccess: true", file.Text, StringComparison.Ordinal);
    });

    [Fact]
    public void Custody_cannot_be_changed_for_twelve_years()
    {
        var custody = BicepFile.Of(Kept);
        var module = Assert.Single(custody.Modules);
        Assert.Contains("immutable: true", module.Body, StringComparison.Ordinal);
        Assert.Contains("immutableDays: retentionDays", module.Body, StringComparison.Ordinal);
        Assert.Contains("immutableStorageWithVersioning: { enabled: true }", custody.Resources.Single(r => r.Name == "container").Body, StringComparison.Ordinal);
        Assert.Contains("level: 'CanNotDelete'", custody.Resources.Single(r => r.Name == "guard").Body, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(custody.Resources.Single(r => r.Name == "lifecycle").Body, "daysAfterCreationGreaterThan: retentionDays", RegexOptions.None, TimeSpan.FromSeconds(1)));

        var account = BicepFile.Of("modules/account.bicep").Text;
        Assert.Contains("immutabilityPeriodSinceCreationInDays: immutableDays", account, StringComparison.Ordinal);
        Assert.Contains("allowProtectedAppendWrites: false", account, StringComparison.Ordinal);
        Assert.Contains("isVersioningEnabled: immutable", account, StringComparison.Ordinal);

        var prod = File.ReadAllText(Path.Combine(BicepFile.Folder, "prod.bicepparam"));
        var days = int.Parse(Regex.Match(prod, @"custodyRetentionDays = (?<days>\d+)", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["days"].Value, System.Globalization.CultureInfo.InvariantCulture);
        // From any day on.
        Assert.All(Enumerable.Range(2009, 10), year => Assert.True(new DateOnly(year, 1, 1).AddDays(days) >= new DateOnly(year + 12, 1, 1)));
        Assert.Contains("deleteAfterRetention = false", prod, StringComparison.Ordinal);
    }

    [Fact]
    public void The_two_accounts_hold_the_containers_that_the_code_puts_in_them()
    {
        Assert.Equal([Pipeline.Containers.Custody, Pipeline.Containers.Receipts], ContainersOf(Kept));
        Assert.Superset(new HashSet<string> { Pipeline.Containers.Inbox, Pipeline.Containers.Rejections }, ContainersOf(Working).ToHashSet());
        // What is refused has to be forgotten some day: it cannot lie where nothing can.
        Assert.DoesNotContain(Pipeline.Containers.Rejections, ContainersOf(Kept));
    }

    [Theory]
    [InlineData("blobDataOwner", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b", "pipeline")]
    [InlineData("queueDataContributor", "974c5e8b-45b9-4653-ba55-5f855dd0fb88", "pipeline")]
    [InlineData("tableDataContributor", "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", "pipeline")]
    [InlineData("blobDataContributor", "ba92f5b4-2d11-453d-a403-e96b0029c9fe", "custody")]
    [InlineData("secretsUser", "4633458b-17de-408a-b874-0445c86b69e6", "keyVault")]
    [InlineData("metricsPublisher", "3913510d-42f4-4e42-8a64-420c390055eb", "component")]
    public void The_identity_has_its_roles_each_on_one_resource(string role, string id, string scope)
    {
        var roles = BicepFile.Of("modules/roles.bicep");
        Assert.Contains($"var {role} = '{id}'", roles.Text, StringComparison.Ordinal);
        var assigned = roles.Resources.Where(r => r.Type == "Microsoft.Authorization/roleAssignments").Where(r => r.Body.Contains($"scope: {scope}", StringComparison.Ordinal)).ToList();
        var assignment = Assert.Single(assigned);
        // The loop names its roles before its body.
        var declared = roles.Text[..roles.Text.IndexOf(assignment.Body, StringComparison.Ordinal)];
        Assert.Contains(role, declared[declared.LastIndexOf("resource ", StringComparison.Ordinal)..] + assignment.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Events_are_filtered_and_what_is_lost_is_kept()
    {
        var subscription = Assert.Single(BicepFile.Of("subscription.bicep").Resources, r => !r.Existing).Body;
        Assert.All(
            [
                "functionName=Host.Functions.${door.function}&code=${blobsKey}",
                "includedEventTypes: ['Microsoft.Storage.BlobCreated']",
                "subjectBeginsWith: '/blobServices/default/containers/${door.container}/blobs/'",
                "subjectEndsWith: door.ending",
                "key: 'data.api'",
                "values: ['PutBlob', 'PutBlockList', 'CopyBlob', 'FlushWithClose']",
                "deadLetterWithResourceIdentity",
                "blobContainerName: 'eventos-perdidos'",
            ],
            promise => Assert.Contains(promise, subscription, StringComparison.Ordinal));
        Assert.Contains($"{{ function: 'registrar-entrada', container: '{Pipeline.Containers.Inbox}', ending: '/solicitud.json' }}", BicepFile.Of("subscription.bicep").Text, StringComparison.Ordinal);
        Assert.Contains($"{{ function: 'registrar-correo', container: '{Pipeline.Containers.Mail}', ending: '.eml' }}", BicepFile.Of("subscription.bicep").Text, StringComparison.Ordinal);
        Assert.Contains("eventos-perdidos", ContainersOf(Working));
        Assert.Contains("@secure()\nparam blobsKey string", BicepFile.Of("subscription.bicep").Text, StringComparison.Ordinal);
        // In the first phase there is no code yet that could answer the handshake.
        Assert.DoesNotContain(BicepFile.Of("main.bicep").Modules, m => m.Path.Contains("subscription", StringComparison.Ordinal));
    }

    [Fact]
    public void The_app_runs_on_flex_consumption_as_its_identity()
    {
        var app = BicepFile.Of("modules/app.bicep").Text;
        Assert.All(
            [
                "name: 'FC1', tier: 'FlexConsumption'", "reserved: true", "kind: 'functionapp,linux'", "httpsOnly: true", "minTlsVersion: '1.2'",
                "runtime: { name: 'dotnet-isolated', version: '10.0' }", "type: 'UserAssignedIdentity'", "{ name: 'http', instanceCount: alwaysReadyHttp }",
                "Authorization=AAD", "{ name: 'AZURE_CLIENT_ID', value: identityClientId }", "'${vaultUri}secrets/sello'",
            ],
            promise => Assert.Contains(promise, app, StringComparison.Ordinal));
        Assert.DoesNotContain("AzureWebJobsStorage'", app, StringComparison.Ordinal);
        Assert.Contains("DisableLocalAuth: true", BicepFile.Of("modules/monitoring.bicep").Text, StringComparison.Ordinal);
        Assert.Contains("enablePurgeProtection: true", BicepFile.Of("modules/vault.bicep").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("poison")]
    [InlineData("oldest-message")]
    [InlineData("no-heartbeat")]
    [InlineData("receipt-p99")]
    [InlineData("failed-notifications")]
    [InlineData("register-verification-failed")]
    [InlineData("unreconciled")]
    public void Somebody_is_told(string alert) => Assert.Contains($"key: '{alert}'", BicepFile.Of("modules/alerts.bicep").Text, StringComparison.Ordinal);

    [Fact]
    public void Somebody_is_told_of_the_money() => Assert.Contains("thresholdType: 'Forecasted'", BicepFile.Of("modules/budget.bicep").Text, StringComparison.Ordinal);

    /// <summary>Alerts and workbook read the log's words; a line that was reworded would silence them.</summary>
    [Fact]
    public void Alerts_and_workbook_read_what_the_functions_write()
    {
        var templates = Directory.EnumerateFiles(Path.Combine(Repository.Root, "functions"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => LogMessage.Matches(File.ReadAllText(f)).Select(m => m.Groups["text"].Value))
            .Select(t => Hole.Replace(t, "{}")).ToList();
        var alerts = BicepFile.Of("modules/alerts.bicep").Text;

        var patterns = ParsePattern.Matches(alerts).Select(m => m.Value["parse message with ".Length..]).ToList();

        Assert.Equal(2, patterns.Count);
        Assert.All(patterns, pattern =>
        {
            var words = Quoted.Replace(pattern, m => m.Groups["text"].Value);
            var shape = Regex.Replace(words, @" ?\b\w+:long ?", "{}", RegexOptions.None, TimeSpan.FromSeconds(1)).Replace("*", "", StringComparison.Ordinal).Trim();
            Assert.Contains(templates, t => t.StartsWith(shape, StringComparison.Ordinal));
        });
        using var workbook = JsonDocument.Parse(File.ReadAllText(Path.Combine(BicepFile.Folder, "workbook.json")));
        Assert.All(
            workbook.RootElement.GetProperty("items").EnumerateArray().Where(i => i.GetProperty("type").GetInt32() == 3).Select(i => i.GetProperty("content").GetProperty("query").GetString()!),
            query => Assert.Matches("^(traces|requests)\n", query));
    }

    private static IEnumerable<string> ContainersOf(string file) =>
        Name.Matches(ContainerList.Match(BicepFile.Of(file).Text).Groups["names"].Value).Select(m => m.Groups["name"].Value);

    [GeneratedRegex(@"var containers = \[(?<names>[^\]]*)\]", RegexOptions.None, 1000)]
    private static partial Regex ContainerList { get; }

    [GeneratedRegex("'(?<name>[^']+)'", RegexOptions.None, 1000)]
    private static partial Regex Name { get; }

    [GeneratedRegex("Message = \"(?<text>(?:[^\"\\\\]|\\\\.)*)\"", RegexOptions.None, 1000)]
    private static partial Regex LogMessage { get; }

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, 1000)]
    private static partial Regex Hole { get; }

    [GeneratedRegex("parse message with [^\n]+", RegexOptions.None, 1000)]
    private static partial Regex ParsePattern { get; }

    [GeneratedRegex("\"(?<text>[^\"]*)\"", RegexOptions.None, 1000)]
    private static partial Regex Quoted { get; }
}
