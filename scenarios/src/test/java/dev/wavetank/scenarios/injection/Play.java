package dev.wavetank.scenarios.injection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.World;
import dev.wavetank.node.runtime.ContainerRuntime;
import dev.wavetank.scenarios.faults.ControlPlaneChaos;
import dev.wavetank.scenarios.faults.Fault;
import dev.wavetank.scenarios.faults.Mode;
import dev.wavetank.scenarios.faults.NetworkChaos;
import dev.wavetank.scenarios.faults.NodeChaos;
import dev.wavetank.scenarios.faults.NodeSelector;
import dev.wavetank.scenarios.faults.PodChaos;
import dev.wavetank.scenarios.faults.PodSelector;
import dev.wavetank.tank.Blueprint;
import dev.wavetank.tank.Ports;
import dev.wavetank.tank.TraceHash;
import dev.wavetank.tank.VirtualTank;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A small cluster with an injector, and all that its components hear.
final class Play {
    final Injector injector = new Injector();
    final TraceHash hash = new TraceHash();
    final VirtualTank tank;
    final World world;
    final TreeMap<String, ContainerRuntime> runtimes = new TreeMap<>();
    final List<Answer> answers = new ArrayList<>();
    final List<Told> told = new ArrayList<>();
    final List<String> hits = new ArrayList<>();
    final List<String> refusals = new ArrayList<>();
    int over;
    private int faults;

    /// An action that a component submitted, and the outcome that it heard.
    record Answer(String component, Action action, Outcome outcome, Duration took) {
        @Override
        public String toString() {
            return component
                    + ": "
                    + action.getClass().getSimpleName()
                    + " "
                    + action.ref()
                    + " -> "
                    + outcome.getClass().getSimpleName()
                    + " after "
                    + took;
        }
    }

    /// A notice that a component heard.
    record Told(String component, Kind<?> kind, Notice notice, Duration at) {}

    Play(long seed) {
        this(seed, 3, 1);
    }

    Play(long seed, int nodes, int controlPlanes) {
        tank =
                new VirtualTank(
                        seed,
                        Blueprint.of(
                                        nodes,
                                        Quantity.of("4"),
                                        Quantity.of("8Gi"),
                                        Blueprint.VIRTUAL_CROSSING)
                                .withControlPlanes(controlPlanes),
                        injector.ports()
                                .within(
                                        new Ports(
                                                Ports.Decorator.none(),
                                                (component, world, api) ->
                                                        new Overheard(this, component, world, api),
                                                (component, _, runtime) -> {
                                                    runtimes.put(component, runtime);
                                                    return runtime;
                                                },
                                                Ports.Decorator.none())),
                        hash);
        world = tank.world().child("scenario");
        injector.attach(tank.tank(), world);
    }

    /// A play in which so many pods of `web` are ready.
    static Play deployed(long seed, int replicas) {
        var play = new Play(seed);
        play.tank.apply(web(replicas));
        assertThat(play.until(state -> ready(state) == replicas, "30s")).isTrue();
        play.answers.clear();
        play.told.clear();
        return play;
    }

