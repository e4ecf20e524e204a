package dev.wavetank.cluster.streams;

import java.util.function.Consumer;

/// A program in a container, or a connection to a port of a pod, as its caller has it.
///
/// Nothing happens before [#begin]. Both sides keep to a window: of the bytes that one said at most
/// [#WINDOW] wait for the other to tell that it took them, so whoever is slow holds up the other
/// and nobody's memory fills. The conversation is over after [Output.Ended] or [Input.HangUp].
public interface Conversation {
    /// How many bytes may be under way in one direction. Chosen: a few of the 32 KiB pieces in
    /// which kubectl reads and writes.
    int WINDOW = 256 << 10;

    /// Begins; to be called once.
    ///
    /// @param sink is told what comes of it, in later turns
    void begin(Consumer<Output> sink);

    /// Says something to the other side.
    void tell(Input input);
}
