using IntakePipeline.Local.Hosting;
using IntakePipeline.Tests.Azurite;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Tests.Hosting;

public sealed class PrecedenceTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task The_hosts_own_work_stands_back_until_the_last_call_is_over()
    {
        var precedence = new Precedence(new HostPace { LongestStandBack = TimeSpan.FromHours(1), PauseBetweenCalls = TimeSpan.Zero });
        Assert.True(precedence.StandBackAsync(CancellationToken.None).IsCompleted);

        precedence.Begin();
        precedence.Begin();
        var standing = precedence.StandBackAsync(CancellationToken.None);
        precedence.End();
        Assert.False(standing.IsCompleted);
        precedence.End();
        await standing;
    }

    [Fact]
    public async Task Between_two_calls_of_one_sender_it_still_stands_back()
    {
        var precedence = new Precedence(new HostPace { LongestStandBack = TimeSpan.FromHours(1), PauseBetweenCalls = TimeSpan.FromHours(1) });
        precedence.Begin();
        precedence.End();

        using var stopping = new CancellationTokenSource();
        var standing = precedence.StandBackAsync(stopping.Token);
        Assert.False(standing.IsCompleted);
        await stopping.CancelAsync();
        await standing;
    }

    [Fact]
    public async Task A_message_is_handled_after_a_while_even_if_posts_never_end()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<Functions>(options => options with { Pace = options.Pace with { LongestStandBack = TimeSpan.FromMilliseconds(200) } });
        using var client = new HttpClient { BaseAddress = host.Address };

        var post = client.PostAsync(new Uri("api/slow", UriKind.Relative), content: null);
        await setup.Journal.WaitForAsync("post began");
        await setup.Queue("own").SendMessageAsync("own work");
        await setup.Journal.WaitForAsync("own work");
        setup.Journal.Open();
        using var answer = await post;
    }

    [Fact]
    public async Task A_message_waits_for_the_post_that_is_being_answered()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<Functions>(options => options with { Pace = options.Pace with { LongestStandBack = TimeSpan.FromHours(1) } });
        using var client = new HttpClient { BaseAddress = host.Address };

        var post = client.PostAsync(new Uri("api/slow", UriKind.Relative), content: null);
        await setup.Journal.WaitForAsync("post began");
        // A fetch that was under way when the post came ends first.
        await Task.Delay(1000);
        await setup.Queue("own").SendMessageAsync("own work");
        await Task.Delay(500);
        setup.Journal.Open();
        using var answer = await post;
        await setup.Journal.WaitForAsync("own work");

        Assert.Equal(["post began", "post ends", "own work"], setup.Journal.Entries);
    }

    public sealed class Functions(Journal journal)
    {
        [Function("Slow")]
        public async Task SlowAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "slow")] HttpRequest request)
        {
            _ = request;
            journal.Write("post began");
            await journal.Gate;
            journal.Write("post ends");
        }

        [Function("Own")]
        public void Own([QueueTrigger("%test%-own")] string message) => journal.Write(message);
    }
}
