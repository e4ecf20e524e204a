package dev.wavetank.tank;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.core.Acts;
import dev.wavetank.apiserver.core.ApiServerCore;
import dev.wavetank.apiserver.core.Commit;
import dev.wavetank.apiserver.core.EncodedObjects;
import dev.wavetank.apiserver.core.Journal;
import dev.wavetank.apiserver.core.LocalServer;
import dev.wavetank.apiserver.requests.Handler;
import dev.wavetank.apiserver.requests.Kubelets;
import dev.wavetank.apiserver.requests.Request;
import dev.wavetank.apiserver.requests.Response;
import dev.wavetank.apiserver.requests.RestApi;
import dev.wavetank.apiserver.tokens.SigningKey;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.World;
import dev.wavetank.node.runtime.ContainerFaults;
import dev.wavetank.node.runtime.ContainerRuntime;
import dev.wavetank.node.runtime.Listeners;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A whole cluster: API server, scheduler, controllers and nodes, each alive on a World of its own.
///
/// Parts are started, crashed and started again by name. What survives a crash is what is outside
/// of the part: the journal of the API server, the containers of a node.
///
/// To be used in turns of the parts' World, but for [#server] and what starts and stops parts,
/// which may be called anywhere, and [#handle].
public final class Tank {
    private final Worlds worlds;
    private final Journal journal;
    private final EncodedObjects encoded;
    private final LocalServer local;
    private final Ports ports;
    private final TreeMap<String, Machine> machines = new TreeMap<>();
    private final TreeMap<String, List<Resident>> residents = new TreeMap<>();
    private final TreeMap<String, Component> components = new TreeMap<>();
    private final TreeMap<String, Life> lives = new TreeMap<>();
    private final Contract contract = Contract.load();
    private final CommitFeed commits = new CommitFeed();
    private final NodeStreams streams;
    private final Kubelets kubelets;
    private final SigningKey key;
    private final Consumer<Throwable> bugs;
    private volatile @Nullable ServerLife server;
    private @Nullable Reached reached;
    private boolean booted;

    /// Where clients reach the API server.
    private record Reached(String address, int port) {}

    /// One life of a component.
    private record Life(World world, Component.Life held) {
        void close() {
            held.close();
            world.close();
        }
    }

    /// One life of the API server, and the REST API over it.
    private record ServerLife(ApiServerCore core, Handler handler) {}

    /// Builds a tank; nothing lives yet.
    ///
    /// @param encoded shared with the journal, if it encodes
    /// @param key signs the tokens of service accounts
    /// @param bugs told of what should not have happened while a request was answered
    public Tank(
            Worlds worlds,
            Journal journal,
            EncodedObjects encoded,
            SigningKey key,
            Blueprint blueprint,
            Ports ports,
            Consumer<Throwable> bugs) {
        this.worlds = worlds;
        this.journal = journal;
        this.encoded = encoded;
        this.key = key;
        this.ports = ports;
        this.bugs = bugs;
        this.streams = new NodeStreams(worlds.server(), worlds.parts(), this::runtime);
        this.kubelets =
                new Kubelets(
                        new NodeLogs(worlds.server(), worlds.parts(), this::runtime),
                        streams,
                        new NodeUsages(worlds.server(), worlds.parts(), this::runtime));
        this.local = new LocalServer(blueprint.crossing());
        ControlPlane.components(
                        contract.kinds(), blueprint.rootCertificate(), blueprint.controlPlanes())
                .forEach(this::add);
        for (var plan : blueprint.nodes()) {
            add(plan);
        }
    }

    private void add(Blueprint.Machine plan) {
        var world = child("machine-" + plan.name(), worlds.parts());
        var machine =
                new Machine(plan, world, ports, new Surroundings(this::server, machines::get));
        add(machine.agent());
        machines.put(plan.name(), machine);
    }

    /// Adds a machine to the cluster and switches it on.
    ///
    /// @throws IllegalArgumentException when there is one of its name
    public void addNode(Blueprint.Machine plan) {
        if (machines.containsKey(plan.name())) {
            throw new IllegalArgumentException("node \"" + plan.name() + "\" exists already");
        }
        add(plan);
        powerOn(plan.name());
    }

