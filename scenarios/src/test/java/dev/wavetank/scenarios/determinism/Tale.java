package dev.wavetank.scenarios.determinism;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.scenarios.assertions.Expressions;
import dev.wavetank.scenarios.files.Read;
import dev.wavetank.scenarios.files.ScenarioFiles;
import dev.wavetank.scenarios.invariants.Invariants;
import dev.wavetank.scenarios.library.Library;
import dev.wavetank.scenarios.run.Setting;
import dev.wavetank.scenarios.run.VirtualRun;
import dev.wavetank.scenarios.samples.Lookup;
import dev.wavetank.scenarios.samples.Samples;
import dev.wavetank.tank.Blueprint;
import dev.wavetank.tank.Ports;
import dev.wavetank.tank.TraceHash;
import dev.wavetank.tank.Tracing;
import dev.wavetank.tank.VirtualTank;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/// A rich story in virtual time: the shop is deployed and rolled out, parts crash, a node loses its
/// power and gets it back. Its trace holds every turn, action, outcome, change and reason.
///
/// Run as a program, `Tale SEED`, it prints the SHA-256 of its trace, and that of a bundled
/// scenario in which the network loses and delays what a stream of customers asks.
final class Tale {
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final TraceHash trace = new TraceHash();
    private final VirtualTank tank;

    private Tale(long seed, Ports ports) {
        tank =
                new VirtualTank(
                        seed,
                        Blueprint.of(
                                3,
                                Quantity.of("4"),
                                Quantity.of("8Gi"),
                                Blueprint.VIRTUAL_CROSSING),
                        ports.within(Tracing.into(trace)),
                        trace);
    }

    public static void main(String[] arguments) {
        System.out.println(both(Long.parseLong(arguments[0])));
    }

    /// {@return the hashes of the story and of the scenario with this seed}
    static String both(long seed) {
        var expressions = new Expressions(Contract.load().kinds());
        var files =
                new ScenarioFiles(_ -> null, Samples.bundled(), _ -> List.of(), Invariants.names());
        String text = Objects.requireNonNull(Library.find("lossy-network"));
        if (!(files.read("lossy-network", text) instanceof Read.Understood(var scenario))) {
            throw new IllegalStateException("the bundled scenario is wrong");
        }
        var result = VirtualRun.live(scenario, seed, new Setting(expressions.forOneRun(), _ -> {}));
        return hash(seed, Ports.PLAIN) + " " + result.hash();
    }

    /// {@return the SHA-256 of the story with this seed, as 64 hex digits}
    ///
    /// @param ports what each component's ports pass through before they are traced
    static String hash(long seed, Ports ports) {
        var tale = new Tale(seed, ports);
        tale.live();
        if (tale.trace.lines() < 5_000) {
            throw new IllegalStateException("too little happened: " + tale.trace.lines());
        }
        return tale.trace.hex();
    }

    private void live() {
        until("nodes are ready", state -> state.table(Node.KIND).size() == 3);
        deploy("1");
        tank.run(Duration.ofMillis(400));
        crash("replicaset-controller");
        until("version 1 runs", Tale::available);
        deploy("2");
        tank.run(Duration.ofMillis(30));
        tank.tank().crashServer();
        tank.run(Duration.ofSeconds(5));
        tank.tank().startServer();
        crash("scheduler");
        until("version 2 runs", Tale::available);
        powerLoss();
        tank.run(Duration.ofMinutes(1));
    }

    private void deploy(String version) {
        switch (Samples.bundled().find("shop", version)) {
            case Lookup.Found(var manifests) ->
                    manifests.forEach(manifest -> tank.apply(manifest.text()));
            case Lookup.Unknown(var message) -> throw new IllegalStateException(message);
        }
    }

    private void crash(String component) {
        tank.tank().crashComponent(component);
        tank.run(Duration.ofSeconds(2));
        tank.tank().startComponent(component);
    }

    private void powerLoss() {
        String victim = tank.state().table(Pod.KIND).all().iterator().next().spec().nodeName();
        tank.tank().powerOff(victim);
        until(
                "pods left " + victim,
                state ->
                        state.table(Pod.KIND).on(victim).stream().allMatch(Pod::deleting)
                                && available(state));
        tank.tank().powerOn(victim);
        until(
                "all nodes are ready",
                state -> state.table(Node.KIND).all().stream().allMatch(Node::ready));
    }

    private static boolean available(ClusterState state) {
        return state.table(Deployment.KIND).size() == 5
                && state.table(Deployment.KIND).all().stream().allMatch(Tale::complete);
    }

    private static boolean complete(Deployment deployment) {
        var status = deployment.status();
        int wanted = deployment.spec().count();
        return List.of(status.availableReplicas(), status.updatedReplicas(), status.replicas())
                        .equals(List.of(wanted, wanted, wanted))
                && status.observedGeneration() == deployment.meta().generation();
    }

    private void until(String what, Predicate<ClusterState> holds) {
        if (!tank.runUntil(holds, PATIENCE)) {
            throw new IllegalStateException("never came true: " + what);
        }
    }
}
