package dev.wavetank.apiserver.http;

import dev.wavetank.apiserver.streams.Line;

/// A connection that has become a WebSocket.
record RunningLine(Line line) implements Running {
    @Override
    public void close() {
        line.hangUp();
    }

    @Override
    public void shutDown() {
        line.hangUp();
    }
}
