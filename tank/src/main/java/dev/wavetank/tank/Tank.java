package dev.wavetank.tank;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.core.Acts;
import dev.wavetank.apiserver.core.ApiServerCore;
import dev.wavetank.apiserver.core.Commit;
import dev.wavetank.apiserver.core.EncodedObjects;
import dev.wavetank.apiserver.core.Journal;
import dev.wavetank.apiserver.core.LocalServer;
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

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
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
    private final Components components;
    private final Contract contract = Contract.load();
    private final RealContainers real;
    private final CommitFeed commits = new CommitFeed();
    private final NodeStreams streams;
    private final Kubelets kubelets;
    private final ServerLives server;
    private boolean booted;

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
        this.ports = ports;
        this.streams = new NodeStreams(worlds.server(), worlds.parts(), this::runtime);
        this.kubelets =
                new Kubelets(
                        new NodeLogs(worlds.server(), worlds.parts(), this::runtime),
                        streams,
                        new NodeUsages(worlds.server(), worlds.parts(), this::runtime));
        this.local = new LocalServer(blueprint.crossing());
        this.server =
                new ServerLives(
                        worlds.server(),
                        this::serverLife,
                        core -> new RestApi(core, contract, kubelets, key, bugs),
                        streams::serverLost);
        this.components =
                new Components(
                        worlds.parts(),
                        name -> child(name, worlds.parts()),
                        this::connect,
                        streams::agentLost);
        this.real = blueprint.real();
        ControlPlane.components(
                        contract.kinds(), blueprint.rootCertificate(), blueprint.controlPlanes())
                .forEach(components::add);
        for (var plan : blueprint.nodes()) {
            add(plan);
        }
    }

    private void add(Blueprint.Machine plan) {
        var world = child("machine-" + plan.name(), worlds.parts());
        var machine =
                new Machine(
                        plan, world, ports, new Surroundings(this::server, machines::get), real);
        components.add(machine.agent());
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

    /// Ends the real containers, when all Worlds are closed: what the loss of power would do by
    /// itself to others. Returns when they have ended.
    public void shutDown() {
        CompletableFuture.allOf(
                        machines.values().stream()
                                .map(Machine::shutDown)
                                .toArray(CompletableFuture<?>[]::new))
                .join();
        real.close();
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
                            var life = server.core();
                            var state =
                                    life == null ? ClusterState.EMPTY : life.watches().committed();
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
        components.names().forEach(components::start);
    }

    /// Adds a part to a node. It starts with the tank, or at once if that has started and the node
    /// has power.
    ///
    /// @throws IllegalArgumentException naming the nodes there are
    public void install(String node, Resident resident) {
        machine(node);
        components.add(Component.simple(resident.name(), resident::start));
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
        server.advertise(address, port);
    }

    /// Begins a life of the API server with what the journal has.
    public void startServer() {
        server.start();
    }

    private ApiServerCore serverLife() {
        var world = child("api-server", worlds.server());
        var stored = ports.journal().decorate("api-server", world, journal);
        var core = new ApiServerCore(world, stored, encoded, local);
        commits.begin(core);
        return core;
    }

    /// Ends the API server's life as a crash would.
    public void crashServer() {
        server.crash();
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
        return server.core();
    }

    /// Answers a request by the REST API; 503 between two lives of the API server. To be called in
    /// a turn of its World.
    public void handle(Request request, Consumer<Response> answer) {
        server.handle(request, answer);
    }

    /// {@return every kind that is served}
    public List<Kind<?>> kinds() {
        return contract.kinds();
    }

    /// {@return the names of all components but the API server, alive or not}
    public List<String> components() {
        return components.names();
    }

    public boolean alive(String component) {
        return components.alive(component);
    }

    /// Begins a life of a component; nothing when it is alive.
    public void startComponent(String name) {
        components.start(name);
    }

    /// Ends a component's life as a crash would; nothing when it is not alive.
    public void crashComponent(String name) {
        components.crash(name);
    }

    /// Ends a component's life in order, so that another instance may lead at once; nothing when it
    /// is not alive.
    public void stopComponent(String name) {
        components.stop(name);
    }

    private Api connect(World world, String name) {
        return ports.api().decorate(name, world, local.connect(world, name));
    }

    private World child(String name, World parent) {
        var world = parent.child(name);
        return ports.world().decorate(name, world, world);
    }
}
