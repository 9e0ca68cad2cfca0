using IntakePipeline.Local.Azurite;

await using var azurite = await AzuriteProcess.StartAsync(null, CancellationToken.None);
Console.WriteLine(azurite.ConnectionString);
