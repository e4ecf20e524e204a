package dev.wavetank.cluster.streams;

/// What a caller is told: the closed list.
public sealed interface Output {
    /// Something that was written.
    ///
    /// @param error whether to standard error; never with a terminal, which has but one stream
    record Bytes(boolean error, byte[] bytes) implements Output {}

    /// So many bytes of the input were read, and as many more may be said.
    record Taken(int bytes) implements Output {}

    /// It is over; nothing follows.
    record Ended(Ending how) implements Output {}
}
