package dev.wavetank.cluster.streams;

/// What a caller says: the closed list.
public sealed interface Input {
    /// Standard input, or what is sent to the port.
    record Bytes(byte[] bytes) implements Input {}

    /// No more bytes follow; those that come from the other side still count.
    record End() implements Input {}

    /// The caller's terminal has this size, in characters.
    record Resize(int columns, int rows) implements Input {}

    /// So many bytes of the output have gone on their way, and as many more may follow.
    record Taken(int bytes) implements Input {}

    /// Nobody is there any more: whatever runs for this caller is to be ended.
    record HangUp() implements Input {}
}
