using IntakePipeline.Calls;
using IntakePipeline.Receipts;
using NodaTime;
using static IntakePipeline.Tests.Receipts.ReceiptSamples;

namespace IntakePipeline.Tests.Receipts;

public sealed class ReceiptTests
{
    [Fact]
    public void A_receipt_states_the_entry_and_names_what_the_call_names()
    {
        Assert.Equal(Entry.Number, InTime.Number);
        Assert.Equal(Entry.Hash, InTime.EntryHash);
        Assert.Equal(new LocalDateTime(2012, 6, 20, 9, 0), InTime.FiledAtLocal);
        Assert.Equal(Offset.FromHours(2), InTime.FiledAtOffset);
        Assert.Equal(Draft.Documents, InTime.Documents);
        Assert.Equal(Ebt.Title, InTime.ProgrammeTitle);
        Assert.Equal("Departamento de Servicios Tecnológicos (Área de Investigación y Desarrollo Tecnológico)", InTime.Department.Es);
        Assert.Equal(new LocalDate(2012, 6, 28), InTime.PhaseCloses);
    }

    [Theory]
    [InlineData("https://registre.example")]
    [InlineData("https://registre.example/")]
    public void Its_addresses_end_in_the_compact_code(string publicBase)
    {
        var receipt = Receipt.From(Entry, Emprendimiento, new Uri(publicBase));
        Assert.Equal("https://registre.example/api/resguardos/7K3MQ9TB0V5RWX2CHN8D4PZAE6GS", receipt.Address);
        Assert.Equal("https://registre.example/verificar#7K3MQ9TB0V5RWX2CHN8D4PZAE6GS", receipt.VerifyAt);
    }

    [Fact]
    public void The_same_entry_gives_the_same_receipt() => Assert.Equal(InTime, Of(Draft));

    [Fact]
    public void A_call_that_is_not_the_entrys_is_a_bug()
    {
        Assert.Throws<ArgumentException>(() => Receipt.From(Entry, Emprendimiento with { Id = new CallId("otra") }, Base));
        Assert.Throws<ArgumentException>(() => Receipt.From(Entry, Emprendimiento with { Programmes = [] }, Base));
    }

    [Fact]
    public void What_comes_next_tells_what_to_quote_send_and_expect_in_both_languages()
    {
        Assert.All(
            (string[])["EBT/2012/17", "base.tecnologica@impiva.gva.es", "10 Mb", "200 ppp", "10 dies hàbils", "6 mesos des de la publicació", "(Llei 38/2003, art. 25.4)", "Pla d'empresa dels pròxims tres anys; Resum executiu; Últim rebut de liquidació de cotitzacions (TC1); Certificat de l'auditor extern sobre els costos d'I+D; i, si és el cas: Acreditació de la propietat de la tecnologia; "],
            part => Assert.Contains(part, InTime.Next.Va, StringComparison.Ordinal));
        Assert.All(
            (string[])["EBT/2012/17", "base.tecnologica@impiva.gva.es", "10 Mb", "200 ppp", "10 días hábiles", "6 meses desde la publicación", "(Ley 38/2003, art. 25.4)", "Plan de empresa de los próximos tres años; Resumen ejecutivo; Último recibo de liquidación de cotizaciones (TC1); Certificación del auditor externo sobre los costes de I+D; y, si es el caso: Acreditación de la propiedad de la tecnología; "],
            part => Assert.Contains(part, InTime.Next.Es, StringComparison.Ordinal));
        Assert.Equal(InTime.Next.Va.Split('\n').Length, InTime.Next.Es.Split('\n').Length);
    }

    [Fact]
    public void What_came_with_the_application_is_not_asked_for_again()
    {
        var next = Of(Draft with { Documents = [.. Draft.Documents, Document("tc1", "tc1.pdf", 1)] }).Next;
        Assert.DoesNotContain("TC1", next.Es, StringComparison.Ordinal);
        Assert.Contains("Plan de empresa", next.Es, StringComparison.Ordinal);
        var all = Of(Draft with { Documents = [.. Ebt.Documents.Select(d => Document(d.Kind, $"{d.Kind}.pdf", 1))] }).Next;
        Assert.DoesNotContain("10 Mb", all.Es, StringComparison.Ordinal);
    }

    [Fact]
    public void A_programme_without_a_mailbox_asks_for_no_mail()
    {
        var call = Emprendimiento with { Programmes = [Ebt with { Mailbox = null }] };
        Assert.DoesNotContain("10 Mb", Receipt.From(Entry, call, Base).Next.Va, StringComparison.Ordinal);
    }

    [Fact]
    public void Out_of_time_the_text_says_so_first_and_names_no_closing_day()
    {
        Assert.StartsWith("La solicitud ha quedado registrada, pero se ha presentado fuera del plazo", OutOfTime.Next.Es, StringComparison.Ordinal);
        Assert.StartsWith("La sol·licitud ha quedat registrada, però s'ha presentat fora del termini", OutOfTime.Next.Va, StringComparison.Ordinal);
        Assert.DoesNotContain("28/06/2012", OutOfTime.Next.Es, StringComparison.Ordinal);
    }
}
