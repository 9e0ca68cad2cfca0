using Microsoft.Playwright;

namespace IntakePipeline.Tests.Pages;

/// <summary>Forms as a person sends them.</summary>
internal static class Forms
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Sends a form and waits for the page that answers: a click alone may be over while the page before still stands there.</summary>
    public static async Task SubmitAsync(this ILocator button)
    {
        var answered = new TaskCompletionSource();
        void Answer(object? sender, IPage page) => answered.TrySetResult();
        button.Page.DOMContentLoaded += Answer;
        await button.ClickAsync();
        await answered.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        button.Page.DOMContentLoaded -= Answer;
        await button.Page.WaitForLoadStateAsync();
    }
}
