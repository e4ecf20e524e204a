package dev.wavetank.scenarios.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Ip;
import dev.wavetank.cluster.model.Lease;
import dev.wavetank.cluster.model.LeaseSpec;
import dev.wavetank.cluster.model.MicroTime;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.NodeStatus;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.PodStatus;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.Observed;
import dev.wavetank.node.runtime.ObservedContainer;
import dev.wavetank.node.runtime.ObservedPod;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// What node agents, or the runtimes under them, can break.
final class BrokenAgentTest {
    private static Pod pod(Rig rig) {
        return rig.state().table(Pod.KIND).in("default").iterator().next();
    }

    private static void statuses(Rig rig, UnaryOperator<PodStatus> broken) {
        rig.send((name, action) ->
                action instanceof Action.UpdateStatus(Pod pod, var expects)
                        ? List.of(
                                new Action.UpdateStatus(
                                        pod.withStatus(broken.apply(pod.status())), expects))
                        : List.of(action));
    }

    private static void found(Rig rig, String invariant, String what, String... objects) {
        var found = rig.violations(invariant);
        assertThat(found).as(rig.inspector.violations().toString()).isNotEmpty();
        assertThat(found.getFirst().problem()).contains(what);
        assertThat(found.getFirst().objects().toString()).contains(objects);
    }

    @Test
    void aPodThatFailedAndRunsAgain() {
        var rig = Rig.up();
        var pod = pod(rig);
        var agent = "kubelet-" + pod.spec().nodeName();
        rig.send((_, action) ->
                action instanceof Action.UpdateStatus(Pod _, _)
                        ? List.of(action, action)
                        : List.of(action));
        rig.act(
                agent,
                new Action.UpdateStatus(
                        pod.withStatus(pod.status().withPhase("Failed")), List.of()));
        var failed = Objects.requireNonNull(rig.state().table(Pod.KIND).get(pod.key()));
        rig.act(
                agent,
                new Action.UpdateStatus(
                        failed.withStatus(failed.status().withPhase("Running")), List.of()));
        found(rig, "phases-end", "was Failed and is Running", pod.ref().toString());
    }

    @Test
    void aRestartThatIsForgotten() {
        var rig = Rig.up();
        var pod = pod(rig);
        var agent = "kubelet-" + pod.spec().nodeName();
        for (int count : List.of(3, 1)) {
            var now = Objects.requireNonNull(rig.state().table(Pod.KIND).get(pod.key()));
            var old = now.status().containerStatuses().getFirst();
            var changed =
                    new dev.wavetank.cluster.model.ContainerStatus(
                            old.name(),
                            old.state(),
                            old.lastState(),
                            old.ready(),
                            count,
                            old.image(),
                            old.imageID(),
                            old.containerID(),
                            old.started(),
                            old.rest());
            var s = now.status();
            rig.act(
                    agent,
                    new Action.UpdateStatus(
                            now.withStatus(
                                    new PodStatus(
                                            s.phase(),
                                            s.conditions(),
                                            s.message(),
                                            s.reason(),
                                            s.hostIP(),
                                            s.hostIPs(),
                                            s.podIP(),
                                            s.podIPs(),
                                            s.startTime(),
                                            s.initContainerStatuses(),
                                            List.of(changed),
                                            s.qosClass(),
                                            s.observedGeneration(),
                                            s.rest())),
                            List.of()));
        }
        found(
                rig,
                "restarts-count",
                "container web of pods/default/"
                        + pod.meta().name()
                        + " had restarted 3 times and now only",
                pod.ref().toString());
    }

    @Test
    void aHeartbeatFromThePast() {
        var rig = Rig.up();
        rig.send((name, action) -> {
            if (action instanceof Action.Update(Lease lease, _, var expects)
                    && name.equals("kubelet-node-2")) {
                var s = lease.spec();
                var past =
                        Objects.requireNonNull(s.renewTime()).instant().minus(Duration.ofHours(3));
                return List.of(
                        new Action.Update(
                                lease.withSpec(
                                        new LeaseSpec(
                                                s.holderIdentity(),
                                                s.leaseDurationSeconds(),
                                                s.acquireTime(),
                                                new MicroTime(past),
                                                s.leaseTransitions(),
                                                s.rest())),
                                expects));
            }
            return List.of(action);
        });
        rig.run("30S");
        found(rig, "times-grow", "was renewed by node-2 at", "kube-node-lease/node-2");
    }

    private static Node little(Node node) {
        var little = new TreeMap<>(node.status().allocatable());
        little.put("cpu", Quantity.of("150m"));
        var s = node.status();
        return node.withStatus(
                new NodeStatus(s.capacity(), little, s.conditions(), s.addresses(), s.rest()));
    }

