package dev.wavetank.scenarios.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Lease;
import dev.wavetank.cluster.model.LeaseSpec;
import dev.wavetank.cluster.model.MicroTime;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.NodeSpec;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.state.Action;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What the scheduler and controllers can break.
final class BrokenControlPlaneTest {
    private static final String RS = "replicaset-controller";
    private static final String DEPLOYMENT = "deployment-controller";

    private static void found(Rig rig, String invariant, String what, String... objects) {
        var found = rig.violations(invariant);
        assertThat(found).as(rig.inspector.violations().toString()).isNotEmpty();
        assertThat(found.getFirst().problem()).contains(what);
        assertThat(found.getFirst().objects().toString()).contains(objects);
    }

    private static ReplicaSet set(Rig rig) {
        return rig.state().table(ReplicaSet.KIND).in("default").iterator().next();
    }

    @Test
    void aSoundClusterThatRollsOutScalesAndDeletesBreaksNothing() {
        for (int controlPlanes = 1; controlPlanes <= 2; controlPlanes++) {
            var rig = Rig.up(controlPlanes);
            rig.release("web:2");
            rig.run("30S");
            rig.scale(40);
            rig.run("30S");
            rig.release("web:3");
            rig.run("2S");
            rig.scale(3);
            rig.run("60S");
            rig.delete("/apis/apps/v1/namespaces/default/deployments/web");
            rig.run("200S");
            assertThat(rig.inspector.violations()).isEmpty();
            assertThat(rig.inspector.disagreements(rig.sight())).isEmpty();
        }
    }

    @Test
    void aSchedulerThatOverlooksATaint() {
        var rig = Rig.up();
        var node = Objects.requireNonNull(rig.state().table(Node.KIND).get("", "node-2"));
        var cordoned = new NodeSpec(true, node.spec().taints(), node.spec().rest());
        rig.act(
                "node-controller",
                new Action.Update(
                        new Node(
                                node.meta().withResourceVersion(0),
                                cordoned,
                                node.status(),
                                node.rest()),
                        List.of()));
        rig.run("10S");
        rig.send((_, action) ->
                List.of(
                        action instanceof Action.Bind(var ref, var uid, _, var expects)
                                ? new Action.Bind(ref, uid, "node-2", expects)
                                : action));
        rig.scale(5);
        rig.run("10S");
        found(
                rig,
                "pods-are-bound-where-allowed",
                "was bound to node-2: it is cordoned",
                "pods/default/web-",
                "nodes/node-2");
    }

    @Test
    void aSchedulerThatGivesRoomAwayTwice() {
        var rig = Rig.up();
        rig.tank.tank().crashComponent("kubelet-node-1");
        rig.send((_, action) ->
                List.of(
                        action instanceof Action.Bind(var ref, var uid, _, var expects)
                                ? new Action.Bind(ref, uid, "node-1", expects)
                                : action));
        rig.scale(60);
        rig.run("30S");
        found(
                rig,
                "pods-fit-their-node",
                "node-1 has 4000m of cpu to give; the ",
                "nodes/node-1",
                "pods/default/web-");
    }

    @Test
    void aCollectorThatSleeps() {
        var rig = Rig.up();
        rig.tank.tank().crashComponent("garbage-collector");
        rig.delete("/apis/apps/v1/namespaces/default/deployments/web");
        rig.run("50S");
        assertThat(rig.violations("owners-exist")).isEmpty();
        rig.run("15S");
        found(
                rig,
                "owners-exist",
                "is controlled by Deployment web of uid",
                "replicasets.apps/default/web-");
    }

    @Test
    void aCollectorThatDeletesWhatLives() {
        var rig = Rig.up();
        var pod = rig.state().table(Pod.KIND).in("default").iterator().next();
        rig.act("garbage-collector", Action.Delete.of(pod));
        found(
                rig,
                "collector-spares-the-living",
                "garbage-collector deleted "
                        + pod.ref()
                        + ", whose owner replicasets.apps/default/web-",
                pod.ref().toString(),
                "replicasets.apps/default/web-");
    }

    @Test
    void aControllerThatMakesEachPodTwice() {
        var rig = Rig.up();
        rig.send((name, action) ->
                name.equals(RS) && action instanceof Action.Create(Pod pod, _)
                        ? List.of(action, new Action.Create(pod, List.of()))
                        : List.of(action));
        rig.scale(5);
        rig.run("5S");
        found(
                rig,
                "replica-sets-do-not-overshoot",
                "wants 5 pods and made web-",
                "replicasets.apps/default/web-",
                "pods/default/web-");
    }

    @Test
    void aRolloutWithoutBounds() {
        var rig = Rig.up();
        rig.send((name, action) -> {
            if (name.equals(DEPLOYMENT) && action instanceof Action.Create(ReplicaSet set, var e)) {
                var more =
                        new ReplicaSet(
                                set.meta(), set.spec().withReplicas(4), set.status(), set.rest());
                return List.of(new Action.Create(more, e));
            }
            return List.of(action);
        });
        rig.release("web:2");
        rig.run("5S");
        found(
                rig,
                "rollouts-keep-their-surge",
                "deployments.apps/default/web may have 5 pods; its ReplicaSets want 8",
                "deployments.apps/default/web",
                "replicasets.apps/default/web-");
    }

