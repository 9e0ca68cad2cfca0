namespace IntakePipeline.Local.Commands;

/// <summary>What the program's exit code says.</summary>
internal static class ExitCode
{
    /// <summary>Done; a submission was registered, or checked and nothing in it has to be cured.</summary>
    public const int Done = 0;

    /// <summary>Something did not work: no host, no folder, no storage, wrong arguments, or a demo that did not end as it should.</summary>
    public const int Trouble = 1;

    /// <summary>The submission was refused, with reasons; or, only checked, would be refused or has defects to cure. A receipt does not hold.</summary>
    public const int Refused = 2;

    /// <summary>Stopped with Ctrl+C before it was done.</summary>
    public const int Interrupted = 130;
}
