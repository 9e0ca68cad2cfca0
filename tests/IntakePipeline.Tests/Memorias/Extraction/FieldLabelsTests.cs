using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.DataFiles;
using IntakePipeline.Memorias.Extraction;
using IntakePipeline.Tests.Calls;

namespace IntakePipeline.Tests.Memorias.Extraction;

public sealed class FieldLabelsTests
{
    private const string File = "Memorias.Data.field-labels.json";

    [Fact]
    public void The_data_keeps_to_its_schema() => Assert.Empty(JsonSchema.For(File).Errors(DataFile.Bytes(File)));

    [Fact]
    public void Every_programme_has_labels_and_every_concept_is_found_by_its_title_in_both_languages()
    {
        foreach (var call in CallCatalogue.Load(WorkingCalendar.Load()).All)
        {
            foreach (var programme in call.Programmes)
            {
                var labels = FieldLabels.Of(call.Id, programme.Id);
                foreach (var concept in programme.Concepts)
                {
                    Assert.Equal(FieldLabels.ConceptPrefix + concept.Id, labels.Find(SpanishFormats.Fold(concept.Title.Va)));
                    Assert.Equal(FieldLabels.ConceptPrefix + concept.Id, labels.Find(SpanishFormats.Fold(concept.Title.Es)));
                }

                Assert.Equal("inicio", labels.Find(SpanishFormats.Fold("Data d’inici")));
            }
        }
    }

    [Fact]
    public void One_label_means_each_programmes_own_concept()
    {
        var label = SpanishFormats.Fold("Gastos de personal");
        Assert.Equal("concepto:recursos-humanos", FieldLabels.Of(new CallId("emprendimiento-2012"), new ProgrammeId("EBT")).Find(label));
        Assert.Equal("concepto:personal", FieldLabels.Of(new CallId("cei-2010"), new ProgrammeId("A1")).Find(label));
        Assert.Null(FieldLabels.Of(new CallId("emprendimiento-2012"), new ProgrammeId("CRE")).Find(label));
    }
}
