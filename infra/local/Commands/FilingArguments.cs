using System.CommandLine;
using IntakePipeline.Local.Filing;

namespace IntakePipeline.Local.Commands;

/// <summary>What <c>post</c> and <c>drop</c> have in common on the command line.</summary>
internal static class FilingArguments
{
    /// <summary>The folder to file.</summary>
    public static Argument<string> Folder() => new("DIR") { Description = "Folder with solicitud.json, solicitud.json.p7s if it is signed, and the documents it names" };

    /// <summary>Where the receipt goes.</summary>
    public static Option<string?> Output() => new("--out") { Description = "Folder for the receipt [default: beside DIR]", HelpName = "DIR" };

    /// <summary>Reads the folder, and says which of its files are not sent.</summary>
    /// <exception cref="FilingException">It cannot be read.</exception>
    public static SubmissionFolder Read(string path, TextWriter error)
    {
        var submission = SubmissionFolder.Read(path, out var leftOut);
        if (leftOut.Count > 0)
            error.WriteLine($"Not sent, because solicitud.json does not name them: {string.Join(", ", leftOut)}");
        return submission;
    }
}
