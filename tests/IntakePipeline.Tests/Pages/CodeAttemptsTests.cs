using System.Net;
using IntakePipeline.Functions.Access;
using IntakePipeline.Receipts;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Corrections;
using IntakePipeline.Tests.Functions;
using IntakePipeline.Tests.Hosting;
using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Tests.Pages;

/// <summary>Codes cannot be tried many times, wherever they are tried and whatever the caller says about itself; who has the right one is not in the way of that.</summary>
public sealed class CodeAttemptsTests(AzuriteFixture azurite)
{
    private const string File = "EBT/2012/1";

    /// <summary>Every way to try a code as a program or with a cookie of one's own making; the pages' forms are tried in <see cref="DefenceTests"/>.</summary>
    public static TheoryData<string> Ways { get; } =
    [
        "api/resguardos/{0}", "api/resguardos/{0}/sello", "api/resguardos/{0}/sello-de-tiempo", $"api/expedientes/{File}?csv={{0}}",
        $"api/expedientes/{File}/requerimientos/1?csv={{0}}", "api/verificaciones?csv={0}", "estado/expediente",
    ];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task After_ten_wrong_codes_not_even_the_right_one_opens_anything(string way)
    {
        await using var bench = await Correcting.StartAsync(azurite);
        await using var host = await RunningHost.StartAsync(azurite, bench.Account);
        for (var i = 0; i < Attempts.Allowed; i++)
        {
            // Made-up origins change nothing: what the caller wrote stands before what the front end adds.
            using var wrong = await AskAsync(host, way, VerificationCode.Create(), $"203.0.113.{i}, 192.0.2.1");
            Assert.NotEqual(HttpStatusCode.TooManyRequests, wrong.StatusCode);
        }

        foreach (var route in Ways.Select(w => w.Data).Where(w => w.StartsWith("api/", StringComparison.Ordinal)))
        {
            using var answer = await AskAsync(host, route, bench.Entry.Csv, "198.51.100.77, 192.0.2.1");
            Assert.Equal((route, HttpStatusCode.TooManyRequests), (route, answer.StatusCode));
            Assert.Equal(Attempts.Window, answer.Headers.RetryAfter!.Delta);
            Assert.Equal("demasiados-codigos-erroneos", (await RunningHost.JsonAsync(answer)).GetProperty("code").GetString());
        }

        // Neither the registry with its key nor anybody elsewhere has to wait.
        using var registry = await host.GetAsync("api/presentaciones/RT-1");
        using var elsewhere = await AskAsync(host, "api/resguardos/{0}", bench.Entry.Csv, "192.0.2.1, 192.0.2.2");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (registry.StatusCode, elsewhere.StatusCode));
    }

    [Fact]
    public async Task What_is_no_code_and_what_a_right_code_asks_in_vain_is_not_counted()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        await using var host = await RunningHost.StartAsync(azurite, bench.Account);
        for (var i = 0; i <= Attempts.Allowed; i++)
        {
            using var none = await host.GetAsync("api/resguardos/x");
            using var unstamped = await AskAsync(host, "api/resguardos/{0}/sello-de-tiempo", bench.Entry.Csv);
            using var otherRound = await AskAsync(host, $"api/expedientes/{File}/requerimientos/7?csv={{0}}", bench.Entry.Csv);
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (none.StatusCode, unstamped.StatusCode, otherRound.StatusCode));
        }

        using var right = await AskAsync(host, "api/resguardos/{0}", bench.Entry.Csv);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Theory]
    [InlineData("203.0.113.7", "", "203.0.113.7", "10.0.0.1", true)]
    [InlineData("203.0.113.7", "10.0.0.1", "203.0.113.7", "10.0.0.2, 10.0.0.3", true)]
    [InlineData("203.0.113.7", "", "203.0.113.8", "", false)]
    [InlineData("::ffff:203.0.113.7", "", "203.0.113.7", "", true)]
    [InlineData("2001:db8:1:2::1", "", "2001:db8:1:2:ffff:ffff:ffff:ffff", "", true)]
    [InlineData("2001:db8:1:2::1", "", "2001:db8:1:3::1", "", false)]
    [InlineData("127.0.0.1", "198.51.100.1, 203.0.113.7:4711", "127.0.0.1", "192.0.2.9, 203.0.113.7:4712", true)]
    [InlineData("::1", "[2001:db8:1:2::1]:80", "::1", "2001:db8:1:2::2", true)]
    [InlineData("127.0.0.1", "203.0.113.7", "127.0.0.1", "203.0.113.8", false)]
    [InlineData("127.0.0.1", "no address", "127.0.0.1", "", true)]
    public void Attempts_are_one_caller_by_where_they_come_from(string from, string forwarded, string thenFrom, string thenForwarded, bool same)
    {
        var attempts = new Attempts(new ManualTime(DateTimeOffset.UnixEpoch));
        for (var i = 0; i < Attempts.Allowed; i++)
            attempts.Failed(From(from, forwarded));
        Assert.Equal(same, attempts.AreOver(From(thenFrom, thenForwarded)));
    }

    [Fact]
    public void After_the_window_one_may_try_again()
    {
        var time = new ManualTime(DateTimeOffset.UnixEpoch);
        var attempts = new Attempts(time);
        for (var i = 0; i < Attempts.Allowed; i++)
        {
            Assert.False(attempts.AreOver(From("203.0.113.7", "")));
            attempts.Failed(From("203.0.113.7", ""));
        }

        time.Set(DateTimeOffset.UnixEpoch + Attempts.Window - TimeSpan.FromSeconds(1));
        Assert.True(attempts.AreOver(From("203.0.113.7", "")));
        time.Set(DateTimeOffset.UnixEpoch + Attempts.Window);
        Assert.False(attempts.AreOver(From("203.0.113.7", "")));
    }

    private static HttpRequest From(string address, string forwarded)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        if (forwarded.Length > 0)
            context.Request.Headers["X-Forwarded-For"] = forwarded;
        return context.Request;
    }

    private static async Task<HttpResponseMessage> AskAsync(RunningHost host, string way, VerificationCode code, string? forwarded = null)
    {
        var post = way.StartsWith("api/verificaciones", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(post ? HttpMethod.Post : HttpMethod.Get, way.Replace("{0}", code.Compact, StringComparison.Ordinal));
        if (post)
            request.Content = new ByteArrayContent("res"u8.ToArray());
        if (way.StartsWith("estado", StringComparison.Ordinal))
            request.Headers.Add("Cookie", $"intake-estado={File}|{code}");
        if (forwarded is not null)
            request.Headers.Add("X-Forwarded-For", forwarded);
        return await host.Http.SendAsync(request);
    }
}
