using IntakePipeline.Local.Hosting.Blobs;

namespace IntakePipeline.Tests.Hosting;

public sealed class ScanMemoryTests
{
    [Fact]
    public void What_is_asked_for_stays_and_the_rest_is_forgotten()
    {
        var memory = new ScanMemory(capacity: 10);
        memory.Add("kept");
        memory.Add("dropped");
        for (var i = 0; i < 100; i++)
        {
            memory.Add($"other {i}");
            Assert.True(memory.Knows("kept"));
        }

        Assert.False(memory.Knows("dropped"));
        Assert.True(memory.Knows("other 99"));
        Assert.False(memory.Knows("other 50"));
    }
}
