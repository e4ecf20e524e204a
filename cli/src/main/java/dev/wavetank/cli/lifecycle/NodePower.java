package dev.wavetank.cli.lifecycle;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.model.Json;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The power of simulated machines, and where a server is told about it. Kubernetes has nothing for
/// it, since its machines have a button.
public record NodePower(Terminal terminal, ApiClient api) {
    /// Answered over the Unix socket only: whoever may use it owns the machines.
    public static final String PREFIX = "/apis/wavetank.dev/v1alpha1/nodes/";

    /// Where a machine is POSTed to be added; one without a name gets one.
    public static final String ADD = "/apis/wavetank.dev/v1alpha1/nodes";

    /// {@return where to POST}
    ///
    /// @param action `stop`, `start` or `remove`
    static String path(String node, String action) {
        return PREFIX + URLEncoder.encode(node, StandardCharsets.UTF_8) + "/" + action;
    }

    /// Tells each of these machines to stop or to start.
    ///
    /// @return the command's exit code
    int each(List<String> nodes, String action) {
        int code = 0;
        for (String node : nodes) {
            try {
                Json.Obj answer = api.post(path(node, action), Json.Obj.EMPTY);
                terminal.line(answer.text("message"));
            } catch (Refused refused) {
                Failure failure = refused.failure("see the nodes: wavetank get nodes");
                terminal.failure(failure.happened(), failure.remedy());
                code = failure.exitCode();
            }
        }
        return code;
    }
}
