package dev.wavetank.apiserver.requests;

import dev.wavetank.cluster.streams.Conversation;

import java.util.function.IntFunction;

/// What a connection becomes when it stops to speak HTTP.
///
/// The protocols are the edge's: here is only what they carry.
public sealed interface Upgrade {
    /// {@return the WebSocket subprotocol that was agreed on; "" for none}
    String protocol();

    /// It will not come to it; in a turn of the World.
    default void abandon() {}

    /// The streams of one program.
    ///
    /// @param stdin whether the client may send any
    /// @param stdout whether the client wants it
    /// @param stderr whether the client wants it
    record Program(
            String protocol,
            boolean stdin,
            boolean stdout,
            boolean stderr,
            Conversation conversation)
            implements Upgrade {}

    /// One connection to a port of a pod.
    record Port(String protocol, int port, Conversation conversation) implements Upgrade {}

    /// Connections to a pod, as many as the client opens.
    ///
    /// @param pod its name, for messages
    /// @param connect connects to a port; in a turn of the API server's World
    record Ports(String protocol, String pod, IntFunction<Conversation> connect)
            implements Upgrade {}

    /// A watch.
    ///
    /// @param protocol the one that the client asked for, which changes nothing; or ""
    /// @param source writes whole lines, one for each event
    record Events(String protocol, Response.Source source) implements Upgrade {
        @Override
        public void abandon() {
            source.closed();
        }
    }
}
