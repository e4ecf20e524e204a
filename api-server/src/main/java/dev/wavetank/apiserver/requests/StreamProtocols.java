package dev.wavetank.apiserver.requests;

import java.util.ArrayList;
import java.util.List;

/// The WebSocket subprotocols that are spoken here.
public final class StreamProtocols {
    /// Of exec and attach. The one that can tell that a stream ended comes first, the other is for
    /// older libraries.
    static final List<String> PROGRAM = List.of("v5.channel.k8s.io", "v4.channel.k8s.io");

    /// Of port-forward: any ports as kubectl opens them, or the one that the query names.
    static final List<String> PORTS = List.of("SPDY/3.1+portforward.k8s.io", "v4.channel.k8s.io");

    /// The longest message, in bytes; kubectl sends 32 KiB, libraries up to a MiB.
    public static final int MESSAGE_MAX = 1 << 20;

    /// How browsers, which cannot set headers, say who they are.
    private static final String BEARER = "base64url.bearer.authorization.k8s.io.";

    private StreamProtocols() {}

    /// {@return whether the client asks for a WebSocket}
    static boolean asked(Request request) {
        return request.header("upgrade").equalsIgnoreCase("websocket");
    }

    /// {@return the protocols that the client offers, in its order}
    static List<String> offered(Request request) {
        var offered = new ArrayList<String>();
        for (String each : request.header("sec-websocket-protocol").split(",", -1)) {
            offered.add(each.strip());
        }
        return offered;
    }

    /// {@return what is agreed on for a watch, which is the same in all protocols: the first that
    /// the client offers; "" for none}
    static String ofWatch(Request request) {
        for (String each : offered(request)) {
            if (!each.startsWith(BEARER)) {
                return each;
            }
        }
        return "";
    }
}