    /// Switches a machine off and takes it away; its Node stays until somebody deletes it.
    ///
    /// @throws IllegalArgumentException naming the nodes there are
    public void removeNode(String node) {
        var machine = machine(node);
        powerOff(node);
        worlds.parts()
                .post(
                        "take away " + node,
                        () -> {
                            machine.close();
                            residents(node).forEach(each -> components.remove(each.name()));
                            residents.remove(node);
                            components.remove(machine.agentName());
                            machines.remove(node);
                        });
    }

    private void add(Component component) {
        if (components.put(component.name(), component) != null) {
            throw new IllegalArgumentException("two components are called " + component.name());
        }
    }

    /// Starts the API server with what the journal has, then every component.
    ///
    /// @param boot what had become of the containers that the journal knows of
    public void start(Boot boot) {
        startServer();
        worlds.server()
                .post(
                        "restore containers",
                        () -> {
                            var life = server;
                            var state =
                                    life == null
                                            ? ClusterState.EMPTY
                                            : life.core().watches().committed();
                            worlds.parts().post("boot", () -> boot(boot, state));
                        });
    }

    private void boot(Boot boot, ClusterState state) {
        for (var machine : machines.values()) {
            machine.restore(state);
            if (boot == Boot.CONTAINERS_LOST) {
                machine.powerOff();
            }
        }
        booted = true;
        components.keySet().forEach(this::startComponent);
    }

    /// Adds a part to a node. It starts with the tank, or at once if that has started and the node
    /// has power.
    ///
    /// @throws IllegalArgumentException naming the nodes there are
    public void install(String node, Resident resident) {
        machine(node);
        add(Component.simple(resident.name(), resident::start));
        residents.computeIfAbsent(node, _ -> new ArrayList<>()).add(resident);
        if (booted && powered(node)) {
            startComponent(resident.name());
        }
    }

    private List<Resident> residents(String node) {
        return residents.getOrDefault(node, List.of());
    }

    /// Switches a node off: its agent and all that lives on it are gone and its containers end.
    ///
    /// @throws IllegalArgumentException naming the nodes there are
    public void powerOff(String node) {
        var machine = machine(node);
        crashComponent(machine.agentName());
        residents(node).forEach(each -> crashComponent(each.name()));
        worlds.parts()
                .post(
                        "power off " + node,
                        () -> {
                            machine.powerOff();
                            residents(node).forEach(Resident::powerLost);
                        });
    }

    /// Switches a node on: its agent starts and finds ended containers.
    ///
    /// @throws IllegalArgumentException naming the nodes there are
    public void powerOn(String node) {
        startComponent(machine(node).agentName());
        residents(node).forEach(each -> startComponent(each.name()));
    }

    /// Boots a node anew, also one that is off: its agent crashes and starts.
    ///
    /// @param containersSurvive whether they run on meanwhile, as when only the agent is restarted;
    ///   else they end as by [#powerOff]
    /// @throws IllegalArgumentException naming the nodes there are
    public void reboot(String node, boolean containersSurvive) {
        if (containersSurvive) {
            crashComponent(machine(node).agentName());
            startComponent(machine(node).agentName());
        } else {
            powerOff(node);
            powerOn(node);
        }
    }

    /// {@return a node's containers and what can be done to them, also while it is off}
    ///
    /// @throws IllegalArgumentException naming the nodes there are
    public ContainerFaults containers(String node) {
        return machine(node).faults();
    }

    /// {@return what clients find that connect to a node's pods, also while it is off}
    ///
    /// @throws IllegalArgumentException naming the nodes there are
    public Listeners listeners(String node) {
        return machine(node).listeners();
    }

    /// {@return whether a node's agent is alive}
    public boolean powered(String node) {
        return alive(machine(node).agentName());
    }

    private Machine machine(String node) {
        var machine = machines.get(node);
        if (machine == null) {
            throw new IllegalArgumentException(
                    "node \"" + node + "\" does not exist; there are " + machines.keySet());
        }
        return machine;
    }

    /// {@return a node's containers, or null when it is off or unknown}
    private @Nullable ContainerRuntime runtime(String node) {
        var machine = machines.get(node);
        return machine != null && powered(node) ? machine.runtime() : null;
    }

