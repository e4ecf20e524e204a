package dev.wavetank.controllers.rollout;

import static dev.wavetank.controllers.Given.given;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.controllers.Given;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class DeploymentsTest {
    private static final String WEB =
            """
            kind: Deployment
            metadata:
              name: web
              namespace: shop
              generation: 1
              annotations: {deployment.kubernetes.io/revision: "2", kubernetes.io/change-cause: new}
            spec:
              replicas: 10
              selector: {matchLabels: {app: web}}
              strategy: {rollingUpdate: {maxSurge: 3, maxUnavailable: 2}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: "web:2"}]}
            """;

    /// A ReplicaSet of a version, with this many pods wanted and available.
    private static String set(String name, int version, int wanted, int available) {
        return """
        kind: ReplicaSet
        metadata:
          name: web-%s
          namespace: shop
          creationTimestamp: "2026-01-31T0%d:00:00Z"
          labels: {app: web, pod-template-hash: %s}
          annotations:
            deployment.kubernetes.io/revision: "%d"
            deployment.kubernetes.io/desired-replicas: "10"
            deployment.kubernetes.io/max-replicas: "13"
            kubernetes.io/change-cause: new
          ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: uid-web, controller: true}]
        spec:
          replicas: %d
          selector: {matchLabels: {app: web, pod-template-hash: %s}}
          template:
            metadata: {labels: {app: web, pod-template-hash: %s}}
            spec: {containers: [{name: web, image: "web:%d"}]}
        status: {replicas: %d, readyReplicas: %d, availableReplicas: %d}
        """
                .formatted(
                        name, version, name, version, wanted, name, name, version, wanted,
                        available, available);
    }

    private static Given.Then<Deployments.Memory> reconcile(String... yaml) {
        return given(new Deployments(), yaml).when("shop", "web");
    }

    private static Map<String, Integer> sizes(Given.Then<?> then) {
        var sizes = new TreeMap<String, Integer>();
        then.updated(ReplicaSet.class)
                .forEach(set -> sizes.put(set.meta().name(), set.spec().count()));
        return sizes;
    }

    @Test
    void aNewTemplateGetsItsOwnReplicaSetAsLargeAsTheSurgeAllows() {
        var then = reconcile(WEB, set("old", 1, 10, 10));

        var made = then.created(ReplicaSet.class).getFirst();
        String hash = made.meta().label("pod-template-hash");
        assertThat(hash).matches("[bcdfghjklmnpqrstvwxz2456789]{1,10}");
        assertThat(made.meta().name()).isEqualTo("web-" + hash);
        assertThat(made.spec().count()).isEqualTo(3);
        assertThat(made.spec().selector().matchLabels())
                .containsEntry("app", "web")
                .containsEntry("pod-template-hash", hash);
        assertThat(made.meta().annotations())
                .containsEntry("deployment.kubernetes.io/revision", "2")
                .containsEntry("deployment.kubernetes.io/desired-replicas", "10")
                .containsEntry("deployment.kubernetes.io/max-replicas", "13")
                .containsEntry("kubernetes.io/change-cause", "new");
        assertThat(then.events())
                .containsExactly(
                        "Normal ScalingReplicaSet Scaled up replica set "
                                + made.meta().name()
                                + " from 0 to 3");
        assertThat(reasonOf(then)).isEqualTo("NewReplicaSetCreated");
        assertThat(then.why())
                .contains(
                        "creating a replica set: no replica set has its new pod template; "
                                + made.meta().name()
                                + ": 3 wanted");
    }

    private static String reasonOf(Given.Then<?> then) {
        var condition =
                Condition.find(then.status(Deployment.class).status().conditions(), "Progressing");
        return condition == null ? "" : condition.reason();
    }

    /// old wanted and available, new wanted and available -> old, new afterwards
    @ParameterizedTest
    @CsvSource({
        "10,10, 3,0,  8,3",
        "8,8,   3,0,  8,5",
        "8,8,   5,5,  3,5",
        "8,8,   5,2,  6,5",
        "10,4,  3,0,  8,3",
        "3,3,   5,5,  3,10",
        "0,0,   10,9, 0,10",
        // The status has not caught up with a scaling to 8: no more is taken for it.
        "8,10,  5,0,  8,5",
        // Of 5 wanted no more than 5 count as available, whatever the status still says.
        "8,8,   5,7,  3,5",
        // The surge leaves room for 13, but no more than 10 are wanted.
        "0,0,   8,8,  0,10",
    })
    void aRolloutTakesTheSteps(
            int old, int oldAvailable, int now, int nowAvailable, int oldThen, int nowThen) {
        var then =
                reconcile(WEB, set("old", 1, old, oldAvailable), set("new", 2, now, nowAvailable));

        var sizes = sizes(then);
        assertThat(sizes.getOrDefault("web-old", old)).isEqualTo(oldThen);
        assertThat(sizes.getOrDefault("web-new", now)).isEqualTo(nowThen);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 25%, 25%, 3, 2",
        "3, 25%, 25%, 1, 0",
        "1, 0, 0, 0, 1",
        "4, 0%, 10%, 0, 1",
        "10, 50%, 200%, 5, 10",
    })
    void percentagesRoundTheSurgeUpAndTheUnavailableDown(
            int wanted, String surge, String unavailable, int surges, int mayLack) {
        var deployment =
                (Deployment)
                        Given.objects(
                                        WEB.replace("replicas: 10", "replicas: " + wanted)
                                                .replace("maxSurge: 3", "maxSurge: " + surge)
                                                .replace(
                                                        "maxUnavailable: 2",
                                                        "maxUnavailable: " + unavailable))
                                .getFirst();

        assertThat(Bounds.of(deployment)).isEqualTo(new Bounds(surges, mayLack));
    }

    @Test
    void aNewSizeInARolloutIsSharedInProportion() {
        var then =
                reconcile(
                        WEB.replace("replicas: 10", "replicas: 20"),
                        set("old", 1, 8, 8),
                        set("new", 2, 5, 5));

        // 23 may be: 8 and 5 of 13 become 14 and 9.
        assertThat(sizes(then)).containsEntry("web-old", 14).containsEntry("web-new", 9);
    }

    @Test
    void goingBackToAnOldTemplateReusesItsSetUnderANewNumber() {
        var then =
                reconcile(
                        WEB.replace("web:2", "web:1"), set("old", 1, 0, 0), set("new", 2, 10, 10));

        assertThat(then.created(ReplicaSet.class)).isEmpty();
        assertThat(then.updated(ReplicaSet.class))
                .singleElement()
                .satisfies(set -> {
                    assertThat(set.meta().name()).isEqualTo("web-old");
                    assertThat(set.meta().annotations())
                            .containsEntry("deployment.kubernetes.io/revision", "3")
                            .containsEntry("deployment.kubernetes.io/revision-history", "1");
                });
        assertThat(then.updated(Deployment.class))
                .singleElement()
                .satisfies(deployment ->
                        assertThat(deployment.meta().annotations())
                                .containsEntry("deployment.kubernetes.io/revision", "3"));
    }

    private static final String RECREATE =
            WEB.replace(
                    "strategy: {rollingUpdate: {maxSurge: 3, maxUnavailable: 2}}",
                    "strategy: {type: Recreate}");

    private static String oldPod(String phase) {
        return """
        kind: Pod
        metadata:
          name: web-old-a
          namespace: shop
          ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-old, uid: uid-web-old, controller: true}]
        status: {phase: %s}
        """
                .formatted(phase);
    }

    @Test
    void recreateFirstTakesAllOldPodsAway() {
        var then = reconcile(RECREATE, set("old", 1, 10, 10), oldPod("Running"));

        assertThat(sizes(then)).containsEntry("web-old", 0);
        assertThat(then.created(ReplicaSet.class)).isEmpty();
    }

    @Test
    void recreateMakesNoNewSetAndGrowsNoneWhileAnOldPodStillRuns() {
        var waiting = reconcile(RECREATE, set("old", 1, 0, 0), oldPod("Running"));
        assertThat(waiting.created(ReplicaSet.class)).isEmpty();
        assertThat(waiting.why()).contains("waiting for the old pods to end");

        var growing =
                reconcile(RECREATE, set("old", 1, 0, 0), set("new", 2, 0, 0), oldPod("Running"));
        assertThat(sizes(growing)).isEmpty();
    }

    @Test
    void recreateGoesOnWhenTheLastOldPodHasEnded() {
        var made = reconcile(RECREATE, set("old", 1, 0, 0), oldPod("Succeeded"));
        assertThat(made.created(ReplicaSet.class))
                .singleElement()
                .satisfies(set -> assertThat(set.spec().count()).isEqualTo(10));

        var grown = reconcile(RECREATE, set("old", 1, 0, 0), set("new", 2, 0, 0));
        assertThat(sizes(grown)).containsEntry("web-new", 10);
    }

    @Test
    void aDeploymentIsLookedAtWhenAPodOfItsSetsEndsOrGoesAndNotBefore() {
        var controller = new Deployments();
        var view = given(controller, RECREATE, set("old", 1, 0, 0)).view();
        Resource running = Given.objects(oldPod("Running")).getFirst();
        Resource ended = Given.objects(oldPod("Failed")).getFirst();
        var web = new Key("shop", "web");

        assertThat(controller.touched(new Change(0, null, running), view)).isEmpty();
        assertThat(controller.touched(new Change(0, running, ended), view)).containsExactly(web);
        assertThat(controller.touched(new Change(0, running, null), view)).containsExactly(web);
    }

    @Test
    void aPausedDeploymentMakesNoNewVersionButFollowsItsSize() {
        String paused =
                WEB.replace("replicas: 10", "replicas: 12\n  paused: true")
                        + """
                        status: {conditions: [{type: Progressing, status: Unknown, reason: DeploymentPaused}]}
                        """;
        var then = reconcile(paused, set("old", 1, 10, 10));

        assertThat(then.created(ReplicaSet.class)).isEmpty();
        assertThat(sizes(then)).containsEntry("web-old", 12);
    }

    @Test
    void aPauseIsNotedUnlessThereIsNoDeadlineForProgress() {
        String paused = WEB.replace("replicas: 10", "replicas: 10\n  paused: true");
        var noted = reconcile(paused, set("old", 1, 10, 10));
        assertThat(reasonOf(noted)).isEqualTo("DeploymentPaused");

        var never =
                reconcile(
                        paused.replace(
                                "paused: true",
                                "paused: true\n  progressDeadlineSeconds: " + Integer.MAX_VALUE),
                        set("old", 1, 10, 10));
        assertThat(reasonOf(never)).isEmpty();
    }

    @Test
    void oldVersionsBeyondTheLimitAreDeletedOldestFirst() {
        var objects = new ArrayList<String>();
        objects.add(
                WEB.replace("replicas: 10", "replicas: 10\n  revisionHistoryLimit: 1")
                        .replace("revision: \"2\"", "revision: \"5\"")
                        .replace("web:2", "web:5"));
        for (int version = 1; version <= 4; version++) {
            objects.add(set("v" + version, version, 0, 0));
        }
        objects.add(set("v5", 5, 10, 10));

        assertThat(reconcile(objects.toArray(String[]::new)).deleted())
                .containsExactly("web-v1", "web-v2", "web-v3");
    }

    @Test
    void aNameThatIsTakenIsACollisionThatGivesAnotherName() {
        var first = reconcile(WEB).created(ReplicaSet.class).getFirst();
        String foreign =
                set("x", 1, 1, 1)
                        .replace("name: web-x", "name: " + first.meta().name())
                        .replace("uid: uid-web,", "uid: uid-other,");

        var status = reconcile(WEB, foreign).status(Deployment.class).status();
        assertThat(status.collisionCount()).isEqualTo(1);

        var second = reconcile(WEB + "status: {collisionCount: 1}\n", foreign);
        assertThat(second.created(ReplicaSet.class).getFirst().meta().name())
                .isNotEqualTo(first.meta().name());
    }

    @Test
    void aRolloutThatStandsStillForTheDeadlineIsSaidToHaveFailed() {
        String waiting =
                WEB
                        + """
                        status:
                          observedGeneration: 1
                          replicas: 13
                          updatedReplicas: 5
                          readyReplicas: 8
                          availableReplicas: 8
                          conditions:
                          - {type: Progressing, status: "True", reason: ReplicaSetUpdated, lastUpdateTime: "2026-01-31T09:00:00Z"}
                        """;
        var sets = List.of(set("old", 1, 8, 8), set("new", 2, 5, 0));
        var before =
                given(new Deployments(), waiting, sets.get(0), sets.get(1))
                        .after(Duration.ofSeconds(599))
                        .when("shop", "web");
        assertThat(before.plan().wakeAt().orElseThrow().wall())
                .isEqualTo(Given.START.plusSeconds(600));
        assertThat(reasonOf(before)).isEqualTo("ReplicaSetUpdated");

        var after =
                given(new Deployments(), waiting, sets.get(0), sets.get(1))
                        .after(Duration.ofMinutes(10))
                        .when("shop", "web");
        assertThat(reasonOf(after)).isEqualTo("ProgressDeadlineExceeded");
        assertThat(after.status(Deployment.class).status().conditions())
                .extracting(Condition::message)
                .contains("ReplicaSet \"web-new\" has timed out progressing.");
    }

    @Test
    void anInvalidPercentageIsExplainedAndChangesNothing() {
        var then = reconcile(WEB.replace("maxSurge: 3", "maxSurge: many"), set("old", 1, 10, 10));

        assertThat(then.all(Action.class)).isEmpty();
        assertThat(then.why()).contains("invalid value for IntOrString");
    }

    @Test
    void theHashDependsOnTheTemplateAndTheCollisionsOnly() {
        var one = (Deployment) Given.objects(WEB).getFirst();
        var other = (Deployment) Given.objects(WEB.replace("web:2", "web:3")).getFirst();
        var template = one.spec().template();

        assertThat(TemplateHash.of(template, null)).isEqualTo(TemplateHash.of(template, null));
        assertThat(TemplateHash.of(template, null)).isNotEqualTo(TemplateHash.of(template, 1));
        assertThat(TemplateHash.of(template, null))
                .isNotEqualTo(TemplateHash.of(other.spec().template(), null));
        assertThat(TemplateHash.same(TemplateHash.labelled(template, "x"), template)).isTrue();
    }
}
