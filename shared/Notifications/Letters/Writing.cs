namespace IntakePipeline.Notifications.Letters;

/// <summary>What came of writing a letter.</summary>
internal abstract record Writing
{
    private Writing()
    {
    }

    /// <summary>To be sent.</summary>
    /// <param name="To">To whom.</param>
    /// <param name="Letter">The letter.</param>
    public sealed record Ready(EmailAddress To, Letter Letter) : Writing;

    /// <summary>The form gives no address that mail can go to.</summary>
    public sealed record NoAddress : Writing;

    /// <summary>What it would say is true no longer.</summary>
    public sealed record Moot : Writing;
}
