using System.CommandLine.Parsing;

namespace IntakePipeline.Local.Commands;

/// <summary>An address as one types it: absolute, http or https.</summary>
internal static class HttpAddress
{
    /// <summary>Reads the option's value; an error for the person at the terminal when it is none.</summary>
    public static Uri? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens.Count == 1 ? argument.Tokens[0].Value : "";
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps))
            return address;
        argument.AddError($"'{text}' is no address: write it in full, as in http://127.0.0.1:7071.");
        return null;
    }
}
