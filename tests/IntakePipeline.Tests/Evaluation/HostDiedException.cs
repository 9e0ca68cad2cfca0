namespace IntakePipeline.Tests.Evaluation;

/// <summary>The end of a host in a test: nobody catches it but the test.</summary>
internal sealed class HostDiedException : Exception;
