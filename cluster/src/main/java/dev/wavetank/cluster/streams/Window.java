package dev.wavetank.cluster.streams;

/// What one side has said and the other not taken yet.
public final class Window {
    private int open;

    /// {@return whether no more should be said for now}
    public boolean full() {
        return open >= Conversation.WINDOW;
    }

    public void said(int bytes) {
        open += bytes;
    }

    public void taken(int bytes) {
        open -= bytes;
    }
}
