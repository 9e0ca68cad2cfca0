using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions.Access;

/// <summary>Says who a request comes from. Each host has its own way.</summary>
public interface IStaffSignIn
{
    /// <summary>Who signed in; null when nobody did.</summary>
    StaffMember? Find(HttpRequest request);

    /// <summary>Where to sign in, and come back to <paramref name="path"/> after.</summary>
    /// <param name="path">A path of this site.</param>
    string SignInAt(string path);

    /// <summary>Where to sign out.</summary>
    string SignOutAt { get; }
}
