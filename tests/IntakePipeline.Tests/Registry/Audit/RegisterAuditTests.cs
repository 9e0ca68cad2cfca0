using System.Text;
using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using IntakePipeline.Registry.Audit;
using IntakePipeline.Registry.Digests;
using IntakePipeline.Signatures.Seals;
using IntakePipeline.Storage.Tables;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Tests.Registry.Audit;

/// <summary>Whatever is changed, missing, inserted or reordered in storage is found, and told where it stands.</summary>
public sealed class RegisterAuditTests(AuditedRegister register) : IClassFixture<AuditedRegister>
{
    private const string ThirdRow = "a|2012|000000003";

    private const string FirstDigest = "libro/2012/2012-06-20";
    private const string SecondDigest = "libro/2012/2012-06-21";

    private static readonly Dictionary<string, (Func<AuditedRegister, Tamper, Task> Do, string Expected)> Tampers = new(StringComparer.Ordinal)
    {
        ["an entry changed"] = (
            (_, t) => t.ChangeAsync("registro", ThirdRow, row => row["Asiento"] = row.GetString("Asiento")!.Replace("Sensors", "Censors", StringComparison.Ordinal)),
            "asiento-alterado 2012/000003; resguardo-distinto 2012/000003"),
        ["an entry changed and its hash made to fit"] = (
            (_, t) => t.ChangeAsync("registro", ThirdRow, row =>
            {
                row["Asiento"] = row.GetString("Asiento")!.Replace("Sensors", "Censors", StringComparison.Ordinal);
                row["Huella"] = LedgerHead.Chain(JsonText.ParseDigest(row.GetString("HuellaAnterior")), Encoding.UTF8.GetBytes(row.GetString("Asiento")!)).Hex;
            }),
            "cadena-rota 2012/000004; resguardo-distinto 2012/000003; resumen-distinto libro/2012/"),
        ["the last entry changed and its hash made to fit"] = (
            (_, t) => t.ChangeAsync("registro", "a|2012|000000007", row =>
            {
                row["Asiento"] = row.GetString("Asiento")!.Replace("Sensors", "Censors", StringComparison.Ordinal);
                row["Huella"] = LedgerHead.Chain(JsonText.ParseDigest(row.GetString("HuellaAnterior")), Encoding.UTF8.GetBytes(row.GetString("Asiento")!)).Hex;
            }),
            "cabeza-distinta 2012; resguardo-distinto 2012/000007; resumen-distinto libro/2012/"),
        ["an entry missing"] = ((_, t) => t.DeleteAsync("registro", ThirdRow), "asiento-falta 2012/000003; clave-sobra p|RT-3; contador-distinto"),
        ["the last entries missing"] = (
            async (_, t) =>
            {
                await t.DeleteAsync("registro", "a|2012|000000006");
                await t.DeleteAsync("registro", "a|2012|000000007");
            },
            "asiento-falta 2012/000006; clave-sobra p|RT-6; clave-sobra p|RT-7"),
        ["an entry inserted at the end"] = (
            async (_, t) =>
            {
                var row = await t.BookRowAsync("a|2012|000000007");
                await t.WriteAsync("registro", Copy(row, "a|2012|000000008"));
            },
            "asiento-en-otro-sitio 2012/000008; asiento-sobra 2012/000008; cadena-rota 2012/000008"),
        ["two entries in each other's place"] = (
            async (_, t) =>
            {
                var (third, fourth) = (await t.BookRowAsync(ThirdRow), await t.BookRowAsync("a|2012|000000004"));
                await t.WriteAsync("registro", Copy(fourth, ThirdRow));
                await t.WriteAsync("registro", Copy(third, "a|2012|000000004"));
            },
            "asiento-en-otro-sitio 2012/000003; asiento-en-otro-sitio 2012/000004; cadena-rota 2012/000003"),
        ["an entry that is none"] = ((_, t) => t.ChangeAsync("registro", ThirdRow, row => row["Asiento"] = "{}"), "asiento-ilegible 2012/000003"),
        ["a row of a number that is none"] = (
            (_, t) => t.WriteAsync("registro", new TableEntity("registro", "a|2012|tres") { ["Asiento"] = "{}" }), "asiento-ilegible a|2012|tres"),
        ["the head set back"] = (
            (_, t) => t.ChangeAsync("registro", "cabeza", row => row["Estado"] = row.GetString("Estado")!.Replace("\"ultimo\":7", "\"ultimo\":5", StringComparison.Ordinal)),
            "asiento-sobra 2012/000006"),
        ["the counter of expedientes set back"] = (
            (_, t) => t.ChangeAsync("registro", "cabeza", row => row["Estado"] = row.GetString("Estado")!.Replace("/EBT\":6", "/EBT\":5", StringComparison.Ordinal)),
            "contador-distinto emprendimiento-2012/EBT"),
        ["the head no head"] = ((_, t) => t.ChangeAsync("registro", "cabeza", row => row["Estado"] = "[]"), "cabeza-distinta cabeza"),
        ["a key forgotten"] = ((_, t) => t.DeleteAsync("registro", "p|RT-3"), "clave-falta 2012/000003; entrada-sin-cuenta entrada/RT-3"),
        ["a key given to another entry"] = (
            (_, t) => t.ChangeAsync("registro", "p|RT-3", row => row["Registro"] = "2012/000004"),
            "clave-distinta 2012/000003; clave-sobra p|RT-3; entrada-sin-cuenta entrada/RT-3"),
        ["an outbox row of no entry"] = ((_, t) => t.WriteAsync("registro", new TableEntity("registro", "s|2012|000000099")), "salida-sobra 2012/000099"),
        ["an entry back in the outbox"] = ((_, t) => t.WriteAsync("registro", new TableEntity("registro", "s|2012|000000003")), "salida-atascada 2012/000003"),
        ["an original changed"] = (
            async (r, t) => await t.ChangeBlobAsync("custodia", (await EntryAsync(r, 3)).Draft.Documents[2].Digest.Hex, bytes => [.. bytes[..^1], (byte)'?']),
            "original-alterado 2012/000003 memoria.pdf"),
        ["an original missing"] = (
            async (r, t) => await t.ChangeBlobAsync("custodia", (await EntryAsync(r, 4)).Draft.Documents[0].Digest.Hex, _ => null),
            "original-falta 2012/000004 solicitud.json"),
        ["a receipt changed"] = (
            async (r, t) => await t.ChangeBlobAsync(
                "resguardos", (await EntryAsync(r, 3)).Csv.Compact + ".json",
                bytes => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("Il·lusió", "Il·lusions", StringComparison.Ordinal))),
            "resguardo-distinto 2012/000003; sello-roto 2012/000003"),
        ["a receipt's PDF changed"] = (
            async (r, t) => await t.ChangeBlobAsync("resguardos", (await EntryAsync(r, 3)).Csv.Compact + ".pdf", bytes => [.. bytes[..12], (byte)(bytes[12] ^ 1), .. bytes[13..]]),
            "sello-roto 2012/000003"),
        ["a receipt's PDF that is another's"] = (
            async (r, t) =>
            {
                var other = await r.Desk.Get<IReceiptStore>().FindAsync((await EntryAsync(r, 4)).Csv, ReceiptForm.Pdf, default);
                await t.ChangeBlobAsync("resguardos", (await EntryAsync(r, 3)).Csv.Compact + ".pdf", _ => other!.Value.ToArray());
            },
            "resguardo-distinto 2012/000003"),
        ["a receipt missing"] = (async (r, t) => await t.ChangeBlobAsync("resguardos", (await EntryAsync(r, 3)).Csv.Compact + ".json", _ => null), "resguardo-falta 2012/000003"),
        ["a receipt's PDF cut off"] = (
            async (r, t) => await t.ChangeBlobAsync("resguardos", (await EntryAsync(r, 3)).Csv.Compact + ".pdf", bytes => bytes[..1000]), "resguardo-ilegible 2012/000003"),
        ["a digest changed"] = (
            (_, t) => t.ChangeBlobAsync("resguardos", FirstDigest + ".json", bytes => Replace(bytes, "\"simulacion\":false", "\"simulacion\":true")),
            $"sello-roto {FirstDigest}.json; resumen-sin-enlazar {SecondDigest}.json"),
        ["a digest changed and sealed again"] = (
            async (r, t) =>
            {
                byte[] changed = [];
                var hash = (await EntryAsync(r, 1)).Hash.Hex;
                await t.ChangeBlobAsync("resguardos", FirstDigest + ".json", bytes => changed = Replace(bytes, $"[\"{hash}", $"[\"{Sha256Digest.Of([1]).Hex}"));
                await t.ChangeBlobAsync("resguardos", FirstDigest + ".jws", _ => Encoding.ASCII.GetBytes(JwsSigning.Sign(r.Desk.Get<Sealing>().Seal, changed)));
            },
            $"resumen-distinto {FirstDigest}.json; resumen-sin-enlazar {SecondDigest}.json"),
        ["a digest missing"] = (
            (_, t) => t.ChangeBlobAsync("resguardos", FirstDigest + ".json", _ => null),
            $"resumen-sin-enlazar {FirstDigest}.jws; resumen-sin-enlazar {SecondDigest}.json"),
        ["a digest's seal missing"] = ((_, t) => t.ChangeBlobAsync("resguardos", FirstDigest + ".jws", _ => null), $"sello-falta {FirstDigest}.json"),
        ["a digest that is none"] = ((_, t) => t.ChangeBlobAsync("resguardos", FirstDigest + ".json", _ => "{}"u8.ToArray()), $"resumen-ilegible {FirstDigest}.json"),
        ["a digest in another's place"] = (
            async (r, t) =>
            {
                await using var first = (await r.Desk.Get<IDigestStore>().OpenAsync(2012, new LocalDate(2012, 6, 20), DigestForm.Data, default))!;
                using var bytes = new MemoryStream();
                await first.CopyToAsync(bytes);
                await t.ChangeBlobAsync("resguardos", SecondDigest + ".json", _ => bytes.ToArray());
            },
            $"resumen-distinto {SecondDigest}.json; resumen-sin-enlazar {SecondDigest}.json; sello-roto {SecondDigest}.json"),
        ["a file among the digests"] = ((_, t) => t.ChangeBlobAsync("resguardos", "libro/2012/notes.json", _ => [1]), "desconocido libro/2012/notes.json"),
        ["the report on a memoria missing"] = (
            (_, t) => t.ChangeBlobAsync("informes", "emprendimiento-2012/EBT/2/2012-000003.json", _ => null), "informe-falta 2012/000003"),
        ["an expediente missing"] = ((_, t) => t.DeleteAsync("expedientes", "E|000000002"), "expediente-falta 2012/000003; requerimiento-sobra EBT/2012/2-R1"),
        ["an expediente of another applicant"] = (
            (_, t) => t.ChangeAsync("expedientes", "E|000000002", row => row["ApplicantName"] = "Altra, SL"), "expediente-distinto 2012/000003"),
        ["an expediente in another state"] = (
            (_, t) => t.ChangeAsync("expedientes", "E|000000002", row => row["State"] = "fuera-de-plazo"),
            "orden-distinto 2012/000003; requerimiento-distinto EBT/2012/2-R1; version-distinta 2012/000003"),
        ["an expediente that is none"] = ((_, t) => t.ChangeAsync("expedientes", "E|000000002", row => row["State"] = "perdido"), "expediente-ilegible 2012/000003"),
        ["an expediente of no entry"] = (
            async (_, t) =>
            {
                var row = Copy(await t.FirstAsync("expedientes", "E|000000002"), "E|000000099");
                row["Entry"] = "2012/000099";
                await t.WriteAsync("expedientes", row);
            },
            "expediente-sobra emprendimiento-2012|EBT E|000000099"),
        ["an event of a history missing"] = ((_, t) => t.DeleteAsync("expedientes", "H|000000002|0002"), "historial-distinto 2012/000003"),
        ["a version back from being superseded"] = (
            (_, t) => t.ChangeAsync("expedientes", "E|000000005", row => row["State"] = "en-evaluacion"), "expediente-ilegible 2012/000006"),
        ["a place in the order missing"] = ((_, t) => t.DeleteAsync("expedientes", "O|1|"), "orden-distinto"),
        ["a request missing"] = ((_, t) => t.DeleteAsync("requerimientos", "R|000000002|01"), "requerimiento-falta 2012/000003"),
        ["an answer forgotten"] = ((_, t) => t.DeleteAsync("requerimientos", "A|000000001|01|"), "respuesta-falta 2012/000002"),
        ["a request's document missing"] = (
            (_, t) => t.ChangeBlobAsync("resguardos", "requerimientos/emprendimiento-2012/EBT/2-R1.pdf", _ => null), "documento-falta EBT/2012/2-R1"),
        ["a message that points to nothing"] = (
            (_, t) => t.SendAsync("evaluacion-ebt", """{"version":1,"registro":"2012/000099","expediente":"EBT/2012/99","convocatoria":"emprendimiento-2012","programa":"EBT","fase":"1","efectivo":"2012-06-20"}"""),
            "mensaje-sobra evaluacion-ebt"),
        ["a message of somebody else"] = ((_, t) => t.SendAsync("tramitacion", "bon dia"), "mensaje-ilegible tramitacion"),
        ["a message given up"] = ((_, t) => t.SendAsync("tramitacion-poison", "x"), "mensaje-averiado tramitacion-poison"),
        ["a submission in the inbox that nobody took up"] = (
            (_, t) => t.ChangeBlobAsync("entrada", "RT-99/solicitud.json", _ => "{}"u8.ToArray()), "entrada-sin-cuenta entrada/RT-99"),
        ["an envelope gone from the inbox"] = ((_, t) => t.ChangeBlobAsync("entrada", "RT-3/solicitud.json", _ => null), "entrada-sin-cuenta entrada/RT-3"),
    };

    public static TheoryData<string> Names => [.. Tampers.Keys];

    [Fact]
    public async Task What_nobody_touched_agrees() => Assert.Empty(await register.AuditAsync());

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_was_tampered_with_is_found_and_located(string name)
    {
        await using var tamper = new Tamper(register.Desk.Storage);
        await Tampers[name].Do(register, tamper);
        var faults = (await register.AuditAsync()).Where(f => f.IsFault).Select(f => $"{f.Code} {f.Place}").Order(StringComparer.Ordinal).ToList();
        foreach (var expected in Tampers[name].Expected.Split("; "))
            Assert.Contains(faults, fault => fault.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_under_way_and_what_was_cut_off_is_told_and_is_no_fault()
    {
        await using var tamper = new Tamper(register.Desk.Storage);
        await tamper.WriteAsync("registro", new TableEntity("registro", "s|2012|000000003"));
        await tamper.ChangeBlobAsync("entrada", "RT-98/memoria.pdf", _ => "%PDF"u8.ToArray());
        await tamper.ChangeBlobAsync("entrada", "RT-99/solicitud.json", _ => "{}"u8.ToArray());

        var found = await register.AuditAsync(Duration.FromHours(1));
        Assert.Equal(["entrada-en-curso", "entrada-incompleta", "salida-en-curso"], found.Select(f => f.Code).Order(StringComparer.Ordinal));
        Assert.All(found, f => Assert.False(f.IsFault));
    }

    [Fact]
    public async Task Another_certificates_seal_is_told_and_is_no_fault()
    {
        await using var tamper = new Tamper(register.Desk.Storage);
        var former = Pkcs12Seal.Open(DevelopmentSeal.Create(), null);
        byte[] digest = [];
        await tamper.ChangeBlobAsync("resguardos", FirstDigest + ".json", bytes => digest = bytes);
        await tamper.ChangeBlobAsync("resguardos", FirstDigest + ".jws", _ => Encoding.ASCII.GetBytes(JwsSigning.Sign(former, digest)));
        var finding = Assert.Single(await register.AuditAsync());
        Assert.Equal(("sello-de-otro-certificado", FirstDigest + ".json", false), (finding.Code, finding.Place, finding.IsFault));
    }

    [Fact]
    public void Each_code_says_one_thing() => Assert.Distinct(typeof(AuditCodes).GetFields().Select(f => (string)f.GetRawConstantValue()!));

    private static async Task<RegistryEntry> EntryAsync(AuditedRegister register, int sequence) =>
        (await register.Desk.Ledger.FindAsync(new RegistryNumber(2012, sequence), default))!;

    private static byte[] Replace(byte[] bytes, string what, string by)
    {
        var text = Encoding.UTF8.GetString(bytes);
        Assert.Contains(what, text, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text.Replace(what, by, StringComparison.Ordinal));
    }

    private static TableEntity Copy(TableEntity row, string key)
    {
        var copy = new TableEntity(row.PartitionKey, key);
        foreach (var (name, value) in row)
        {
            if (name is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag"))
                copy[name] = value;
        }

        return copy;
    }
}
