namespace IntakePipeline.Evaluation;

/// <summary>
/// Where the rules of processing stand, as the Plan de Emprendimiento (R4) numbers them. The other resolutions say the same under other numbers: theirs
/// come with their calls' data.
/// </summary>
internal static class Articles
{
    /// <summary>Of several submissions for one project the last one registered in time is valid.</summary>
    public const string LastInTime = "R4 7.1.2";

    /// <summary>Curable defects are asked for; not cured in ten working days means withdrawn.</summary>
    public const string Correction = "R4 7.4";

    /// <summary>The period runs from the day after reception is on record.</summary>
    public const string Reception = "R4 7.5";

    /// <summary>Answers come through the telematic registry, signed.</summary>
    public const string Answer = "R4 7.7";

    /// <summary>What was filed after a deadline and before the resolution that ends it has effect.</summary>
    public const string LateAnswer = "Ley 30/1992 art. 76.3";

    /// <summary>Withdrawal takes a resolution, which a person signs.</summary>
    public const string Withdrawal = "Ley 30/1992 art. 71.1";

    /// <summary>An application may be moved to the programme or call that suits it better.</summary>
    public const string Transfer = "R4 9.4";

    /// <summary>The filing windows.</summary>
    public const string FilingWindow = "R4 8.1.1";

    /// <summary>The registry's automatic receipt.</summary>
    public const string Receipt = "R4 8.3";

    /// <summary>What the memoria has to be like.</summary>
    public const string Memoria = "R4 7.2.1";

    /// <summary>The rest of the documents come by e-mail, quoting the expediente.</summary>
    public const string Mail = "R4 8.3";

    /// <summary>Which department evaluates.</summary>
    public const string Evaluation = "R4 9.1";
}
