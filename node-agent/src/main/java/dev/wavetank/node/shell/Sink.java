package dev.wavetank.node.shell;

/// What a program writes to.
interface Sink {
    void write(byte[] bytes);

    /// Goes on when there is room: at once, or in a later turn. Short texts need not ask.
    default void whenRoom(Runnable then) {
        then.run();
    }
}
