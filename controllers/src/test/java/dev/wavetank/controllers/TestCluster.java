package dev.wavetank.controllers;

import dev.wavetank.cluster.loop.ControlLoop;
import dev.wavetank.cluster.loop.Controller;
import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Kinds;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.Trace;
import dev.wavetank.cluster.world.VirtualWorld;
import dev.wavetank.cluster.world.World;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/// One run of all controllers in virtual time, with a small API server and small nodes.
final class TestCluster {
    static final List<Kind<?>> KINDS = new ArrayList<>(Kinds.TYPED);

    static {
        KINDS.add(Given.SECRET);
        KINDS.add(Given.ENDPOINTS);
        KINDS.add(Given.CONFIG_MAP);
    }

    final VirtualWorld world;
    final TestServer server;
    final TestNodes nodes;
    final TreeMap<String, World> worlds = new TreeMap<>();
    final List<String> turns = new ArrayList<>();

    TestCluster(long seed) {
        world = new VirtualWorld(seed, Given.START, new Turns(turns));
        server = new TestServer(world.child("server"));
        nodes = new TestNodes(server, world.child("nodes"), 3);
        put("{kind: Namespace, metadata: {name: default}, spec: {finalizers: [kubernetes]}}");
        for (var controller : Controllers.all(KINDS, "127.0.0.1", "PEM")) {
            var own = world.child(controller.name());
            start(controller, own, server.open(controller.name(), own));
        }
    }

    <M> void start(Controller<M> controller, World own, Api api) {
        worlds.put(controller.name(), own);
        ControlLoop.start(controller, own, api);
    }

    void crash(String controller) {
        Objects.requireNonNull(worlds.remove(controller)).close();
    }

    void put(String yaml) {
        Given.objects(yaml).forEach(server::put);
    }

    void run(long seconds) {
        world.run(Duration.ofSeconds(seconds));
    }

    List<Pod> pods() {
        return active(server.state());
    }

    Deployment web() {
        return Objects.requireNonNull(server.state().table(Deployment.KIND).get("default", "web"));
    }

    private record Turns(List<String> to) implements Trace {
        @Override
        public void turn(Time time, String component, String cause) {
            to.add(time.nanos() + " " + component + " " + cause);
        }

        @Override
        public void note(Time time, String component, String what) {}
    }

    static List<Pod> active(ClusterState state) {
        return state.table(Pod.KIND).all().stream()
                .filter(pod -> !pod.finished() && !pod.deleting())
                .toList();
    }
}
