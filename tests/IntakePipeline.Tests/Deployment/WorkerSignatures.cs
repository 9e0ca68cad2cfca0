namespace IntakePipeline.Tests.Deployment;

/// <summary>
/// The public signatures of the real packages, as far as the stand-ins have them: written by hand from the packages' sources, one member a line. Members
/// that the real types have beyond these may not be used, because the stand-ins lack them; members beyond these in a stand-in would compile here and not there.
/// </summary>
internal static class WorkerSignatures
{
    /// <summary>Type by type; a property's value is what it is after the shortest constructor.</summary>
    public static IReadOnlyDictionary<string, string> Table { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["FunctionAttribute"] = """
            on Method
            new(String name)
            String Name { get; }
            """,
        ["BlobTriggerAttribute"] = """
            on Parameter
            new(String blobPath)
            String BlobPath { get; }
            String? Connection { get; set; } = null
            BlobTriggerSource Source { get; set; } = LogsAndContainerScan
            """,
        ["BlobTriggerSource"] = """
            LogsAndContainerScan = 0
            EventGrid = 1
            """,
        ["BlobInputAttribute"] = """
            on Parameter
            new(String blobPath)
            String BlobPath { get; }
            String? Connection { get; set; } = null
            """,
        ["BlobOutputAttribute"] = """
            on Method, Property
            new(String blobPath)
            String BlobPath { get; }
            String? Connection { get; set; } = null
            """,
        ["QueueTriggerAttribute"] = """
            on Parameter
            new(String queueName)
            String QueueName { get; }
            String? Connection { get; set; } = null
            """,
        ["QueueOutputAttribute"] = """
            on Method, Property
            new(String queueName)
            String QueueName { get; }
            String? Connection { get; set; } = null
            """,
        ["TimerTriggerAttribute"] = """
            on Parameter
            new(String schedule)
            String Schedule { get; }
            Boolean UseMonitor { get; set; } = True
            Boolean RunOnStartup { get; set; } = False
            """,
        ["TimerInfo"] = """
            new()
            ScheduleStatus? ScheduleStatus { get; set; } = null
            Boolean IsPastDue { get; set; } = False
            """,
        ["ScheduleStatus"] = """
            new()
            DateTime Last { get; set; } = 01/01/0001 00:00:00
            DateTime Next { get; set; } = 01/01/0001 00:00:00
            DateTime LastUpdated { get; set; } = 01/01/0001 00:00:00
            """,
        ["HttpTriggerAttribute"] = """
            on Parameter
            new()
            new(params String[] methods)
            new(AuthorizationLevel authLevel)
            new(AuthorizationLevel authLevel, params String[] methods)
            String? Route { get; set; } = null
            String[]? Methods { get; } = null
            AuthorizationLevel AuthLevel { get; } = Function
            """,
        ["AuthorizationLevel"] = """
            Anonymous = 0
            User = 1
            Function = 2
            System = 3
            Admin = 4
            """,
        ["FixedDelayRetryAttribute"] = """
            on Method
            new(Int32 maxRetryCount, String delayInterval)
            Int32 MaxRetryCount { get; }
            String DelayInterval { get; }
            """,
        ["ExponentialBackoffRetryAttribute"] = """
            on Method
            new(Int32 maxRetryCount, String minimumInterval, String maximumInterval)
            Int32 MaxRetryCount { get; }
            String MinimumInterval { get; }
            String MaximumInterval { get; }
            """,
        ["FunctionContext"] = """
            abstract String InvocationId { get; }
            abstract String FunctionId { get; }
            abstract TraceContext TraceContext { get; }
            abstract BindingContext BindingContext { get; }
            abstract RetryContext RetryContext { get; }
            abstract IServiceProvider InstanceServices { get; set; }
            abstract FunctionDefinition FunctionDefinition { get; }
            abstract IDictionary<Object, Object> Items { get; set; }
            virtual CancellationToken CancellationToken { get; }
            """,
        ["BindingContext"] = "abstract IReadOnlyDictionary<String, Object?> BindingData { get; }",
        ["TraceContext"] = """
            abstract String TraceParent { get; }
            abstract String TraceState { get; }
            """,
        ["RetryContext"] = """
            abstract Int32 RetryCount { get; }
            abstract Int32 MaxRetryCount { get; }
            """,
        ["FunctionDefinition"] = """
            abstract String Name { get; }
            abstract String Id { get; }
            abstract String EntryPoint { get; }
            abstract String PathToAssembly { get; }
            """,
        ["FunctionContextLoggerExtensions"] = """
            static ILogger<T> GetLogger<T>(this FunctionContext context)
            static ILogger GetLogger(this FunctionContext context, String categoryName)
            """,
    };
}
