package dev.wavetank.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Lease;
import dev.wavetank.cluster.model.LeaseSpec;
import dev.wavetank.cluster.model.MicroTime;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.NodeSpec;
import dev.wavetank.cluster.state.Action;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

class HeartTest {
    private final Bench bench = new Bench();

    @Test
    void theNodeRegistersAndItsLeaseIsRenewedEveryTenSeconds() {
        var node = Objects.requireNonNull(bench.cluster.node("node-1"));
        assertThat(node.ready()).isTrue();
        assertThat(node.meta().label("kubernetes.io/hostname")).isEqualTo("node-1");
        assertThat(node.spec().rest().text("podCIDR")).isEqualTo("10.244.1.0/24");
        bench.runSeconds(60);
        var lease = lease();
        assertThat(lease.holderIdentity()).isEqualTo("node-1");
        assertThat(lease.leaseDurationSeconds()).isEqualTo(40);
        var renewed = Objects.requireNonNull(lease.renewTime()).instant();
        assertThat(Duration.between(renewed, bench.world.now().wall()))
                .isLessThan(Duration.ofSeconds(11));
        bench.crashAgent();
        bench.runSeconds(60);
        assertThat(lease().renewTime()).isEqualTo(new MicroTime(renewed));
    }

    @Test
    void aRenewalThatIsNeverAnsweredIsRepeatedAfterTenSeconds() {
        bench.runSeconds(1);
        bench.cluster.loseRequests = 1;
        bench.runSeconds(22);
        assertThat(bench.cluster.loseRequests).isZero();
        var renewed = Objects.requireNonNull(lease().renewTime()).instant();
        assertThat(Duration.between(renewed, bench.world.now().wall()))
                .isLessThan(Duration.ofSeconds(4));
    }

    private LeaseSpec lease() {
        return Objects.requireNonNull(
                        bench.cluster
                                .state
                                .table(Lease.KIND)
                                .get(new Key("kube-node-lease", "node-1")))
                .spec();
    }

    @Test
    void aConditionThatSomeoneElseTookAwayIsPutBack() {
        var node = Objects.requireNonNull(bench.cluster.node("node-1"));
        var unknown =
                Condition.put(
                        node.status().conditions(),
                        new Condition("Ready", "Unknown", "NodeStatusUnknown", "", Bench.START));
        bench.cluster.take(
                new Action.UpdateStatus(
                        node.withStatus(node.status().withConditions(unknown)), List.of()));
        bench.run(Duration.ofMillis(10));
        assertThat(Objects.requireNonNull(bench.cluster.node("node-1")).ready()).isTrue();
    }

    @Test
    void newImagesAreToldOfWithinTenSecondsTheLargestFirst() {
        bench.create("one", NodeAgentTest.WEB);
        bench.create("two", NodeAgentTest.WEB.replace("shop/web:1", "shop/tiny:1"));
        bench.runSeconds(9);
        assertThat(images()).isEqualTo("[]");

        bench.runSeconds(2);
        assertThat(images())
                .isEqualTo(
                        "[{\"names\":[\"shop/web:1\"],\"sizeBytes\":182281775},"
                                + "{\"names\":[\"shop/tiny:1\"],\"sizeBytes\":120065655}]");
    }

    private String images() {
        return new Json.Arr(
                        Objects.requireNonNull(bench.cluster.node("node-1"))
                                .status()
                                .rest()
                                .array("images"))
                .toString();
    }

    @Test
    void aNodeTellsThatItIsCordonedAndThatItIsNoLonger() {
        var node = Objects.requireNonNull(bench.cluster.node("node-1"));
        bench.cluster.take(new Action.Update(cordoned(node, true), List.of()));
        bench.run(Duration.ofMillis(10));
        assertThat(bench.told("node-1"))
                .endsWith(
                        "Normal NodeNotSchedulable Node node-1 status is now: NodeNotSchedulable");

        var cordoned = Objects.requireNonNull(bench.cluster.node("node-1"));
        bench.cluster.take(new Action.Update(cordoned(cordoned, false), List.of()));
        bench.run(Duration.ofMillis(10));
        assertThat(bench.told("node-1"))
                .endsWith("Normal NodeSchedulable Node node-1 status is now: NodeSchedulable");
    }

    private static Node cordoned(Node node, boolean now) {
        return node.withSpec(new NodeSpec(now, node.spec().taints(), node.spec().rest()));
    }

    @Test
    void theEventsOfANewNodeAreTheKubelets() {
        assertThat(bench.told("node-1"))
                .containsExactly(
                        "Normal Starting Starting kubelet.",
                        "Normal NodeHasSufficientMemory Node node-1 status is now:"
                                + " NodeHasSufficientMemory",
                        "Normal NodeHasNoDiskPressure Node node-1 status is now:"
                                + " NodeHasNoDiskPressure",
                        "Normal NodeHasSufficientPID Node node-1 status is now:"
                                + " NodeHasSufficientPID",
                        "Normal NodeAllocatableEnforced Updated Node Allocatable limit across"
                                + " pods",
                        "Normal NodeReady Node node-1 status is now: NodeReady");
        assertThat(bench.cluster.events)
                .allSatisfy(event -> {
                    assertThat(event.involvedObject().kind()).isEqualTo("Node");
                    assertThat(event.involvedObject().uid()).isEqualTo("node-1");
                    assertThat(event.meta().namespace()).isEqualTo("default");
                    assertThat(event.source().host()).isEqualTo("node-1");
                });
    }

    @Test
    void anAgentThatStartsAgainTellsOnlyWhatTurnedWell() {
        bench.cluster.events.clear();
        bench.crashAgent();
        bench.restartAgent();
        bench.runSeconds(1);
        assertThat(reasons())
                .containsExactly(
                        "Starting",
                        "NodeHasSufficientMemory",
                        "NodeHasNoDiskPressure",
                        "NodeHasSufficientPID",
                        "NodeAllocatableEnforced");

        bench.cluster.events.clear();
        var node = Objects.requireNonNull(bench.cluster.node("node-1"));
        var conditions = node.status().conditions();
        for (String type : List.of("Ready", "DiskPressure")) {
            var unknown = new Condition(type, "Unknown", "NodeStatusUnknown", "", Bench.START);
            conditions = Condition.put(conditions, unknown);
        }
        bench.cluster.take(
                new Action.UpdateStatus(
                        node.withStatus(node.status().withConditions(conditions)), List.of()));
        bench.runSeconds(1);
        assertThat(reasons()).containsExactly("NodeHasNoDiskPressure", "NodeReady");
    }

    private List<String> reasons() {
        return bench.cluster.events.stream().map(Event::reason).toList();
    }

    @Test
    void theStatusOfAQuietNodeIsWrittenEveryFiveMinutes() {
        bench.run(Duration.ofMinutes(1));
        long before = version();
        bench.run(Duration.ofMinutes(3));
        assertThat(version()).isEqualTo(before);
        bench.run(Duration.ofMinutes(2));
        assertThat(version()).isGreaterThan(before);
    }

    private long version() {
        return Objects.requireNonNull(bench.cluster.node("node-1")).meta().resourceVersion();
    }
}
