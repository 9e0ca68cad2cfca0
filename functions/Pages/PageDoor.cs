using IntakePipeline.Functions.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Functions.Pages;

/// <summary>Where every page's request comes in: who is it, may they, does the form come from us. What is behind it need not ask.</summary>
/// <param name="signIn">Says who a request comes from.</param>
/// <param name="crossSite">Says whether a form is ours.</param>
/// <param name="logger">Told of outages.</param>
public sealed class PageDoor(IStaffSignIn signIn, CrossSite crossSite, ILogger<PageDoor> logger) : IDisposable
{
    private const int AtOnce = 4;

    private static readonly TimeSpan PatienceToLook = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim looking = new(AtOnce);

    /// <summary>A page anybody may see.</summary>
    public Task<IResult> ShowAsync(HttpRequest request, Func<Visit, Task<IResult>> page) => GuardAsync(request, null, page);

    /// <summary>Something anybody may ask for by a form of ours.</summary>
    public async Task<IResult> TakeAsync(HttpRequest request, Func<Visit, PostedForm, Task<IResult>> action, CancellationToken cancellationToken) =>
        await TakeAsync(request, null, action, cancellationToken);

    /// <summary>Files anybody may send by a form of ours: they are looked at and forgotten. Few at once, for they are held in memory.</summary>
    internal async Task<IResult> LookAsync(HttpRequest request, Func<Visit, Uploads, Task<IResult>> look, CancellationToken cancellationToken)
    {
        var visit = VisitOf(request, null);
        if (!await looking.WaitAsync(PatienceToLook, cancellationToken))
            return Notice.Outage(visit);
        try
        {
            if (await Uploads.ReadAsync(request, cancellationToken) is not { } uploads)
                return Notice.Unreadable(visit);
            return crossSite.Allows(request, uploads.Fields.GetValueOrDefault(CrossSite.Field))
                ? await GuardAsync(request, null, v => look(v, uploads))
                : Notice.NotOurs(visit);
        }
        finally
        {
            looking.Release();
        }
    }

    /// <summary>A page for staff.</summary>
    public Task<IResult> ShowAsync(HttpRequest request, StaffRole needed, Func<Visit, Task<IResult>> page) =>
        Refusal(request, needed, out var member) is { } refusal ? Task.FromResult(refusal) : GuardAsync(request, member, page);

    /// <summary>Something staff do by a form of ours.</summary>
    public async Task<IResult> TakeAsync(HttpRequest request, StaffRole needed, Func<Visit, PostedForm, Task<IResult>> action, CancellationToken cancellationToken) =>
        Refusal(request, needed, out var member) is { } refusal ? refusal : await TakeAsync(request, member, action, cancellationToken);

    /// <summary>Something a program asks for in the name of staff: answers are problems, not pages. What changes something shows the token in a header.</summary>
    public Task<IResult> AnswerAsync(HttpRequest request, StaffRole needed, Func<StaffMember, Task<IResult>> answer)
    {
        SecureHeaders.Apply(request.HttpContext.Response);
        if (signIn.Find(request) is not { } member)
            return Task.FromResult<IResult>(StaffProblems.SignIn);
        if (!member.May(needed))
            return Task.FromResult<IResult>(StaffProblems.NotYours);
        return !HttpMethods.IsGet(request.Method) && !crossSite.Allows(request, request.Headers[CrossSite.Header])
            ? Task.FromResult<IResult>(StaffProblems.NotOurs)
            : StorageOutage.GuardAsync(logger, () => answer(member));
    }

    private async Task<IResult> TakeAsync(HttpRequest request, StaffMember? member, Func<Visit, PostedForm, Task<IResult>> action, CancellationToken cancellationToken)
    {
        if (await PostedForm.ReadAsync(request, cancellationToken) is not { } form)
            return Notice.Unreadable(VisitOf(request, member));
        return crossSite.Allows(request, form[CrossSite.Field])
            ? await GuardAsync(request, member, visit => action(visit, form))
            : Notice.NotOurs(VisitOf(request, member));
    }

    private IResult? Refusal(HttpRequest request, StaffRole needed, out StaffMember? member)
    {
        member = signIn.Find(request);
        if (member is null)
            return new SeeOther(signIn.SignInAt(HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : "/panel"));
        return member.May(needed) ? null : Notice.NotYours(VisitOf(request, member));
    }

    private async Task<IResult> GuardAsync(HttpRequest request, StaffMember? member, Func<Visit, Task<IResult>> page)
    {
        var visit = VisitOf(request, member);
        var answer = await StorageOutage.GuardAsync(logger, () => page(visit));
        return answer is Problem ? Notice.Outage(visit) : answer;
    }

    /// <inheritdoc/>
    public void Dispose() => looking.Dispose();

    private static Visit VisitOf(HttpRequest request, StaffMember? member) =>
        new(request, PageLanguages.Of(request), Theme.Of(request), CrossSite.TokenFor(request), member);
}
