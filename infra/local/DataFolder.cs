using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IntakePipeline.Local.Hosting;
using IntakePipeline.Signatures.Seals;
using Microsoft.Extensions.Configuration;

namespace IntakePipeline.Local;

/// <summary>A host that runs, for other programs on this machine to find.</summary>
/// <param name="Address">Where it answers.</param>
/// <param name="Storage">Connection string of its storage.</param>
public sealed record RunningHost(Uri Address, string Storage);

/// <summary>Where a local host keeps what must outlive it: its storage, the registry's key, and who is using them.</summary>
public sealed class DataFolder
{
    /// <summary>Overrides the key kept in the folder.</summary>
    public const string KeyVariable = "INTAKE_REGISTRY_KEY";

    private const string DefaultName = ".local";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(30);

    private readonly string keyFile;
    private readonly string sealFile;
    private readonly string lockFile;
    private readonly string runningFile;

    private DataFolder(string location, bool isDefault)
    {
        (Location, IsDefault) = (location, isDefault);
        StorageLocation = Path.Combine(location, "storage");
        keyFile = Path.Combine(location, "registry.key");
        sealFile = Path.Combine(location, "seal.p12");
        lockFile = Path.Combine(location, "in-use");
        runningFile = Path.Combine(location, "running.json");
    }

    /// <summary>The folder itself.</summary>
    public string Location { get; }

    /// <summary>Whether the commands use it unless they are told of another.</summary>
    public bool IsDefault { get; }

    /// <summary>Where the emulator keeps its data.</summary>
    public string StorageLocation { get; }

    /// <summary>Where the demo authority is, which certifies the signers of samples.</summary>
    public string AuthorityLocation => Path.Combine(Location, "demo-ca");

    /// <summary>The folder at <paramref name="path"/>; <c>.local</c> beside the solution, or in the current folder, when null.</summary>
    public static DataFolder At(string? path) =>
        new(Path.GetFullPath(path ?? Path.Combine(SolutionFolder() ?? Environment.CurrentDirectory, DefaultName)), isDefault: path is null);

    /// <summary>Takes the folder for this process until it is disposed of; null when another process has it.</summary>
    public DataFolderUse? TryUse()
    {
        Directory.CreateDirectory(Location);
        try
        {
            return new DataFolderUse(new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), runningFile);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The registry's function key: that of <see cref="KeyVariable"/>, else the folder's own; null when no host has made one yet.</summary>
    public string? FindRegistryKey() =>
        Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } given ? given : File.Exists(keyFile) ? File.ReadAllText(keyFile).Trim() : null;

    /// <summary>The registry's function key, made on first use and readable by its owner only.</summary>
    public string RegistryKey()
    {
        if (FindRegistryKey() is { } found)
            return found;
        MakeOnce(keyFile, draft => WriteForOwner(draft, NewKey()));
        return File.ReadAllText(keyFile).Trim();
    }

    /// <summary>The registry's seal: that of the settings, else a development one of the folder's own, made on first use and readable by its owner only.</summary>
    /// <exception cref="HostStartException">It cannot be read.</exception>
    public Sealing Sealing(IConfiguration settings)
    {
        try
        {
            return Signatures.Seals.Sealing.From(settings, () =>
            {
                if (!File.Exists(sealFile))
                    MakeOnce(sealFile, draft => WriteForOwner(draft, DevelopmentSeal.Create()));
                return Pkcs12Seal.Open(File.ReadAllBytes(sealFile), null);
            });
        }
        catch (InvalidOperationException e)
        {
            throw new HostStartException(e.Message, e);
        }
    }

    /// <summary>A new key that nobody can guess.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    /// <summary>The host that uses the folder; null when none said so.</summary>
    public RunningHost? Running()
    {
        try
        {
            return JsonSerializer.Deserialize<RunningHost>(File.ReadAllText(runningFile));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    internal static void WriteForOwner(string path, string text) => WriteForOwner(path, Encoding.UTF8.GetBytes(text));

    private static void WriteForOwner(string path, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using var file = new FileStream(path, options);
        file.Write(content);
    }

    // Written aside and moved, so that nobody reads half a file. Moving alone would let two make it: where a file must not be there yet, the system looks
    // first and moves then, and a second one may have come in between and be read already. So one at a time has the lock, and looks again.
    private static void MakeOnce(string path, Action<string> write)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var hold = Lock(path + ".lock");
        if (File.Exists(path))
            return;
        var draft = $"{path}.{Path.GetRandomFileName()}";
        write(draft);
        File.Move(draft, path);
    }

    // The name goes with the lock: whoever gets hold of a lock without a name finds that the file is there.
    private static FileStream Lock(string path)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(started) < LockPatience)
            {
                Thread.Sleep(10);
            }
        }
    }

    internal static string? SolutionFolder()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "IntakePipeline.sln")))
                return folder.FullName;
        }

        return null;
    }
}

/// <summary>A data folder in use by this process; disposing gives it back.</summary>
public sealed class DataFolderUse : IDisposable
{
    private readonly FileStream hold;
    private readonly string runningFile;

    internal DataFolderUse(FileStream hold, string runningFile) => (this.hold, this.runningFile) = (hold, runningFile);

    /// <summary>Tells other programs where the host is.</summary>
    public void Announce(RunningHost host) => DataFolder.WriteForOwner(runningFile, JsonSerializer.Serialize(host));

    /// <inheritdoc/>
    public void Dispose()
    {
        File.Delete(runningFile);
        hold.Dispose();
    }
}
