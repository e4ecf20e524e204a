package dev.wavetank.tank;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.World;
import dev.wavetank.node.NodeAgent;
import dev.wavetank.node.NodeProfile;
import dev.wavetank.node.docker.DockerRuntime;
import dev.wavetank.node.docker.Owner;
import dev.wavetank.node.runtime.ContainerFaults;
import dev.wavetank.node.runtime.ContainerRuntime;
import dev.wavetank.node.runtime.Listeners;
import dev.wavetank.node.simulated.Neighbourhood;
import dev.wavetank.node.simulated.SimulatedRuntime;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// A machine: its containers, which outlive a crash of its agent and end with its power, and the
/// agent that runs them.
final class Machine {
    /// The kubelet's default for `maxPods`.
    private static final String PODS_MAX = "110";

    /// Chosen: no sample asks for more, and it shows in `describe node`.
    private static final String DISK = "100Gi";

    private final World world;
    private NodeProfile profile;
    private final Hardware hardware;
    private final ContainerRuntime runtime;

    /// Makes a machine without containers.
    ///
    /// @param world the machine's own, not the agent's
    /// @param neighbourhood what its containers see of the cluster
    /// @param real where real containers are, if it has such
    Machine(
            Blueprint.Machine plan,
            World world,
            Ports ports,
            Neighbourhood neighbourhood,
            RealContainers real) {
        this.world = world;
        boolean docker = plan.runtime() == RuntimeKind.DOCKER;
        profile =
                new NodeProfile(
                        plan.name(),
                        ip(plan.number()),
                        podCidr(plan.number()),
                        capacity(plan),
                        plan.labels(),
                        plan.taints(),
                        docker ? real.engine().describe() : "wavetank://0.1.0",
                        bootId(world));
        hardware =
                docker
                        ? new Hardware.Real(
                                new DockerRuntime(
                                        real.engine(),
                                        new Owner(real.cluster(), plan.name()),
                                        plan.memory().units(),
                                        neighbourhood::cluster))
                        : new Hardware.Simulated(
                                new SimulatedRuntime(world, profile.podCidr(), neighbourhood));
        runtime = ports.runtime().decorate(agentName(), world, hardware.runtime());
    }

    private static String bootId(World world) {
        var chance = world.chance("boot at " + world.now().wall());
        return new UUID(chance.nextLong(), chance.nextLong()).toString();
    }

    private static SortedMap<String, Quantity> capacity(Blueprint.Machine plan) {
        var capacity = new TreeMap<String, Quantity>();
        capacity.put("cpu", plan.cpu().canonical());
        capacity.put("memory", plan.memory().canonical());
        capacity.put("pods", Quantity.of(PODS_MAX));
        capacity.put("ephemeral-storage", Quantity.of(DISK));
        return Collections.unmodifiableSortedMap(capacity);
    }

    /// From 172.18.0.0/16, where kind's nodes are.
    private static String ip(int number) {
        return "172.18." + number / 256 + "." + number % 256;
    }

    /// A /24 each, from 10.244.0.0 on as upstream's cluster CIDR; beyond 10.255 it goes on at
    /// 10.128, so that 32,000 nodes have their own.
    private static String podCidr(int number) {
        return "10." + (128 + (116 + number / 256) % 128) + "." + number % 256 + ".0/24";
    }

    String agentName() {
        return agentName(profile.name());
    }

    static String agentName(String node) {
        return "kubelet-" + node;
    }

    ContainerRuntime runtime() {
        return runtime;
    }

    ContainerFaults faults() {
        return hardware.faults();
    }

    Listeners listeners() {
        return hardware.listeners();
    }

    Component agent() {
        return Component.simple(agentName(), this::startAgent);
    }

    private void startAgent(World world, Api api) {
        new NodeAgent(profile, world, api, runtime);
    }

    /// Puts the containers back that the cluster knows to run here.
    void restore(ClusterState state) {
        var node = state.table(Node.KIND).get("", profile.name());
        String booted = node == null ? "" : node.status().rest().object("nodeInfo").text("bootID");
        profile = booted.isEmpty() ? profile : profile.booted(booted);
        Kind<Pod> pods = Pod.KIND;
        hardware.restore(state.table(pods).on(profile.name()));
    }

    /// Ends all that lives here, for good.
    void close() {
        var _ = hardware.powerOff().thenRun(hardware::close);
        world.close();
    }

    void powerOff() {
        profile = profile.booted(bootId(world));
        var _ = hardware.powerOff();
    }

    /// Ends what outlives the process.
    ///
    /// @return done when it has ended
    CompletableFuture<Void> shutDown() {
        return hardware.powerOff().thenRun(hardware::close);
    }
}
