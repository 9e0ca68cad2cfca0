using System.Net;
using System.Text;
using System.Text.Json;
using IntakePipeline.Functions.Access;
using IntakePipeline.Tests.Hosting;
using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Tests.Pages;

/// <summary>Who is who, in both hosts.</summary>
public sealed class SignInTests
{
    private const string Tenant = "4f2c0a52-9d0f-4c5e-8a55-3f8f7d1b7a10";

    [Theory]
    [InlineData("panel.leer", StaffRole.Read)]
    [InlineData("panel.tramitar", StaffRole.Act)]
    [InlineData("panel.administrar", StaffRole.Admin)]
    [InlineData("una-altra", StaffRole.None)]
    public void An_account_of_the_tenant_has_the_role_it_was_given(string role, StaffRole expected)
    {
        var found = new AppServiceSignIn(Tenant).Find(With(Principal(("tid", Tenant), ("preferred_username", "anna@impiva.example"), ("roles", role))));
        Assert.Equal(new StaffMember("anna@impiva.example", expected), found);
    }

    [Fact]
    public void Anything_else_names_nobody()
    {
        var good = Principal(("tid", Tenant), ("preferred_username", "anna@impiva.example"), ("roles", "panel.administrar"));
        var signIn = new AppServiceSignIn(Tenant);
        Assert.NotNull(signIn.Find(With(good)));
        Assert.Null(new AppServiceSignIn("").Find(With(Principal(("tid", ""), ("preferred_username", "anna")))));
        Assert.Null(signIn.Find(With(good, good)));
        Assert.Null(signIn.Find(With()));
        Assert.Null(signIn.Find(With(good[..^5])));
        Assert.Null(signIn.Find(With(good + "%")));
        Assert.Null(signIn.Find(With(Principal(("tid", "altre"), ("preferred_username", "anna")))));
        Assert.Null(signIn.Find(With(Principal(("tid", Tenant), ("tid", "altre"), ("preferred_username", "anna")))));
        Assert.Null(signIn.Find(With(Principal(("tid", Tenant), ("preferred_username", "anna"), ("preferred_username", "blai")))));
        Assert.Null(signIn.Find(With(Principal(("tid", Tenant), ("preferred_username", "anna\nblai")))));
        Assert.Null(signIn.Find(With(Encode(new { auth_typ = "github", claims = new[] { new { typ = "tid", val = Tenant }, new { typ = "preferred_username", val = "anna" } } }))));
        Assert.Null(signIn.Find(With(Convert.ToBase64String("""{"auth_typ":"aad","auth_typ":"aad","claims":[]}"""u8))));
        Assert.Null(signIn.Find(With(Convert.ToBase64String("[]"u8))));
        Assert.Null(signIn.Find(With(Convert.ToBase64String(new byte[] { 0xFF, 0xFE }))));
        Assert.Null(signIn.Find(With(Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('[', 10_000))))));
    }

    [Fact]
    public void The_development_sign_in_is_for_this_machine_alone_and_for_a_time()
    {
        var start = new DateTimeOffset(2012, 6, 22, 9, 0, 0, TimeSpan.Zero);
        var time = new ManualTime(start);
        var signIn = new DevelopmentSignIn(time);
        var cookie = signIn.Issue("anna", StaffRole.Act)!;
        Assert.Equal(new StaffMember("anna", StaffRole.Act), signIn.Find(Local(cookie)));
        Assert.NotNull(signIn.Find(Local(cookie, host: "localhost:7071")));
        Assert.Null(signIn.Find(Local(cookie, host: "dolent.example")));
        Assert.Null(signIn.Find(Local(cookie, from: IPAddress.Parse("10.0.0.7"))));
        Assert.Null(signIn.Find(Local(cookie, forwarded: true)));
        Assert.Null(signIn.Find(Local(cookie[..^2] + "AA")));
        Assert.Null(signIn.Find(Local("x." + cookie.Split('.')[1])));
        Assert.Null(signIn.Find(Local("sense-punt")));
        Assert.Null(new DevelopmentSignIn(time).Find(Local(cookie)));
        Assert.Null(signIn.Issue("anna\nAdmin", StaffRole.Read));
        Assert.Null(signIn.Issue(" ", StaffRole.Read));
        time.Set(start.AddHours(13));
        Assert.Null(signIn.Find(Local(cookie)));
    }

    private static HttpRequest Local(string cookie, string host = "127.0.0.1:7071", IPAddress? from = null, bool forwarded = false)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = from ?? IPAddress.Loopback;
        http.Request.Host = new HostString(host);
        http.Request.Headers.Cookie = $"{DevelopmentSignIn.Cookie}={cookie}";
        if (forwarded)
            http.Request.Headers["X-Forwarded-For"] = "10.0.0.7";
        return http.Request;
    }

    private static HttpRequest With(params string[] headers)
    {
        var http = new DefaultHttpContext();
        if (headers.Length > 0)
            http.Request.Headers["X-MS-CLIENT-PRINCIPAL"] = headers;
        return http.Request;
    }

    private static string Principal(params (string Type, string Value)[] claims) =>
        Encode(new { auth_typ = "aad", name_typ = "name", role_typ = "roles", claims = claims.Select(c => new { typ = c.Type, val = c.Value }) });

    private static string Encode(object principal) => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(principal));
}
