using System.Text.RegularExpressions;
using IntakePipeline.Receipts;
using IntakePipeline.Telemetry;
using Microsoft.Extensions.Configuration;

namespace IntakePipeline.Tests.Deployment;

public sealed class IntakeSettingsTests
{
    [Fact]
    public void All_that_is_missing_or_wrong_is_said_at_once()
    {
        var e = Assert.Throws<SettingsException>(() => IntakeSettings.Read(Settings((TelemetryTarget.Setting, "nowhere"), ("Custody", "nonsense"))));

        Assert.Equal(3, e.Troubles.Count);
        Assert.All(["AzureWebJobsStorage__accountName", "Intake__PublicAddress", TelemetryTarget.Setting], name => Assert.Contains(name, e.Message, StringComparison.Ordinal));
        Assert.Equal(4, e.Message.ReplaceLineEndings("\n").Split('\n').Length);
    }

    [Fact]
    public void A_connection_string_that_is_none_is_said_too()
    {
        var e = Assert.Throws<SettingsException>(() => IntakeSettings.Read(Settings(("AzureWebJobsStorage", "nonsense"), ("Intake:PublicAddress", "https://registro.example"))));
        Assert.Single(e.Troubles);
    }

    [Fact]
    public void What_Azure_is_given_is_what_the_app_reads()
    {
        var given = Regex.Matches(BicepFile.Of("modules/app.bicep").Text, @"\{ name: '(?<name>\w+)', value: ", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(m => m.Groups["name"].Value).ToList();
        Assert.Superset(
            new HashSet<string> { "AzureWebJobsStorage__accountName", "AzureWebJobsStorage__clientId", "Custody__accountName", "Custody__clientId", "Intake__PublicAddress" }, given.ToHashSet());

        var settings = IntakeSettings.Read(Settings([.. given.Select(name => (name.Replace("__", ":", StringComparison.Ordinal), name.EndsWith("PublicAddress", StringComparison.Ordinal) ? "https://registro.example" : name.StartsWith("Custody", StringComparison.Ordinal) ? "keeps" : "works"))]));

        Assert.Equal(("works", "keeps"), (settings.Storage.Blobs.AccountName, settings.Storage.Custody.Blobs.AccountName));
        Assert.Equal(new PublicAddress(new Uri("https://registro.example")), settings.PublicAddress);
        Assert.Null(settings.Telemetry.Endpoint);
    }

    private static IConfiguration Settings(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))).Build();
}
