using System.Text.Json.Nodes;
using IntakePipeline.Evaluation;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Submissions;
using NodaTime;

namespace IntakePipeline.Tests.Evaluation;

/// <summary>The rules that look at an applicant's other applications, through the real pipeline.</summary>
public sealed class OtherApplicationsTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_second_project_of_the_same_title_and_a_second_aid_are_doubts_and_a_new_version_is_none()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var first = await ProcessAsync(desk, "RT-1", "P-1", "Sensors per a l'arròs");
        var version = await ProcessAsync(desk, "RT-2", " p-1 ", "Sensors per a l'arròs");
        var second = await ProcessAsync(desk, "RT-3", "P-2", "SENSORS per a  l'arròs");
        var stranger = await ProcessAsync(desk, "RT-4", "P-3", "Sensors per a l'arròs", "A58818501");

        Assert.DoesNotContain(first.Findings, f => f.Code == "proyecto-repetido");
        Assert.DoesNotContain(version.Findings, f => f.Code is "proyecto-repetido" or "ayuda-una-sola-vez");
        Assert.Single(second.Findings, f => f.Code == "proyecto-repetido");
        Assert.Single(second.Findings, f => f.Code == "ayuda-una-sola-vez");
        Assert.DoesNotContain(stranger.Findings, f => f.Code is "proyecto-repetido" or "ayuda-una-sola-vez");
    }

    [Fact]
    public async Task The_ceiling_per_company_counts_what_the_other_programme_calls_of_the_applicant_ask_for()
    {
        var account = await azurite.NewAccountAsync();
        for (var i = 1; i <= 4; i++)
        {
            await using var desk = await Desk.OpenAsync(azurite, new LocalDateTime(2012, 7, 3, 10, 0), account);
            var expediente = await ProcessAsync(desk, $"RT-{i}", $"P-{i}", $"Projecte {i}", spoil: f =>
            {
                f["programa"] = "CRE";
                f["proyecto"]!["ayudaSolicitada"] = 25000.00;
            });
            // 75,000 euros in two years (R4 annex 2): the fourth of 25,000 is over it.
            Assert.Equal(i == 4, expediente.Findings.Any(f => f.Code == "ayudas-superan-maximo-por-empresa"));
        }
    }

    private static async Task<Expediente> ProcessAsync(
        Desk desk, string key, string reference, string title, string taxId = "B12345674", Action<JsonObject>? spoil = null)
    {
        var registered = Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(Posting.Clean(key, spoil: f =>
        {
            f["solicitante"]!["nif"] = taxId;
            f["proyecto"]!["referencia"] = reference;
            f["proyecto"]!["titulo"] = title;
            spoil?.Invoke(f);
        })));
        return (await desk.Get<SubmissionProcessing>().ProcessAsync(registered.Entry.Number, default)).Expediente;
    }
}
