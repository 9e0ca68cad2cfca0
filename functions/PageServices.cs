using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Functions.Panel;
using Microsoft.Extensions.DependencyInjection;

namespace IntakePipeline.Functions;

/// <summary>What the pages need besides the pipeline itself.</summary>
public static class PageServices
{
    /// <summary>Adds it.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="signIn">How this host knows its staff.</param>
    public static IServiceCollection AddPages(this IServiceCollection services, IStaffSignIn signIn)
    {
        services.AddSingleton(signIn).AddSingleton<CodeDoor>();
        services.AddSingleton<CrossSite>().AddSingleton<Attempts>().AddSingleton<PageDoor>().AddSingleton<OpenFiles>();
        return services;
    }
}
