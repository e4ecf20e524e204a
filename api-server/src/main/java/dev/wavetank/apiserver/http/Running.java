package dev.wavetank.apiserver.http;

/// An answer that goes on; both on the connection's thread.
interface Running {
    /// The client went away. May come twice.
    void close();

    /// The server closes.
    void shutDown();
}
