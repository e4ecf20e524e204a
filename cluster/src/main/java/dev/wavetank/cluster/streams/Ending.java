package dev.wavetank.cluster.streams;

/// How a conversation ended.
public sealed interface Ending {
    /// The program ended by itself, or the connection was closed, which counts as 0.
    record Exited(int code) implements Ending {}

    /// It could not be begun, or broke off.
    ///
    /// @param message why, as the kubelet words it
    record Failed(String message) implements Ending {}
}
