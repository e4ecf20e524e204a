package dev.wavetank.node;

import dev.wavetank.cluster.model.ContainerStatus;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.model.Yaml;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.world.Trace;
import dev.wavetank.cluster.world.VirtualWorld;
import dev.wavetank.cluster.world.World;
import dev.wavetank.node.runtime.ContainerRuntime;
import dev.wavetank.node.simulated.SimulatedRuntime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// One node with simulated containers and a fake API server, in virtual time.
final class Bench {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final VirtualWorld world;
    final FakeCluster cluster;
    final SimulatedRuntime machine;
    final UnaryOperator<ContainerRuntime> decorated;
    World agent;

    Bench() {
        this(UnaryOperator.identity());
    }

    Bench(UnaryOperator<ContainerRuntime> decorated) {
        this.decorated = decorated;
        world = new VirtualWorld(7, START, Trace.NONE);
        cluster = new FakeCluster(world.child("server"));
        machine = new SimulatedRuntime(world.child("machine"), "10.244.1.0/24");
        agent = world.child("agent");
        begin();
        run(Duration.ofMillis(100));
    }

    private void begin() {
        new NodeAgent(profile(), agent, cluster.session(agent), decorated.apply(machine));
    }

    static NodeProfile profile() {
        var capacity = new TreeMap<String, Quantity>();
        capacity.put("cpu", Quantity.of("4"));
        capacity.put("memory", Quantity.of("8Gi"));
        capacity.put("pods", Quantity.of("110"));
        return new NodeProfile(
                "node-1",
                "192.168.0.1",
                "10.244.1.0/24",
                capacity,
                new TreeMap<>(),
                List.of(),
                "wavetank://1",
                "boot-1");
    }

    void crashAgent() {
        agent.close();
    }

    void restartAgent() {
        agent = world.child("agent");
        begin();
    }

    void run(Duration duration) {
        world.run(duration);
    }

    void runSeconds(long seconds) {
        world.run(Duration.ofSeconds(seconds));
    }

    /// Creates a bound pod from the indented rest of its YAML.
    void create(String name, String spec) {
        create(name, "", spec);
    }

    void create(String name, String annotations, String spec) {
        cluster.take(new Action.Create(pod(name, annotations, spec), List.of()));
    }

    static Pod pod(String name, String annotations, String spec) {
        String text =
                """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %s
                  namespace: default
                  annotations: {%s}
                spec:
                  nodeName: node-1
                  %s
                %s
                """
                        .formatted(
                                name,
                                annotations,
                                ("\n" + spec).contains("\nrestartPolicy:")
                                        ? ""
                                        : "restartPolicy: Always",
                                spec.indent(2));
        return Pod.KIND.read((Json.Obj) Yaml.read(text));
    }

    void delete(String name) {
        cluster.take(Action.Delete.of(Objects.requireNonNull(cluster.pod(name))));
    }

    Pod pod(String name) {
        return Objects.requireNonNull(cluster.pod(name), () -> name + " is gone");
    }

    /// {@return what was told of a pod: type, reason and message}
    List<String> told(String name) {
        var told = new ArrayList<String>();
        for (var event : cluster.events) {
            if (event.involvedObject().name().equals(name)) {
                told.add(event.type() + " " + event.reason() + " " + event.message());
            }
        }
        return told;
    }

    /// {@return each different line that kubectl would have shown, looked at every millisecond}
    List<String> watch(String name, Duration duration) {
        var lines = new ArrayList<String>();
        for (long ms = 0; ms < duration.toMillis(); ms++) {
            world.run(Duration.ofMillis(1));
            var pod = cluster.pod(name);
            String line = pod == null ? "gone" : line(pod);
            if (line.isEmpty()) {
                continue;
            }
            if (lines.isEmpty() || !lines.getLast().endsWith(line)) {
                lines.add(Duration.between(START, world.now().wall()).toMillis() + " " + line);
            }
        }
        return lines;
    }

    private static String line(Pod pod) {
        var status = pod.status();
        var text = new StringBuilder(status.phase());
        for (var each : status.initContainerStatuses()) {
            text.append(' ').append(container(each));
        }
        for (var each : status.containerStatuses()) {
            text.append(' ').append(container(each));
        }
        return text + (pod.ready() ? " Ready" : "");
    }

    private static String container(ContainerStatus status) {
        var state = status.state();
        String word =
                state.waiting() != null
                        ? state.waiting().reason()
                        : state.running() != null
                                ? "Running"
                                : state.terminated() != null ? state.terminated().reason() : "-";
        return status.name() + "=" + word + "/" + status.restartCount();
    }
}
