using IntakePipeline.Functions.Pages;
using IntakePipeline.Panel;

namespace IntakePipeline.Functions.Panel;

/// <summary>Why something failed, in words.</summary>
internal static class FailureWords
{
    /// <summary>The words for a code.</summary>
    public static string Of(Visit v, string code) => code switch
    {
        FailureCodes.StorageAway => v.Say("L'emmagatzematge no va respondre.", "El almacenamiento no respondió.", "Storage did not answer."),
        FailureCodes.Missing => v.Say("Falta un fitxer o un registre que hi ha d'haver.", "Falta un fichero o un registro que tiene que estar.", "A file or a record is missing that has to be there."),
        FailureCodes.Forbidden => v.Say("L'emmagatzematge no deixa entrar: reviseu els permisos.", "El almacenamiento no deja entrar: revise los permisos.", "Storage does not let the pipeline in: check its permissions."),
        FailureCodes.Conflict => v.Say("Altres processos canviaven el mateix alhora.", "Otros procesos cambiaban lo mismo a la vez.", "Others were changing the same thing at the same time."),
        FailureCodes.Refused => v.Say("L'emmagatzematge ho va rebutjar.", "El almacenamiento lo rechazó.", "Storage refused it."),
        FailureCodes.Timeout => v.Say("Va tardar massa.", "Tardó demasiado.", "It took too long."),
        FailureCodes.Unreadable => v.Say("Les dades no es poden llegir.", "Los datos no se pueden leer.", "The data cannot be read."),
        FailureCodes.Disk => v.Say("El disc va fallar o és ple.", "El disco falló o está lleno.", "The disk failed or is full."),
        FailureCodes.Contradiction => v.Say("El que hi ha guardat es contradiu: executeu verify-register.", "Lo guardado se contradice: ejecute verify-register.", "What is stored contradicts itself: run verify-register."),
        _ => v.Say("Un error del programa.", "Un error del programa.", "A fault of the program."),
    };

    /// <summary>When nothing is known of it.</summary>
    public static string Unknown(Visit v) => v.Say(
        "No consta per què: el missatge no es va poder llegir, el procés es va aturar en tractar-lo o no es va poder anotar l'error.",
        "No consta por qué: el mensaje no se pudo leer, el proceso se paró al tratarlo o no se pudo anotar el error.",
        "It is not known why: the message could not be read, the process died over it, or the error could not be kept.");
}
