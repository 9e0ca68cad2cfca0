namespace IntakePipeline.Calls;

/// <summary>Names a call of grants, e.g. <c>emprendimiento-2012</c>.</summary>
/// <param name="Value">Lower case letters, digits and hyphens.</param>
public readonly record struct CallId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Names a programme inside a call, e.g. <c>EBT</c> or <c>2.6.1</c>.</summary>
/// <param name="Value">As the call's data spells it; case matters.</param>
public readonly record struct ProgrammeId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Names a phase of a programme: <c>1</c>…<c>4</c>.</summary>
/// <param name="Value">The phase's number as text.</param>
public readonly record struct PhaseId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Names a department (órgano instructor) and its queue <c>evaluacion-{id}</c>.</summary>
/// <param name="Value">Lower case letters, digits and hyphens.</param>
public readonly record struct DepartmentId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
