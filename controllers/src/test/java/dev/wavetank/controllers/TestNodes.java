package dev.wavetank.controllers;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Ip;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Lease;
import dev.wavetank.cluster.model.LeaseSpec;
import dev.wavetank.cluster.model.MicroTime;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.PodStatus;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.world.World;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/// A scheduler and nodes in a few lines: pods are bound in turn to the ready nodes, become ready
/// two seconds later and end one second after their deletion; live nodes renew their leases.
///
/// Pods whose image ends in `:broken` never become ready.
final class TestNodes {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration START = Duration.ofSeconds(2);
    private static final Duration STOP = Duration.ofSeconds(1);
    private static final Duration RENEWAL = Duration.ofSeconds(10);

    private final TestServer server;
    private final World world;
    private final List<String> names = new ArrayList<>();
    private final TreeSet<String> dead = new TreeSet<>();
    private int turn;
    private int addresses;

    TestNodes(TestServer server, World world, int count) {
        this.server = server;
        this.world = world;
        for (int i = 1; i <= count; i++) {
            String name = "node-" + i;
            names.add(name);
            for (var object :
                    Given.objects(
                            """
                            kind: Node
                            metadata: {name: %s}
                            status: {conditions: [{type: Ready, status: "True"}]}
                            ---
                            kind: Lease
                            metadata: {name: %s, namespace: kube-node-lease}
                            """
                                    .formatted(name, name))) {
                server.put(object);
            }
        }
        world.after("tick", TICK, this::tick);
        world.after("renew", RENEWAL, this::renew);
    }

    void kill(String node) {
        dead.add(node);
    }

    void revive(String node) {
        dead.remove(node);
        renew(node);
        Node object = node(node);
        if (object != null) {
            server.perform(
                    new Action.UpdateStatus(
                            object.withStatus(
                                    object.status()
                                            .withConditions(
                                                    List.of(
                                                            new Condition(
                                                                    "Ready", "True", "", "",
                                                                    second())))),
                            List.of()));
        }
    }

    private Instant second() {
        return world.now().wall().truncatedTo(ChronoUnit.SECONDS);
    }

    private @Nullable Node node(String name) {
        return server.state().table(Node.KIND).get("", name);
    }

    private void renew() {
        names.stream().filter(name -> !dead.contains(name)).forEach(this::renew);
        world.after("renew", RENEWAL, this::renew);
    }

    private void renew(String name) {
        Lease lease = server.state().table(Lease.KIND).get("kube-node-lease", name);
        if (lease != null) {
            var spec = lease.spec();
            server.put(
                    lease.withSpec(
                            new LeaseSpec(
                                    name,
                                    40,
                                    spec.acquireTime(),
                                    new MicroTime(world.now().wall()),
                                    0,
                                    spec.rest())));
        }
    }

    private void tick() {
        for (var pod : List.copyOf(server.state().table(Pod.KIND).all())) {
            if (pod.spec().nodeName().isEmpty()) {
                bind(pod);
            } else if (!dead.contains(pod.spec().nodeName())) {
                run(pod);
            }
        }
        world.after("tick", TICK, this::tick);
    }

    private void bind(Pod pod) {
        var ready =
                names.stream()
                        .filter(name -> {
                            Node node = node(name);
                            return node != null && node.ready() && node.spec().taints().isEmpty();
                        })
                        .toList();
        if (!ready.isEmpty()) {
            server.perform(Action.Bind.of(pod, ready.get(turn++ % ready.size())));
            after(START, pod.key(), this::started);
        }
    }

    private void run(Pod pod) {
        if (pod.deleting() && pod.status().reason().isEmpty()) {
            server.perform(
                    new Action.UpdateStatus(
                            pod.withStatus(status(pod, "Running", pod.ready(), "Stopping")),
                            List.of()));
            after(STOP, pod.key(), stopped -> server.perform(Action.Delete.now(stopped)));
        }
    }

    private void started(Pod pod) {
        boolean broken = pod.spec().containers().getFirst().image().endsWith(":broken");
        if (!pod.deleting()) {
            server.perform(
                    new Action.UpdateStatus(
                            pod.withStatus(status(pod, "Running", !broken, "")), List.of()));
        }
    }

    private void after(Duration delay, Key key, Consumer<Pod> then) {
        world.after(
                "kubelet",
                delay,
                () -> {
                    Pod pod = server.state().table(Pod.KIND).get(key);
                    if (pod != null && !dead.contains(pod.spec().nodeName())) {
                        then.accept(pod);
                    }
                });
    }

    private PodStatus status(Pod pod, String phase, boolean ready, String reason) {
        var old = pod.status();
        String ip = old.podIP().isEmpty() ? "10.0.0." + ++addresses : old.podIP();
        return new PodStatus(
                phase,
                Condition.put(
                        old.conditions(),
                        new Condition("Ready", ready ? "True" : "False", "", "", second())),
                "",
                reason,
                "",
                List.of(),
                ip,
                List.of(new Ip(ip)),
                second(),
                List.of(),
                List.of(),
                "BestEffort",
                1,
                Json.Obj.EMPTY);
    }
}
