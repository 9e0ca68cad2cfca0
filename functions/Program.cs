// The real host's entry point; the local host calls AddIntake itself and leaves this file out.
using Azure.Identity;
using IntakePipeline;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Functions;
using IntakePipeline.Functions.Access;
using IntakePipeline.Signatures;
using IntakePipeline.Signatures.Certificates;
using IntakePipeline.Signatures.Seals;
using IntakePipeline.Storage;
using IntakePipeline.Telemetry;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();

var settings = IntakeSettings.Read(builder.Configuration);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(SignatureSettings.From(builder.Configuration));
var sealing = Sealing.From(
    builder.Configuration, builder.Configuration[VaultSeal.Setting] is { Length: > 0 } secret ? () => VaultSeal.Read(new Uri(secret), new DefaultAzureCredential()) : null);
builder.Services.AddIntake(settings.Storage, new OfficialClock(TimeProvider.System), settings.PublicAddress, sealing).AddTelemetry(settings.Telemetry)
    .AddPages(new AppServiceSignIn(builder.Configuration[AppServiceSignIn.TenantSetting] ?? ""));

var host = builder.Build();
await StorageLayout.CreateAsync(settings.Storage, host.Services.GetRequiredService<CallCatalogue>().Departments, CancellationToken.None);
Console.WriteLine(host.Services.GetRequiredService<TrustAnchors>().Notice);
host.Run();
