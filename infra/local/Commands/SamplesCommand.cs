using System.CommandLine;
using System.Globalization;
using IntakePipeline.Local.Samples;

namespace IntakePipeline.Local.Commands;

/// <summary><c>samples DIR</c>: writes the catalogue's folders to the disk, to be looked at, changed, and filed.</summary>
internal static class SamplesCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "Where the folders go, one a sample" };
        var command = new Command("samples", "Write the sample submissions as folders, for post and drop, signed with the demo authority of the data folder") { folder, CommandLine.Data };
        command.Does(async (parsed, cancellationToken) =>
        {
            var root = Path.GetFullPath(parsed.GetValue(folder)!);
            using var authority = DemoAuthority.At(DataFolder.At(parsed.GetValue(CommandLine.Data)).AuthorityLocation);
            using var signer = new SampleSigner(authority);
            foreach (var sample in SampleCatalogue.All)
            {
                var path = Path.Combine(root, sample.Kind);
                await sample.Make(signer).WriteAsync(path, cancellationToken);
                await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{path}  {sample.FiledAt:uuuu-MM-dd'T'HH:mm}  {sample.About}"));
            }

            return ExitCode.Done;
        });
        return command;
    }
}
