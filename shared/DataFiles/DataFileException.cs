namespace IntakePipeline.DataFiles;

/// <summary>
/// A data file that ships with the product is wrong. A bug of whoever wrote the file, so it stops the start; the message names the file and, where the
/// reader knows it, the line.
/// </summary>
public sealed class DataFileException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="file">Name of the file, e.g. <c>Calls.Data.emprendimiento-2012.json</c>.</param>
    /// <param name="line">Line, from one; null when the file as a whole is wrong.</param>
    /// <param name="column">Byte in that line, from one.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="inner">What the reader threw.</param>
    public DataFileException(string file, long? line, long? column, string problem, Exception? inner = null)
        : base(line is null ? $"{file}: {problem}" : $"{file}({line},{column}): {problem}", inner) => (File, Line) = (file, line);

    /// <summary>Name of the file.</summary>
    public string File { get; }

    /// <summary>Line, from one; null when the file as a whole is wrong.</summary>
    public long? Line { get; }
}
