using Azure.Core;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using IntakePipeline.Storage;
using IntakePipeline.Submissions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace IntakePipeline;

/// <summary>The pipeline's services, in the order a submission meets them.</summary>
public static class IntakeServices
{
    /// <summary>Setting that holds the public address, absolute; receipts print it.</summary>
    public const string PublicAddressSetting = "Intake:PublicAddress";
}
