// The real host's entry point; the local host calls AddIntake itself and leaves this file out.
using IntakePipeline;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Storage;
using IntakePipeline.Telemetry;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();

var settings = IntakeSettings.Read(builder.Configuration);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddIntake(settings.Storage, new OfficialClock(TimeProvider.System), settings.PublicAddress).AddTelemetry(settings.Telemetry);

var host = builder.Build();
await StorageLayout.CreateAsync(settings.Storage, host.Services.GetRequiredService<CallCatalogue>().Departments, CancellationToken.None);
host.Run();
