using IntakePipeline.Storage;
using IntakePipeline.Tests.Azurite;

namespace IntakePipeline.Tests.Faults;

/// <summary>The host is killed at every point of its way there is. Whatever was acknowledged is registered once; the rest can be sent again.</summary>
public sealed class CrashPointTests(AzuriteFixture azurite)
{
    private const int AtOnce = 3;

    [Fact]
    public async Task Killed_at_any_point_nothing_is_lost_and_nothing_happens_twice()
    {
        var found = new List<string>();
        await Parallel.ForEachAsync(CrashPoint.All, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (point, cancellationToken) =>
        {
            var violations = await CrashRun.RunAsync(await azurite.NewAccountAsync(), point, cancellationToken);
            lock (found)
                found.AddRange(violations.Select(v => $"{point.Name}: {v}"));
        });
        Assert.Empty(found);
    }

    [Fact]
    public void Each_point_is_found_by_its_name()
    {
        Assert.All(CrashPoint.All, point => Assert.Equal(point, CrashPoint.Find(point.Name)));
        Assert.Null(CrashPoint.Find(null));
        Assert.Null(CrashPoint.Find("despues-de-todo"));
    }
}
