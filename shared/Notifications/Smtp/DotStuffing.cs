using System.Buffers;

namespace IntakePipeline.Notifications.Smtp;

/// <summary>A message as it goes over the wire (RFC 5321 4.5.2): every line ends in CR LF and no line of it can be the one that ends the message.</summary>
internal static class DotStuffing
{
    /// <summary>The message without its end mark. A lone CR or LF becomes CR LF: servers disagree about what else could end a line.</summary>
    public static ReadOnlyMemory<byte> Encode(ReadOnlySpan<byte> message)
    {
        var wire = new ArrayBufferWriter<byte>(message.Length + (message.Length / 64) + 16);
        while (!message.IsEmpty)
        {
            var end = message.IndexOfAny((byte)'\r', (byte)'\n');
            var line = end < 0 ? message : message[..end];
            if (line is [(byte)'.', ..])
                wire.Write("."u8);
            wire.Write(line);
            wire.Write("\r\n"u8);
            message = end < 0 ? [] : message[(end + (message[end..] is [(byte)'\r', (byte)'\n', ..] ? 2 : 1))..];
        }

        return wire.WrittenMemory;
    }
}
