package dev.wavetank.scenarios.faults;

import dev.wavetank.scenarios.format.Says;
import dev.wavetank.scenarios.format.Words;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/// The network between pods, and between nodes and the API server, gets worse; as Chaos Mesh's kind
/// of this name. Percentages are strings, as there.
///
/// It acts on the scenario's request streams, on probes, and, where `externalTargets` names the API
/// server (`kubernetes.default.svc`), on what the nodes of the selected pods say to it.
@Says("the network of pods gets worse")
public record NetworkChaos(
        @Says("what happens to what they send and get") Action action,
        @Says("how many of the selected pods are hit") Mode mode,
        @Says(value = "how many, or how many percent, for the modes that ask", otherwise = "\"\"")
                String value,
        @Says("which pods") PodSelector selector,
        @Says(
                        value =
                                "seen from the selected pods: what they send, what they get, or"
                                        + " both",
                        otherwise = "to")
                Direction direction,
        @Says("only what passes between the selected pods and these") @Nullable Peers target,
        @Says("only what passes between the selected pods and these names or addresses")
                List<String> externalTargets,
        @Says("for delay and netem") @Nullable Delay delay,
        @Says("for loss and netem") @Nullable Loss loss,
        @Says("for duplicate and netem") @Nullable Duplicate duplicate,
        @Says("for corrupt and netem") @Nullable Corrupt corrupt,
        @Says("for bandwidth") @Nullable Bandwidth bandwidth,
        @Says("how long it lasts; if not given, until the end of the chaos")
                @Nullable Duration duration)
        implements Fault {
    public NetworkChaos {
        externalTargets = List.copyOf(externalTargets);
    }

    /// What happens.
    public enum Action {
        NETEM,
        DELAY,
        LOSS,
        DUPLICATE,
        CORRUPT,
        PARTITION,
        BANDWIDTH
    }

    /// Which way, seen from the selected pods.
    public enum Direction {
        TO,
        FROM,
        BOTH
    }

    /// The other end.
    public record Peers(
            @Says("which pods") PodSelector selector,
            @Says("how many of them") Mode mode,
            @Says(value = "how many, or how many percent", otherwise = "\"\"") String value) {}

    /// Messages are late. Correlations are accepted as in Chaos Mesh; here each message is drawn on
    /// its own.
    public record Delay(
            @Says("by how much each message is late") Duration latency,
            @Says(value = "by how much more or less, at most", otherwise = "0ms") Duration jitter,
            @Says(
                            value = "how much each depends on the one before, in percent",
                            otherwise = "\"0\"")
                    String correlation) {}

    public record Loss(
            @Says("how many percent are lost") String loss,
            @Says(
                            value = "how much each depends on the one before, in percent",
                            otherwise = "\"0\"")
                    String correlation) {}

    public record Duplicate(
            @Says("how many percent arrive twice") String duplicate,
            @Says(
                            value = "how much each depends on the one before, in percent",
                            otherwise = "\"0\"")
                    String correlation) {}

    public record Corrupt(
            @Says("how many percent arrive broken, and are sent again") String corrupt,
            @Says(
                            value = "how much each depends on the one before, in percent",
                            otherwise = "\"0\"")
                    String correlation) {}

    public record Bandwidth(
            @Says("such as 1mbps: bytes a second, with bps, kbps, mbps, gbps") String rate,
            @Says("how many bytes may wait") long limit,
            @Says("how many bytes may pass at once") long buffer) {}

    @Override
    public boolean momentary() {
        return false;
    }

    @Override
    public String verb() {
        return "network " + Words.kebab(action);
    }
}
