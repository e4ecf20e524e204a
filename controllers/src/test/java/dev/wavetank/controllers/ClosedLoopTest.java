package dev.wavetank.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.EndpointSlice;
import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Namespace;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.controllers.replicas.ReplicaSets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// All controllers together, in virtual time, against a small API server and small nodes.
class ClosedLoopTest {
    private static final String WEB =
            """
            kind: Deployment
            metadata: {name: web, namespace: default}
            spec:
              replicas: 6
              selector: {matchLabels: {app: web}}
              strategy: {rollingUpdate: {maxSurge: 2, maxUnavailable: 1}}
              progressDeadlineSeconds: 60
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers: [{name: web, image: "web:1"}]
                  tolerations:
                  - {key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 300}
            """;

    private final TestCluster cluster = new TestCluster(1);

    private static long ready(ClusterState state) {
        return TestCluster.active(state).stream().filter(Pod::ready).count();
    }

    @Test
    void aDeploymentBecomesPodsEndpointsAndACompleteStatus() {
        cluster.put(WEB);
        cluster.put(
                """
                kind: Service
                metadata: {name: web, namespace: default}
                spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
                """);
        cluster.run(10);

        assertThat(cluster.pods()).hasSize(6).allMatch(Pod::ready);
        var status = cluster.web().status();
        assertThat(status.availableReplicas()).isEqualTo(6);
        assertThat(status.updatedReplicas()).isEqualTo(6);
        assertThat(status.conditions())
                .extracting(condition -> condition.type() + " " + condition.reason())
                .containsExactlyInAnyOrder(
                        "Available MinimumReplicasAvailable", "Progressing NewReplicaSetAvailable");
        assertThat(cluster.web().meta().annotation("deployment.kubernetes.io/revision"))
                .isEqualTo("1");
        var slices = cluster.server.state().table(EndpointSlice.KIND).all();
        assertThat(slices).hasSize(1);
        assertThat(slices.iterator().next().endpoints())
                .hasSize(6)
                .allMatch(endpoint -> Boolean.TRUE.equals(endpoint.conditions().ready()));
        assertThat(cluster.server.events())
                .contains("Normal EnsuredLoadBalancer Ensured load balancer")
                .anyMatch(event ->
                        event.matches(
                                "Normal ScalingReplicaSet Scaled up replica set"
                                        + " web-[a-z0-9]+ from 0 to 6"))
                .filteredOn(event -> event.contains("SuccessfulCreate Created pod: web-"))
                .hasSize(6)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aRolloutKeepsWithinSurgeAndUnavailableAtEveryRevision(long seed) {
        var run = new TestCluster(seed);
        run.put(WEB);
        run.run(10);
        run.server.check(state -> {
            assertThat(TestCluster.active(state)).hasSizeLessThanOrEqualTo(6 + 2);
            assertThat(ready(state)).isGreaterThanOrEqualTo(6 - 1);
        });
        run.put(WEB.replace("web:1", "web:2"));
        run.run(60);

        assertThat(run.pods())
                .hasSize(6)
                .allMatch(pod -> pod.spec().containers().getFirst().image().equals("web:2"));
        assertThat(run.web().meta().annotation("deployment.kubernetes.io/revision")).isEqualTo("2");
    }

    @Test
    void aBrokenVersionStopsWithinTheBoundsTimesOutAndIsRolledBack() {
        cluster.put(WEB);
        cluster.run(10);
        cluster.server.check(state -> assertThat(ready(state)).isGreaterThanOrEqualTo(5));
        cluster.put(WEB.replace("web:1", "web:broken"));
        cluster.run(59);
        assertThat(progressing()).isEqualTo("ReplicaSetUpdated");
        cluster.run(10);
        assertThat(progressing()).isEqualTo("ProgressDeadlineExceeded");

        cluster.put(WEB);
        cluster.run(30);
        assertThat(progressing()).isEqualTo("NewReplicaSetAvailable");
        assertThat(cluster.pods()).hasSize(6).allMatch(Pod::ready);
        assertThat(cluster.web().meta().annotation("deployment.kubernetes.io/revision"))
                .isEqualTo("3");
        assertThat(cluster.server.state().table(ReplicaSet.KIND).all()).hasSize(2);
    }

    private String progressing() {
        var condition = Condition.find(cluster.web().status().conditions(), "Progressing");
        return condition == null ? "" : condition.reason();
    }

    @Test
    void recreateStartsNoNewPodBeforeTheLastOldOneIsGone() {
        String recreate =
                WEB.replace(
                        "strategy: {rollingUpdate: {maxSurge: 2, maxUnavailable: 1}}",
                        "strategy: {type: Recreate}");
        cluster.put(recreate);
        cluster.run(10);
        cluster.server.check(state ->
                assertThat(
                                state.table(Pod.KIND).all().stream()
                                        .map(pod -> pod.spec().containers().getFirst().image())
                                        .distinct())
                        .hasSizeLessThanOrEqualTo(1));
        cluster.put(recreate.replace("web:1", "web:2"));
        cluster.run(30);

        assertThat(cluster.pods()).hasSize(6).allMatch(Pod::ready);
    }

    @Test
    void aControllerThatRestartsWithAnOldViewMakesNoPodTwice() {
        cluster.crash(ReplicaSets.NAME);
        cluster.put(WEB);
        cluster.run(1);
        var old = cluster.server.state();
        assertThat(old.table(ReplicaSet.KIND).all()).hasSize(1);
        var first = cluster.world.child(ReplicaSets.NAME);
        cluster.start(new ReplicaSets(), first, cluster.server.open(ReplicaSets.NAME, first));
        cluster.run(10);
        assertThat(cluster.pods()).hasSize(6);
        cluster.crash(ReplicaSets.NAME);
        cluster.server.check(
                state -> assertThat(state.table(Pod.KIND).all()).hasSizeLessThanOrEqualTo(6));

        var second = cluster.world.child(ReplicaSets.NAME);
        cluster.start(
                new ReplicaSets(),
                second,
                cluster.server.openStale(ReplicaSets.NAME, second, old, Duration.ofSeconds(20)));
        cluster.run(60);

        assertThat(cluster.server.stale()).isNotEmpty();
        assertThat(cluster.pods()).hasSize(6);
    }

    @Test
    void everyControllerGoesQuietOnceAllIsAsWanted() {
        cluster.put(WEB);
        cluster.put(
                """
                kind: Service
                metadata: {name: web, namespace: default}
                spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}
                """);
        cluster.run(30);
        cluster.put(WEB.replace("web:1", "web:2"));
        cluster.run(90);
        int submitted = cluster.server.submitted();
        cluster.run(3600);

        assertThat(cluster.server.submitted()).isEqualTo(submitted);
    }

    @Test
    void oneSeedGivesOneRun() {
        var other = new TestCluster(1);
        for (var run : List.of(cluster, other)) {
            run.put(WEB);
            run.run(20);
            run.put(WEB.replace("web:1", "web:2"));
            run.run(60);
        }

        assertThat(other.turns).isEqualTo(cluster.turns);
        assertThat(other.server.writes()).isEqualTo(cluster.server.writes());
    }

    @Test
    void podsOfANodeThatDiesAreMarkedAfter50SecondsAndReplacedAfterTheirToleration() {
        cluster.put(WEB);
        cluster.run(20);
        cluster.nodes.kill("node-2");
        cluster.run(45);
        assertThat(ready(cluster.server.state())).isEqualTo(6);
        cluster.run(10);
        assertThat(ready(cluster.server.state())).isEqualTo(4);
        cluster.run(290);
        assertThat(cluster.pods()).hasSize(6);
        assertThat(ready(cluster.server.state())).isEqualTo(4);
        cluster.run(20);

        assertThat(ready(cluster.server.state())).isEqualTo(6);
        assertThat(cluster.pods()).noneMatch(pod -> pod.spec().nodeName().equals("node-2"));
        assertThat(cluster.server.events())
                .contains("Normal NodeNotReady Node node-2 status is now: NodeNotReady")
                .anyMatch(event -> event.contains("Marking for deletion Pod default/web-"));
        // The old ones stay until the node returns or its object is deleted.
        assertThat(cluster.server.state().table(Pod.KIND).on("node-2")).hasSize(2);
        cluster.server.perform(
                Action.Delete.of(
                        Objects.requireNonNull(
                                cluster.server.state().table(Node.KIND).get("", "node-2"))));
        cluster.run(60);
        assertThat(cluster.server.state().table(Pod.KIND).on("node-2")).isEmpty();
    }

    @Test
    void podsStayWhenTheirNodeComesBackInTime() {
        cluster.put(WEB);
        cluster.run(20);
        var before = cluster.pods().stream().map(Pod::ref).toList();
        cluster.nodes.kill("node-2");
        cluster.run(120);
        cluster.nodes.revive("node-2");
        cluster.run(600);

        assertThat(cluster.pods().stream().map(Pod::ref)).isEqualTo(before);
        assertThat(cluster.server.events())
                .anyMatch(event -> event.contains("Cancelling deletion of Pod default/web-"));
        assertThat(cluster.server.state().table(Node.KIND).all())
                .allMatch(node -> node.spec().taints().isEmpty());
    }

    @Test
    void deletingADeploymentTakesItsReplicaSetsAndPodsAlong() {
        cluster.put(WEB);
        cluster.run(20);
        cluster.server.perform(Action.Delete.of(cluster.web()));
        cluster.run(20);

        assertThat(cluster.server.state().table(ReplicaSet.KIND).all()).isEmpty();
        assertThat(cluster.server.state().table(Pod.KIND).all()).isEmpty();
    }

    @Test
    void aForegroundDeletionKeepsTheOwnerUntilTheLastPodIsGone() {
        cluster.put(WEB);
        cluster.run(20);
        cluster.server.check(state ->
                assertThat(
                                state.table(Deployment.KIND).all().isEmpty()
                                        && !state.table(Pod.KIND).all().isEmpty())
                        .isFalse());
        cluster.server.perform(
                new Action.Delete(
                        cluster.web().ref(),
                        cluster.web().meta().uid(),
                        null,
                        Action.Propagation.FOREGROUND,
                        List.of()));
        cluster.run(20);

        assertThat(cluster.server.state().table(Deployment.KIND).all()).isEmpty();
    }

    @Test
    void anOrphaningDeletionLeavesThePodsRunning() {
        cluster.put(WEB);
        cluster.run(20);
        cluster.server.perform(
                new Action.Delete(
                        cluster.web().ref(),
                        cluster.web().meta().uid(),
                        null,
                        Action.Propagation.ORPHAN,
                        List.of()));
        cluster.run(60);

        assertThat(cluster.server.state().table(Deployment.KIND).all()).isEmpty();
        assertThat(cluster.server.state().table(ReplicaSet.KIND).all())
                .hasSize(1)
                .allMatch(set -> set.meta().ownerReferences().isEmpty());
        assertThat(cluster.pods()).hasSize(6).allMatch(Pod::ready);
    }

    @Test
    void aDeletedNamespaceIsEmptiedAndGone() {
        cluster.put("{kind: Namespace, metadata: {name: shop}, spec: {finalizers: [kubernetes]}}");
        cluster.put(WEB.replace("namespace: default", "namespace: shop"));
        cluster.run(20);
        assertThat(cluster.pods()).hasSize(6);
        cluster.server.perform(
                Action.Delete.of(
                        Objects.requireNonNull(
                                cluster.server.state().table(Namespace.KIND).get("", "shop"))));
        cluster.run(60);

        assertThat(cluster.server.state().table(Namespace.KIND).get("", "shop")).isNull();
        for (var kind : TestCluster.KINDS) {
            if (!kind.equals(Event.KIND)) {
                assertThat(cluster.server.state().table(kind).in("shop")).isEmpty();
            }
        }
    }

    @Test
    void refusedPodsAreToldAndMadeOnceTheyAreAllowed() {
        cluster.server.refuse(action ->
                action instanceof Action.Create(var object, _) && object instanceof Pod
                        ? new Outcome.Refused("Forbidden", "exceeded quota", List.of())
                        : null);
        cluster.put(WEB);
        cluster.run(20);
        var set = cluster.server.state().table(ReplicaSet.KIND).all().iterator().next();
        assertThat(set.status().conditions())
                .extracting(condition -> condition.type() + " " + condition.message())
                .containsExactly("ReplicaFailure exceeded quota");
        assertThat(cluster.server.events())
                .contains("Warning FailedCreate Error creating: exceeded quota");
        assertThat(cluster.web().status().conditions())
                .anyMatch(condition -> condition.type().equals("ReplicaFailure"));

        cluster.server.refuse(_ -> null);
        cluster.run(60);
        assertThat(cluster.pods()).hasSize(6).allMatch(Pod::ready);
        assertThat(cluster.web().status().conditions())
                .noneMatch(condition -> condition.type().equals("ReplicaFailure"));
    }

    @Test
    void aChangeOfSizeInTheMiddleOfARolloutIsSharedAndReached() {
        cluster.put(WEB);
        cluster.run(10);
        cluster.put(WEB.replace("web:1", "web:2"));
        cluster.run(3);
        cluster.put(WEB.replace("web:1", "web:2").replace("replicas: 6", "replicas: 12"));
        cluster.run(60);

        assertThat(cluster.pods())
                .hasSize(12)
                .allMatch(pod -> pod.spec().containers().getFirst().image().equals("web:2"));
    }
}
