using IntakePipeline.Registry;

namespace IntakePipeline.Submissions;

/// <summary>What became of an attempt to file.</summary>
public abstract record IntakeOutcome
{
    private IntakeOutcome()
    {
    }

    /// <summary>It is registered and receipted.</summary>
    /// <param name="Entry">Its entry.</param>
    /// <param name="Receipt">Its receipt as kept, UTF-8 JSON.</param>
    /// <param name="Repeated">True when it had been registered before: the same submission again.</param>
    public sealed record Registered(RegistryEntry Entry, ReadOnlyMemory<byte> Receipt, bool Repeated) : IntakeOutcome;

    /// <summary>It is refused, with reasons.</summary>
    /// <param name="Rejection">The record of it.</param>
    public sealed record Refused(Rejection Rejection) : IntakeOutcome;

    /// <summary>Its key belongs to another submission.</summary>
    /// <param name="Rejection">The record of it.</param>
    public sealed record KeyInUse(Rejection Rejection) : IntakeOutcome;
}