    @Test
    void anAgentThatStartsWhatDoesNotFit() {
        var rig = new Rig(1, 2, 1);
        // It says that it has little, and takes as much as it really has.
        rig.send((name, action) -> {
            if (name.equals("kubelet-node-1")) {
                if (action instanceof Action.UpdateStatus(Node node, var expects)) {
                    return List.of(new Action.UpdateStatus(little(node), expects));
                } else if (action instanceof Action.Create(Node node, var expects)) {
                    return List.of(new Action.Create(little(node), expects));
                }
            }
            return List.of(
                    action instanceof Action.Bind(var ref, var uid, _, var expects)
                            ? new Action.Bind(ref, uid, "node-1", expects)
                            : action);
        });
        rig.run("40S");
        rig.tank.apply(Rig.WEB);
        rig.run("30S");
        found(
                rig,
                "nodes-run-what-fits",
                "node-1 has 150m of cpu to give; the ",
                "nodes/node-1",
                "pods/default/web-");
        found(rig, "pods-fit-their-node", "pods bound to it ask for", "nodes/node-1");
    }

    @Test
    void aRuntimeThatStartsASecondRun() {
        var rig = Rig.up();
        rig.tell((_, seen) -> {
            var pods = seen.pods();
            for (var pod : seen.pods().values()) {
                pods = pods.plus(pod.pod().uid(), twice(pod));
            }
            return new Observed(pods, seen.images());
        });
        rig.scale(5);
        rig.run("10S");
        found(
                rig,
                "containers-run-once",
                "has the runs 0 and 1, both alive, on",
                "pods/default/web-",
                "nodes/node-");
    }

    private static ObservedPod twice(ObservedPod pod) {
        var runs = new ArrayList<>(pod.containers());
        for (var run : pod.containers()) {
            runs.add(
                    new ObservedContainer(
                            run.name(),
                            run.attempt() + 1,
                            run.sandbox(),
                            run.state(),
                            run.id(),
                            run.image(),
                            run.imageId(),
                            run.startedAt(),
                            run.finishedAt(),
                            run.exitCode(),
                            run.reason(),
                            run.message(),
                            run.probes()));
        }
        return new ObservedPod(pod.pod(), pod.sandbox(), pod.ready(), pod.ip(), runs);
    }

    @Test
    void aPodThatRunsOnTwoNodes() {
        var rig = Rig.up();
        var copy = new TreeMap<String, ObservedPod>();
        rig.tell((name, seen) -> {
            if (name.equals("kubelet-node-1")) {
                copy.putAll(seen.pods());
                return seen;
            }
            return name.equals("kubelet-node-3")
                    ? new Observed(seen.pods().plusAll(copy), seen.images())
                    : seen;
        });
        rig.scale(9);
        rig.run("10S");
        found(rig, "pods-run-where-bound", "node-3", "pods/default/web-", "nodes/node-");
    }

    @Test
    void containersThatNobodyStops() {
        var rig = Rig.up();
        rig.perform((_, command) ->
                command instanceof Command.Stop || command instanceof Command.Remove
                        ? List.of()
                        : List.of(command));
        var pod = pod(rig);
        rig.act("replicaset-controller", Action.Delete.now(pod));
        rig.run("80S");
        assertThat(rig.violations("containers-have-pods")).isEmpty();
        rig.run("20S");
        found(
                rig,
                "containers-have-pods",
                "run on " + pod.spec().nodeName() + "; the pod is gone",
                pod.ref().toString());
    }

    @Test
    void twoPodsWithOneAddress() {
        var rig = Rig.up();
        statuses(
                rig,
                s ->
                        new PodStatus(
                                s.phase(),
                                s.conditions(),
                                s.message(),
                                s.reason(),
                                s.hostIP(),
                                s.hostIPs(),
                                s.podIP().isEmpty() ? "" : "10.1.1.1",
                                s.podIP().isEmpty() ? List.of() : List.of(new Ip("10.1.1.1")),
                                s.startTime(),
                                s.initContainerStatuses(),
                                s.containerStatuses(),
                                s.qosClass(),
                                s.observedGeneration(),
                                s.rest()));
        rig.scale(8);
        rig.run("10S");
        found(
                rig,
                "addresses-are-unique",
                "got the address 10.1.1.1, which pods/default/web-",
                "web-");
    }

    @Test
    void anAgentThatLetsEveryPodFail() {
        var rig = Rig.up();
        statuses(rig, status -> status.withPhase("Failed"));
        rig.scale(5);
        rig.run("300ms");
        found(
                rig,
                "pods-are-not-churned",
                "wants 5 pods and made 26 within ten minutes without a fault; allowed: 25",
                "replicasets.apps/default/web-");
    }
}
