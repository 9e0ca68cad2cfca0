using System.Net;
using System.Text;
using Azure;
using IntakePipeline.Storage.Tables;

namespace IntakePipeline.Tests.Storage.Tables;

/// <summary>Answers to a transaction of two inserts, as the service gives them and as nobody should.</summary>
public sealed class TableTransactionResponseTests
{
    private const string Head = "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n";
    private const string Tail = "--c--\r\n--b--\r\n";
    private const string PartHead = "--c\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n";

    [Theory]
    [InlineData("multipart/mixed; boundary=b")]
    [InlineData("multipart/mixed; boundary=\"b\"")]
    [InlineData("multipart/mixed;charset=utf-8;boundary=b")]
    public async Task Versions_are_read_in_order(string contentType)
    {
        var body = Head + Part("204 No Content", "ETag: W/\"datetime'1'\"") + Part("204 No Content", "etag:W/\"datetime'2'\"") + Tail;

        var versions = await SubmitAsync(body, contentType);

        Assert.Equal(["W/\"datetime'1'\"", "W/\"datetime'2'\""], versions.Select(v => v.ToString()));
    }

    [Theory]
    [InlineData("1:The specified entity already exists.\\nRequestId:x", 1)]
    [InlineData("0:x", 0)]
    [InlineData("2:out of range", null)]
    [InlineData("-1:x", null)]
    [InlineData("99999999999:x", null)]
    [InlineData(":x", null)]
    [InlineData("Time:2012", null)]
    [InlineData("", null)]
    public async Task The_failed_operation_is_named_if_the_service_names_it(string message, int? index)
    {
        const string Body = """{"odata.error":{"code":"EntityAlreadyExists","message":{"lang":"en-US","value":"?"}}}""";

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => SubmitAsync(Head + Refused(Body.Replace("?", message, StringComparison.Ordinal)) + Tail));

        Assert.Equal((409, TableErrorCode.EntityAlreadyExists, index), (refusal.Status, refusal.ErrorCode, refusal.FailedTransactionActionIndex));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"odata.error":null}""")]
    [InlineData("""{"odata.error":{"code":1,"message":"x"}}""")]
    public async Task A_refusal_without_reason_is_still_a_refusal(string body)
    {
        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(() => SubmitAsync(Head + Refused(body) + Tail));

        Assert.Equal((409, null, null), (refusal.Status, refusal.ErrorCode, refusal.FailedTransactionActionIndex));
    }

    public static TheoryData<string> Unreadable =>
    [
        "", "x", "--b--\r\n", Head, Head + Tail, Head + Part("204 No Content") + Tail, Head + Part("204 No Content") + Part("204 No Content"),
        Head + Part("204 No Content") + Part("204 No Content") + Part("204 No Content") + Tail,
        Head + PartHead + "\r\n" + Tail, Head + Part("20 No Content") + Tail, Head + Part("abc No Content") + Tail, Head + PartHead + "204\r\n\r\n\r\n" + Tail,
        "--b\r\nContent-Type: multipart/mixed\r\n\r\n" + Part("204 No Content") + Tail, "--b\r\n\r\n" + Tail, "--b\r\nno header\r\n\r\n" + Tail,
        Head + "--c\r\n" + string.Concat(Enumerable.Repeat("X: y\r\n", 100)) + "\r\nHTTP/1.1 204 No Content\r\n\r\n\r\n" + Tail,
        Head + Part("204 No Content", "X: " + new string('y', 100_000)) + Part("204 No Content") + Tail,
        Head + Part("204 No Content") + Part("204 No Content", new string('z', 10_000_000)) + Tail,
    ];

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task An_answer_that_cannot_be_read_is_an_outage_and_no_refusal(string body)
    {
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => SubmitAsync(body));

        Assert.Equal((202, null), (failure.Status, failure.ErrorCode));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("multipart/mixed")]
    [InlineData("multipart/mixed; boundary=")]
    [InlineData("multipart/mixed; boundary=other")]
    public async Task An_answer_without_its_boundary_is_an_outage(string contentType)
    {
        var body = Head + Part("204 No Content") + Part("204 No Content") + Tail;

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => SubmitAsync(body, contentType));

        Assert.Equal(202, failure.Status);
    }

    [Fact]
    public async Task A_refusal_of_the_whole_request_carries_the_services_code()
    {
        var body = """{"odata.error":{"code":"AuthenticationFailed","message":{"lang":"en-US","value":"No."}}}""";

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => SubmitAsync(body, "application/json", HttpStatusCode.Forbidden));

        Assert.Equal((403, TableErrorCode.AuthenticationFailed), (failure.Status, failure.ErrorCode));
    }

    private static string Part(string status, string? header = null) => $"{PartHead}HTTP/1.1 {status}\r\n{(header is null ? "" : header + "\r\n")}\r\n\r\n";

    private static string Refused(string body) => $"{PartHead}HTTP/1.1 409 Conflict\r\nContent-Type: application/json\r\n\r\n{body}\r\n";

    private static Task<IReadOnlyList<ETag>> SubmitAsync(
        string body, string contentType = "multipart/mixed; boundary=b", HttpStatusCode status = HttpStatusCode.Accepted)
    {
        var options = Wire.Answering(_ =>
        {
            var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
            response.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            return response;
        });
        return new TableServiceClient(new Uri("https://account.table.example?sig=x"), options).GetTableClient("tabla")
            .SubmitTransactionAsync([TestTables.Add("p", "0"), TestTables.Add("p", "1")]);
    }
}
