package dev.wavetank.cli.lifecycle;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Where a server is told to switch a simulated machine off or on. Kubernetes has nothing for it,
/// since its machines have a button.
public final class NodePower {
    /// Answered over the Unix socket only: whoever may use it owns the machines.
    public static final String PREFIX = "/apis/wavetank.dev/v1alpha1/nodes/";

    private NodePower() {}

    /// {@return where to POST}
    ///
    /// @param action `stop` or `start`
    static String path(String node, String action) {
        return PREFIX + URLEncoder.encode(node, StandardCharsets.UTF_8) + "/" + action;
    }
}
