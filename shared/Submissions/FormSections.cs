namespace IntakePipeline.Submissions;

/// <summary>The parts that envelopes have in common, read strictly: an application has them all, an answer to a correction request some.</summary>
internal static class FormSections
{
    private const int MaxCostLines = 200;
    private const int MaxStages = 100;
    private const int MaxDeMinimis = 100;

    private static readonly LocalizedText AKey = new("s'esperen lletres, xifres, «.», «_» o «-»", "se esperan letras, cifras, «.», «_» o «-»");
    private static readonly LocalizedText AFileName = new("s'espera un nom de fitxer sense carpeta", "se espera un nombre de fichero sin carpeta");
    private static readonly LocalizedText ADigest = new("s'esperen 64 xifres hexadecimals", "se esperan 64 cifras hexadecimales");
    private static readonly LocalizedText ALanguage = new("s'espera «va» o «es»", "se espera «va» o «es»");
    private static readonly LocalizedText OneMemoria = new("s'espera una sola memòria tècnica", "se espera una sola memoria técnica");
    private static readonly LocalizedText UniqueNames = new("s'esperen noms de fitxer distints", "se esperan nombres de fichero distintos");

    /// <summary>The sender's name for the filing; null when it is missing or wrong.</summary>
    public static SubmissionKey? Key(FormReader form)
    {
        var text = form.Text("presentacion", 200);
        if (SubmissionKey.TryParse(text, out var key))
            return key;
        if (text.Length > 0)
            form.Malformed("presentacion", AKey);
        return null;
    }

    /// <summary>The applicant's language; Valencian when it is missing or wrong.</summary>
    public static Language Language(FormReader form)
    {
        switch (form.Text("idioma", 10))
        {
            case "va":
                return IntakePipeline.Language.Valencian;
            case "es":
                return IntakePipeline.Language.Spanish;
            case "":
                return IntakePipeline.Language.Valencian;
            default:
                form.Malformed("idioma", ALanguage);
                return IntakePipeline.Language.Valencian;
        }
    }

    /// <summary>Who applies.</summary>
    public static Applicant Applicant(FormReader form, List<AdmissionFault> faults)
    {
        var taxIdText = form.Text("nif", 20);
        if (!TaxId.TryParse(taxIdText, out var taxId) && taxIdText.Length > 0)
            faults.Add(AdmissionFaults.TaxIdInvalid(form.Path("nif")));
        var applicant = new Applicant(
            taxId,
            form.Text("razonSocial", 200),
            form.OptionalText("formaJuridica", 40),
            form.OptionalText("municipio", 100),
            form.OptionalText("provincia", 40),
            form.OptionalDate("constitucion"),
            (int?)form.OptionalNumber("empleados", 0, 10_000_000),
            form.OptionalAmount("volumenNegocio"),
            form.OptionalAmount("balance"),
            form.OptionalText("correo", 254),
            form.OptionalText("telefono", 40),
            form.OptionalText("fax", 40));
        form.RefuseTheRest();
        return applicant;
    }

    /// <summary>Who acts for the applicant.</summary>
    public static Representative? Representative(FormReader? form)
    {
        if (form is null)
            return null;
        var representative = new Representative(form.Text("nif", 20), form.Text("nombre", 200));
        form.RefuseTheRest();
        return representative;
    }

    /// <summary>What is to be funded.</summary>
    public static Project Project(FormReader form)
    {
        var project = new Project(
            form.Text("referencia", 60),
            form.Text("titulo", 500),
            form.OptionalDate("inicio"),
            form.OptionalDate("fin"),
            form.OptionalBoolean("plurianual"),
            form.OptionalAmount("presupuesto"),
            form.OptionalAmount("ayudaSolicitada"),
            form.List("conceptos", MaxCostLines, mandatory: false, line => new CostLine(line.Text("concepto", 60), (int)line.Number("ejercicio", 1900, 2200), line.Amount("importe"))),
            form.List("fases", MaxStages, mandatory: false, stage => new Stage(stage.Text("nombre", 300), (int)stage.Number("ejercicio", 1900, 2200))));
        form.RefuseTheRest();
        return project;
    }

    /// <summary>What the applicant declares.</summary>
    public static Declarations Declarations(FormReader? form)
    {
        if (form is null)
            return new Declarations(AuthorisesCertificates: true, []);
        var declarations = new Declarations(
            form.OptionalBoolean("autorizaCertificados") ?? true,
            form.List("ayudasMinimis", MaxDeMinimis, mandatory: false, aid => new DeMinimisAid(aid.Text("organismo", 200), aid.Date("fecha"), aid.Amount("importe"))));
        form.RefuseTheRest();
        return declarations;
    }

    /// <summary>The manifest. At most one memoria; none is a fault only where one is needed.</summary>
    public static IReadOnlyList<DeclaredDocument> Documents(FormReader form, List<AdmissionFault> faults, bool memoriaNeeded)
    {
        var wellFormed = true;
        var documents = form.List("documentos", SubmissionLimits.Documents, mandatory: memoriaNeeded, item =>
        {
            var document = Document(item);
            wellFormed &= document is not null;
            return document;
        });
        var read = documents.OfType<DeclaredDocument>().ToList();
        if (read.Select(d => d.Name.Value).Distinct(StringComparer.OrdinalIgnoreCase).Count() != read.Count)
            form.Malformed("documentos", UniqueNames);
        switch (read.Count(d => d.IsMemoria))
        {
            case 0 when memoriaNeeded && wellFormed && !faults.Exists(f => f.Field == "documentos"):
                faults.Add(AdmissionFaults.MemoriaMissing);
                break;
            case > 1:
                form.Malformed("documentos", OneMemoria);
                break;
        }

        return read;
    }

    private static DeclaredDocument? Document(FormReader form)
    {
        var kind = form.Text("tipo", 60);
        var nameText = form.Text("fichero", 200);
        var bytes = form.Number("bytes", 0, long.MaxValue);
        var digestText = form.Text("sha256", 100);
        var named = FileName.TryParse(nameText, out var name) && !name.IsReserved;
        if (!named && nameText.Length > 0)
            form.Malformed("fichero", AFileName);
        var digested = Sha256Digest.TryParse(digestText, out var digest);
        if (!digested && digestText.Length > 0)
            form.Malformed("sha256", ADigest);
        var plain = kind.Length > 0 && kind.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
        if (!plain && kind.Length > 0)
            form.Malformed("tipo", AKey);
        return named && digested && plain ? new DeclaredDocument(kind, name, bytes, digest) : null;
    }
}