    @Test
    void aRolloutThatTakesAllAtOnce() {
        var rig = Rig.up();
        rig.send((name, action) -> {
            if (name.equals(DEPLOYMENT)
                    && action instanceof Action.Update(ReplicaSet set, _, var e)
                    && set.spec().count() == 3) {
                var less =
                        new ReplicaSet(
                                set.meta(), set.spec().withReplicas(0), set.status(), set.rest());
                return List.of(new Action.Update(less, e));
            }
            return List.of(action);
        });
        rig.release("web:2");
        rig.run("5S");
        found(
                rig,
                "rollouts-keep-pods-available",
                "deployments.apps/default/web has to keep 3 pods available; web-",
                "deployments.apps/default/web",
                "replicasets.apps/default/web-");
    }

    @Test
    void twoWhoUndoEachOthersWork() {
        var rig = Rig.up();
        for (int i = 0; i < 4; i++) {
            var set = set(rig);
            rig.act(
                    DEPLOYMENT,
                    new Action.Update(
                            new ReplicaSet(
                                    set.meta().withResourceVersion(0),
                                    set.spec().withReplicas(1),
                                    set.status(),
                                    set.rest()),
                            List.of()));
            rig.run("5S");
        }
        found(
                rig,
                "rollouts-do-not-oscillate",
                "was scaled up and down in turn 3 times",
                "replicasets.apps/default/web-",
                "deployments.apps/default/web");
    }

    @Test
    void anEndpointControllerThatSleeps() {
        var rig = Rig.up();
        rig.tank.tank().crashComponent("endpointslice-controller");
        rig.scale(1);
        rig.run("4S");
        assertThat(rig.violations("endpoints-are-ready")).isEmpty();
        rig.run("5S");
        found(
                rig,
                "endpoints-are-ready",
                " ready, which is ",
                "endpointslices.discovery.k8s.io/default/web-",
                "pods/default/web-");
        rig.scale(3);
        rig.run("20S");
        found(
                rig,
                "ready-pods-are-endpoints",
                "is Ready and selected by services/default/web, which does not lead to it",
                "services/default/web",
                "pods/default/web-");
    }

    /// The lease of the controller managers gets another holder.
    private static String steal(Rig rig) {
        var lease =
                Objects.requireNonNull(
                        rig.state()
                                .table(Lease.KIND)
                                .get("kube-system", "kube-controller-manager"));
        var s = lease.spec();
        String holder = Objects.requireNonNull(s.holderIdentity());
        rig.post(
                "kubelet-node-1",
                new Action.Update(
                        lease.withSpec(
                                new LeaseSpec(
                                        "thief_1",
                                        15,
                                        s.acquireTime(),
                                        new MicroTime(rig.tank.world().now().wall()),
                                        s.leaseTransitions(),
                                        s.rest())),
                        List.of()));
        return holder.substring(0, holder.indexOf('_'));
    }

    @Test
    void aLeaseThatIsStolen() {
        var rig = Rig.up(2);
        steal(rig);
        rig.run("10ms");
        found(
                rig,
                "leases-are-not-stolen",
                "leases.coordination.k8s.io/kube-system/kube-controller-manager was taken from",
                "kube-controller-manager");
    }

    @Test
    void aFormerLeaderThatGoesOn() {
        formerLeader(Rig::act);
    }

    @Test
    void aFormerLeaderWhoseLastWriteIsUnderWay() {
        formerLeader(Rig::lastAct);
    }

    private static void formerLeader(Deed goesOn) {
        var rig = Rig.up(2);
        rig.deaf.addAll(List.of("controller-manager-1", "controller-manager-2"));
        String leader = steal(rig);
        rig.run("10ms");
        var set = set(rig);
        goesOn.by(
                rig,
                leader + "/" + DEPLOYMENT,
                new Action.Update(
                        set.withMeta(
                                set.meta().withAnnotation("late", "yes").withResourceVersion(0)),
                        List.of()));
        found(
                rig,
                "only-the-leader-acts",
                leader + "/deployment-controller wrote " + set.ref(),
                set.ref().toString(),
                "kube-controller-manager");
    }

    /// Something that a component does.
    private interface Deed {
        void by(Rig rig, String component, Action action);
    }

    @Test
    void aControllerThatAnswersItsOwnWrites() {
        var rig = Rig.up();
        for (int i = 0; i < 140; i++) {
            var set = set(rig);
            rig.act(
                    RS,
                    new Action.Update(
                            set.withMeta(
                                    set.meta()
                                            .withAnnotation("count", "" + i)
                                            .withResourceVersion(0)),
                            List.of()));
        }
        found(
                rig,
                "writes-come-to-rest",
                "times within a minute; allowed here: 112",
                "replicasets.apps/default/web-");
    }

    @Test
    void everyInvariantHasANameAndAReason() {
        var names = new ArrayList<>(Invariants.names());
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z-]+"));
        assertThat(Invariants.all()).allMatch(each -> each.reason().length() > 40);
        assertThat(Invariants.named(List.of("bindings-stay"))).hasSize(1);
        assertThat(Invariants.named(List.of())).hasSameSizeAs(names);
    }
}
