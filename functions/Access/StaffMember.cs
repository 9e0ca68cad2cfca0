using IntakePipeline.Evaluation;

namespace IntakePipeline.Functions.Access;

/// <summary>What somebody may do on the panel; each role may do what those before it may.</summary>
public enum StaffRole
{
    /// <summary>Signed in, and no member of the staff.</summary>
    None,

    /// <summary>Sees everything.</summary>
    Read,

    /// <summary>Works on expedientes.</summary>
    Act,

    /// <summary>Also does what concerns everybody: gives work to others, sends everything that failed once more.</summary>
    Admin,
}

/// <summary>A person who has signed in.</summary>
/// <param name="Name">The name that goes into histories: an account of the organisation.</param>
/// <param name="Role">What the person may do.</param>
public sealed record StaffMember(string Name, StaffRole Role)
{
    /// <summary>The person as histories know it.</summary>
    public Actor Actor => new(Name);

    /// <summary>Whether the person may do what <paramref name="needed"/> may.</summary>
    public bool May(StaffRole needed) => Role >= needed;
}
