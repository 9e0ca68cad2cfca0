using Microsoft.Playwright;

namespace IntakePipeline.Tests.Pages;

/// <summary>Clicks on what leads to another page.</summary>
internal static class Clicks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Clicks a button or a link and waits for the page that answers: a click alone may be over while the page before still stands there.</summary>
    public static async Task ClickThroughAsync(this ILocator target)
    {
        var answered = new TaskCompletionSource();
        void Answer(object? sender, IPage page) => answered.TrySetResult();
        target.Page.DOMContentLoaded += Answer;
        await target.ClickAsync();
        await answered.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        target.Page.DOMContentLoaded -= Answer;
        await target.Page.WaitForLoadStateAsync();
    }
}