    static String web(int replicas) {
        return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: %d
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers:
                - name: web
                  image: web:1
                  readinessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 5}
                  livenessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 10}
                - {name: side, image: "side:1"}
        """
                .formatted(replicas);
    }

    void scale(int replicas) {
        tank.apply(web(replicas));
    }

    static int ready(ClusterState state) {
        var web = state.table(Deployment.KIND).get("default", "web");
        return web == null ? 0 : web.status().readyReplicas();
    }

    static Duration time(String text) {
        return Duration.parse("PT" + text);
    }

    void run(String duration) {
        tank.run(time(duration));
    }

    boolean until(Predicate<ClusterState> holds, String atMost) {
        return tank.runUntil(holds, time(atMost));
    }

    List<Pod> pods() {
        return new ArrayList<>(tank.state().table(Pod.KIND).all());
    }

    List<Pod> bound() {
        return pods().stream().filter(pod -> !pod.spec().nodeName().isEmpty()).toList();
    }

    boolean nodeReady(String name) {
        var node = tank.state().table(Node.KIND).get("", name);
        return node != null && node.ready();
    }

    List<Answer> answers(String component, Predicate<Action> which) {
        return answers.stream()
                .filter(each -> each.component().equals(component) && which.test(each.action()))
                .toList();
    }

    List<Told> told(String component, Kind<?> kind) {
        return told.stream()
                .filter(each -> each.component().equals(component) && each.kind().equals(kind))
                .toList();
    }

    Injection begin(Fault fault) {
        return begin(++faults, fault);
    }

    Injection begin(int number, Fault fault) {
        faults = Math.max(faults, number);
        return injector.begin(
                number,
                fault,
                new Victims() {
                    @Override
                    public void hit(String target) {
                        hits.add(target);
                    }

                    @Override
                    public void refused(String why) {
                        refusals.add(why);
                    }

                    @Override
                    public void over() {
                        over++;
                    }
                });
    }

    /// Waits until the cluster is as it was before: all ready, and every component works.
    void recovers(int replicas) {
        assertThat(until(state -> settled(state, replicas), "1200s"))
                .withFailMessage(() ->
                        "not recovered: "
                                + ready(tank.state())
                                + " ready, pods "
                                + pods().stream()
                                        .map(pod ->
                                                pod.key()
                                                        + " on "
                                                        + pod.spec().nodeName()
                                                        + " "
                                                        + pod.status().phase())
                                        .toList())
                .isTrue();
        scale(replicas + 1);
        assertThat(until(state -> settled(state, replicas + 1), "60s")).isTrue();
        scale(replicas);
        assertThat(until(state -> settled(state, replicas), "60s")).isTrue();
        for (int node = 1; node <= 3; node++) {
            assertThat(nodeReady("node-" + node)).isTrue();
        }
    }

    private static boolean settled(ClusterState state, int replicas) {
        return ready(state) == replicas
                && state.table(Pod.KIND).size() == replicas
                && state.table(Pod.KIND).all().stream().allMatch(Pod::ready)
                && state.table(Node.KIND).all().stream().allMatch(Node::ready);
    }

    private record Overheard(Play play, String component, World world, Api api) implements Api {
        @Override
        public Watch watch(Query query, Consumer<Notice> sink) {
            return api.watch(
                    query,
                    notice -> {
                        play.told.add(new Told(component, query.kind(), notice, at(world)));
                        sink.accept(notice);
                    });
        }

        @Override
        public void submit(Action action, Consumer<Outcome> then) {
            var sent = at(world);
            api.submit(
                    action,
                    outcome -> {
                        play.answers.add(
                                new Answer(component, action, outcome, at(world).minus(sent)));
                        then.accept(outcome);
                    });
        }

        private static Duration at(World world) {
            return Duration.ofNanos(world.now().nanos());
        }

        @Override
        public void explain(List<Reason> reasons) {
            api.explain(reasons);
        }

        @Override
        public void close() {
            api.close();
        }
    }

    // Faults, with what matters in a test.

    static ControlPlaneChaos control(ControlPlaneChaos.Action action, String component) {
        return new ControlPlaneChaos(
                action,
                component.isEmpty() ? List.of() : List.of(component),
                null,
                Duration.ZERO,
                "100",
                List.of(),
                null,
                null,
                NetworkChaos.Direction.BOTH,
                null);
    }

    static ControlPlaneChaos about(ControlPlaneChaos fault, String... resources) {
        return new ControlPlaneChaos(
                fault.action(),
                fault.components(),
                fault.latency(),
                fault.jitter(),
                fault.percent(),
                List.of(resources),
                fault.code(),
                fault.actions(),
                fault.direction(),
                fault.duration());
    }

    static ControlPlaneChaos late(ControlPlaneChaos fault, String latency, String jitter) {
        return new ControlPlaneChaos(
                fault.action(),
                fault.components(),
                time(latency),
                time(jitter),
                fault.percent(),
                fault.resources(),
                fault.code(),
                fault.actions(),
                fault.direction(),
                fault.duration());
    }

    static ControlPlaneChaos with(
            ControlPlaneChaos fault,
            @Nullable Integer code,
            @Nullable Integer actions,
            NetworkChaos.Direction direction,
            @Nullable String duration) {
        return new ControlPlaneChaos(
                fault.action(),
                fault.components(),
                fault.latency(),
                fault.jitter(),
                fault.percent(),
                fault.resources(),
                code,
                actions,
                direction,
                duration == null ? null : time(duration));
    }

    static NodeChaos node(NodeChaos.Action action, String node) {
        return node(action, node, null, null, "100");
    }

    static NodeChaos node(
            NodeChaos.Action action,
            String node,
            @Nullable Duration offset,
            @Nullable Duration delay,
            String percent) {
        return new NodeChaos(
                action,
                Mode.ALL,
                "",
                new NodeSelector(node.isEmpty() ? List.of() : List.of(node), new TreeMap<>()),
                null,
                percent,
                offset,
                delay,
                NetworkChaos.Direction.BOTH,
                null);
    }

    static PodChaos pod(PodChaos.Action action, Mode mode, String value, PodSelector selector) {
        return new PodChaos(action, mode, value, selector, List.of(), 0, null);
    }

    static PodSelector app(String app) {
        var labels = new TreeMap<String, String>();
        labels.put("app", app);
        return selector(labels, new TreeMap<>());
    }

    static PodSelector named(Resource pod) {
        return named(pod.meta().namespace(), pod.meta().name());
    }

    static PodSelector named(String namespace, String name) {
        var pods = new TreeMap<String, List<String>>();
        pods.put(namespace, List.of(name));
        return selector(new TreeMap<>(), pods);
    }

    private static PodSelector selector(
            SortedMap<String, String> labels, SortedMap<String, List<String>> pods) {
        return new PodSelector(
                List.of(),
                labels,
                List.of(),
                new TreeMap<>(),
                new TreeMap<>(),
                List.of(),
                List.of(),
                new TreeMap<>(),
                pods);
    }
}