    /// Tells where clients reach the API server, in this life and those to come: what the service
    /// `default/kubernetes` leads to.
    ///
    /// @param port where it listens for HTTPS
    public void advertise(String address, int port) {
        worlds.server()
                .post(
                        "advertise the API server",
                        () -> {
                            reached = new Reached(address, port);
                            var life = server;
                            if (life != null) {
                                life.core().advertise(address, port);
                            }
                        });
    }

    /// Begins a life of the API server with what the journal has.
    public void startServer() {
        worlds.server()
                .post(
                        "start API server",
                        () -> {
                            var world = child("api-server", worlds.server());
                            var core =
                                    new ApiServerCore(
                                            world,
                                            ports.journal().decorate("api-server", world, journal),
                                            encoded,
                                            local);
                            commits.begin(core);
                            var known = reached;
                            if (known != null) {
                                core.advertise(known.address(), known.port());
                            }
                            server =
                                    new ServerLife(
                                            core, new RestApi(core, contract, kubelets, key, bugs));
                        });
    }

    /// Ends the API server's life as a crash would.
    public void crashServer() {
        worlds.server()
                .post(
                        "crash API server",
                        () -> {
                            var life = server;
                            server = null;
                            if (life != null) {
                                life.core().close();
                                streams.serverLost();
                            }
                        });
    }

    /// Tells of every commit from now on, of this life of the API server and of all that follow.
    ///
    /// A life that finds more in the journal than the last one told begins with that: as a commit
    /// whose changes, found by comparing, carry the revision 0. So who observes from before the
    /// start hears the whole history.
    ///
    /// @param observer hears in turns of the API server's World, before the changes can be seen
    ///   through any watch
    public void observe(Consumer<Commit> observer) {
        commits.add(observer);
    }

    /// Tells from now on what components do.
    public void observeActs(Acts observer) {
        local.observe(observer);
    }

    /// {@return the living API server, or null between two lives}
    public @Nullable ApiServerCore server() {
        var life = server;
        return life == null ? null : life.core();
    }

    /// Answers a request by the REST API; 503 between two lives of the API server. To be called in
    /// a turn of its World.
    public void handle(Request request, Consumer<Response> answer) {
        var life = server;
        if (life == null) {
            var headers = new TreeMap<String, String>();
            headers.put("content-type", "text/plain");
            headers.put("retry-after", "1");
            byte[] body = "the API server is not running\n".getBytes(StandardCharsets.UTF_8);
            answer.accept(new Response(503, headers, new Response.Body.Whole(body)));
        } else {
            life.handler().handle(request, answer);
        }
    }

    /// {@return every kind that is served}
    public List<Kind<?>> kinds() {
        return contract.kinds();
    }

    /// {@return the names of all components but the API server, alive or not}
    public List<String> components() {
        return List.copyOf(components.keySet());
    }

    public boolean alive(String component) {
        return lives.containsKey(component);
    }

    /// Begins a life of a component; nothing when it is alive.
    public void startComponent(String name) {
        on(
                name,
                component -> {
                    if (!lives.containsKey(name)) {
                        var world = child(name, worlds.parts());
                        lives.put(
                                name,
                                new Life(world, component.start().start(world, this::connect)));
                    }
                });
    }

    /// Ends a component's life as a crash would; nothing when it is not alive.
    public void crashComponent(String name) {
        on(
                name,
                _ -> {
                    var life = lives.remove(name);
                    if (life != null) {
                        life.close();
                        streams.agentLost(name);
                    }
                });
    }

    /// Ends a component's life in order, so that another instance may lead at once; nothing when it
    /// is not alive.
    public void stopComponent(String name) {
        on(
                name,
                _ -> {
                    var life = lives.get(name);
                    if (life != null) {
                        life.held()
                                .stop(() -> {
                                    life.world().close();
                                    lives.remove(name, life);
                                });
                    }
                });
    }

    private Api connect(World world, String name) {
        return ports.api().decorate(name, world, local.connect(world, name));
    }

    private void on(String name, Consumer<Component> turn) {
        var component = components.get(name);
        if (component == null) {
            throw new IllegalArgumentException(
                    name + " is no component; there are " + components.keySet());
        }
        worlds.parts().post("operate " + name, () -> turn.accept(component));
    }

    private World child(String name, World parent) {
        var world = parent.child(name);
        return ports.world().decorate(name, world, world);
    }
}
