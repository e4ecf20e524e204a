package dev.wavetank.apiserver.requests;

import java.util.List;

/// The WebSocket subprotocols that are spoken here.
public final class StreamProtocols {
    /// Of exec and attach. The one that can tell that a stream ended comes first, the other is for
    /// older libraries.
    static final List<String> PROGRAM = List.of("v5.channel.k8s.io", "v4.channel.k8s.io");

    /// Of port-forward: any ports as kubectl opens them, or the one that the query names.
    static final List<String> PORTS = List.of("SPDY/3.1+portforward.k8s.io", "v4.channel.k8s.io");

    public static final List<String> ALL =
            List.of(PROGRAM.getFirst(), PROGRAM.getLast(), PORTS.getFirst());

    /// The longest message, in bytes; kubectl sends 32 KiB, libraries up to a MiB.
    public static final int MESSAGE_MAX = 1 << 20;

    private StreamProtocols() {}
}
