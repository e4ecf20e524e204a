package dev.wavetank.scenarios.invariants;

import static java.util.Objects.requireNonNull;

import dev.wavetank.apiserver.core.Commit;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.Trace;
import dev.wavetank.cluster.world.World;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.ContainerRuntime;
import dev.wavetank.node.runtime.Observed;
import dev.wavetank.node.runtime.Result;
import dev.wavetank.scenarios.faults.Fault;
import dev.wavetank.scenarios.injection.Injection;
import dev.wavetank.scenarios.injection.Injector;
import dev.wavetank.scenarios.injection.Victims;
import dev.wavetank.scenarios.sight.FaultRecord;
import dev.wavetank.scenarios.sight.Metrics;
import dev.wavetank.scenarios.sight.Sight;
import dev.wavetank.scenarios.sight.Violation;
import dev.wavetank.tank.Blueprint;
import dev.wavetank.tank.Ports;
import dev.wavetank.tank.VirtualTank;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// A cluster that is inspected, and that can be broken where a test wants it.
final class Rig {
    static final String WEB =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 4
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers: [{name: web, image: web, resources: {requests: {cpu: 100m}}}]
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec:
              selector: {app: web}
              ports: [{port: 80}]
            """;

    final VirtualTank tank;
    final Inspector inspector;
    final TreeMap<String, Api> apis = new TreeMap<>();
    final TreeMap<String, ContainerRuntime> runtimes = new TreeMap<>();
    private final World world;
    private final Injector injector = new Injector();
    private final TreeMap<Integer, FaultRecord> active = new TreeMap<>();
    private final Metrics metrics = new Metrics();
    private UnaryOperator<Commit> server = commit -> commit;
    private BiFunction<String, Action, List<Action>> sends = (_, action) -> List.of(action);
    private BiFunction<String, Command, List<Command>> performs = (_, command) -> List.of(command);
    private BiFunction<String, Observed, Observed> tells = (_, seen) -> seen;

    /// The components that hear nothing.
    final TreeSet<String> deaf = new TreeSet<>();

    private ClusterState state = ClusterState.EMPTY;
    private int faults;

    Rig(long seed, int nodes, int controlPlanes) {
        var broken =
                new Ports(
                        Ports.Decorator.none(),
                        (name, _, api) -> api(name, api),
                        (name, _, runtime) -> runtime(name, runtime),
                        Ports.Decorator.none());
        tank =
                new VirtualTank(
                        seed,
                        Blueprint.of(
                                        nodes,
                                        Quantity.of("4"),
                                        Quantity.of("8Gi"),
                                        Blueprint.VIRTUAL_CROSSING)
                                .withControlPlanes(controlPlanes),
                        broken.within(injector.ports()),
                        Trace.NONE);
        world = tank.world().child("scenario");
        injector.attach(tank.tank(), world);
        inspector = new Inspector(Invariants.all(), world, this::sight, _ -> {});
        tank.tank().observeActs(inspector::act);
        tank.tank()
                .observe(commit -> {
                    state = commit.state();
                    inspector.commit(server.apply(commit), sight());
                });
        injector.onContainers(node -> inspector.containers(node, sight()));
    }

    /// Three nodes with a Deployment and its Service, that came up.
    static Rig up() {
        return up(1);
    }

    static Rig up(int controlPlanes) {
        var rig = new Rig(1, 3, controlPlanes);
        rig.tank.run(Duration.ofSeconds(40));
        rig.tank.apply(WEB);
        rig.tank.run(Duration.ofMinutes(1));
        return rig;
    }

    /// From now on the inspector is told another history than there is.
    void serve(UnaryOperator<Commit> as) {
        server = as;
    }

    /// From now on components send other actions than they want to.
    void send(BiFunction<String, Action, List<Action>> instead) {
        sends = instead;
    }

    /// From now on runtimes are asked for something else than agents want.
    void perform(BiFunction<String, Command, List<Command>> instead) {
        performs = instead;
    }

    private Api api(String name, Api api) {
        var broken =
                new Api() {
                    @Override
                    public Watch watch(Query query, Consumer<Notice> sink) {
                        return api.watch(
                                query,
                                notice -> {
                                    if (!deaf.contains(name)) {
                                        sink.accept(notice);
                                    }
                                });
                    }

                    @Override
                    public void submit(Action action, Consumer<Outcome> then) {
                        var all = sends.apply(name, action);
                        for (int i = 1; i < all.size(); i++) {
                            api.submit(all.get(i), _ -> {});
                        }
                        api.submit(all.getFirst(), then);
                    }

                    @Override
                    public void explain(List<Reason> reasons) {
                        api.explain(reasons);
                    }

                    @Override
                    public void close() {
                        api.close();
                    }
                };
        apis.put(name, api);
        return broken;
    }

    private ContainerRuntime runtime(String name, ContainerRuntime runtime) {
        runtimes.put(name, runtime);
        return new ContainerRuntime() {
            @Override
            public void observe(Consumer<Observed> sink) {
                runtime.observe(seen -> sink.accept(tells.apply(name, seen)));
            }

            @Override
            public void perform(Command command, Consumer<Result> then) {
                var all = performs.apply(name, command);
                for (int i = 1; i < all.size(); i++) {
                    runtime.perform(all.get(i), _ -> {});
                }
                if (!all.isEmpty()) {
                    runtime.perform(all.getFirst(), then);
                }
            }
        };
    }

    /// A component does something of its own accord.
    void act(String component, Action action) {
        post(component, action);
        run("10ms");
    }

    /// A component does something and is gone before it hears of it.
    void lastAct(String component, Action action) {
        var api = requireNonNull(apis.get(component));
        world.post(
                "last act",
                () -> {
                    api.submit(action, _ -> {});
                    api.close();
                });
        run("10ms");
    }

    /// A component is about to do something.
    void post(String component, Action action) {
        world.post("act", () -> requireNonNull(apis.get(component)).submit(action, _ -> {}));
    }

    /// From now on runtimes tell something else than there is.
    void tell(BiFunction<String, Observed, Observed> instead) {
        tells = instead;
    }

    Injection begin(Fault fault) {
        int number = ++faults;
        var began = world.now();
        active.put(number, record(number, fault, began));
        var injection =
                injector.begin(
                        number,
                        fault,
                        new Victims() {
                            @Override
                            public void hit(String target) {}

                            @Override
                            public void refused(String why) {
                                active.remove(number);
                            }

                            @Override
                            public void over() {
                                active.remove(number);
                            }
                        });
        inspector.look(sight());
        return injection;
    }

    private static FaultRecord record(int number, Fault fault, Time began) {
        return new FaultRecord(number, fault.verb(), fault, List.of(), began, null, null, false);
    }

    Sight sight() {
        return new Sight(
                state,
                injector.containers(),
                Collections.unmodifiableSortedSet(new TreeSet<>()),
                List.copyOf(active.values()),
                metrics,
                new Time(VirtualTank.START, 0),
                world.now());
    }

    void run(String time) {
        tank.run(
                time.endsWith("ms")
                        ? Duration.ofMillis(Long.parseLong(time.replace("ms", "")))
                        : Duration.parse("PT" + time));
    }

    void scale(int replicas) {
        patch(Json.Obj.of("spec", Json.Obj.of("replicas", Json.Num.of(replicas))));
    }

    /// Begins a rollout.
    void release(String image) {
        var container = Json.Obj.of("name", new Json.Text("web")).with("image", image);
        patch(
                Json.Obj.of(
                        "spec",
                        Json.Obj.of(
                                "template",
                                Json.Obj.of(
                                        "spec",
                                        Json.Obj.of(
                                                "containers", new Json.Arr(List.of(container)))))));
    }

    private void patch(Json.Obj merge) {
        tank.request("PATCH", "/apis/apps/v1/namespaces/default/deployments/web", merge);
    }

    void delete(String path) {
        tank.request("DELETE", path, Json.Obj.EMPTY);
    }

    ClusterState state() {
        return state;
    }

    /// {@return what was found of one invariant}
    List<Violation> violations(String invariant) {
        inspector.lookAtAll(sight());
        return new ArrayList<>(inspector.violations())
                .stream().filter(each -> each.invariant().equals(invariant)).toList();
    }
}
