using IntakePipeline.Local.Samples;

namespace IntakePipeline.Tests.Local.Samples;

public sealed class DemoAuthorityTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Whoever_comes_first_makes_it_and_all_have_the_same_one()
    {
        const int AtOnce = 16;
        using var gate = new Barrier(AtOnce);
        var anchors = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Factory.StartNew(
            () =>
            {
                gate.SignalAndWait();
                using var authority = DemoAuthority.At(folder["ca"]);
                // Its key fits its certificate: it can issue.
                using var issued = authority.Issue(new Signatory("12345678Z", "Núria Peris"));
                Assert.True(issued.HasPrivateKey);
                return File.ReadAllText(Assert.Single(Directory.GetFiles(authority.Anchors)));
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Assert.Single(anchors.Distinct(StringComparer.Ordinal));
        Assert.Equal([folder["ca"]], Directory.GetDirectories(folder.Location));
    }

    public void Dispose() => folder.Dispose();
}
