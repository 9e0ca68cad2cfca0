using System.CommandLine;
using IntakePipeline.Local.Commands;

// A stopping host may take half a minute for what is in flight, and the emulator some seconds to write its data down.
return await CommandLine.RunAsync(args, new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
