package dev.wavetank.controllers.replicas;

import static dev.wavetank.controllers.Given.given;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Expect;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.controllers.Given;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class ReplicaSetsTest {
    private static final String SET =
            """
            kind: ReplicaSet
            metadata: {name: web, namespace: shop, generation: 2}
            spec:
              replicas: 3
              minReadySeconds: 10
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web, tier: front}, annotations: {note: hi}}
                spec: {containers: [{name: web, image: "web:1"}]}
            """;

    private static final String OWNER =
            "ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web, uid: uid-web,"
                    + " controller: true, blockOwnerDeletion: true}]";

    private static String pod(String name, String ready, String since) {
        return """
        kind: Pod
        metadata: {name: %s, namespace: shop, labels: {app: web, tier: front}, %s}
        spec: {nodeName: node-2}
        status:
          phase: Running
          conditions: [{type: Ready, status: "%s", lastTransitionTime: "%s"}]
        """
                .formatted(name, OWNER, ready, since);
    }

    private static String ready(String name) {
        return pod(name, "True", "2026-01-31T08:00:00Z");
    }

    private static String notReady(String name) {
        return pod(name, "False", "2026-01-31T08:00:00Z");
    }

    private static Given.Then<ReplicaSets.Memory> reconcile(String... yaml) {
        return given(new ReplicaSets(), yaml).when("shop", "web");
    }

    @Test
    void missingPodsAreMadeFromTheTemplateUnderTheExpectationThatNobodyElseMadeThem() {
        var then = reconcile(SET, ready("web-a"), notReady("web-b"));

        assertThat(then.created(Pod.class)).hasSize(1);
        var pod = then.created(Pod.class).getFirst();
        assertThat(pod.meta().generateName()).isEqualTo("web-");
        assertThat(pod.meta().labels()).containsEntry("tier", "front");
        assertThat(pod.meta().annotations()).containsEntry("note", "hi");
        assertThat(pod.meta().ownerReferences().getFirst().uid()).isEqualTo("uid-web");
        assertThat(then.all(Action.Create.class).getFirst().expects())
                .hasAtLeastOneElementOfType(Expect.SameChildren.class)
                .hasAtLeastOneElementOfType(Expect.Version.class);
        assertThat(then.why()).contains("wanted 3 pods, found 2 (1 of them on node-2 not ready)");
    }

    @Test
    void aReasonNamesAFewNodesAndCountsTheOthers() {
        var yaml = new ArrayList<String>();
        yaml.add(SET);
        for (int i = 1; i <= 7; i++) {
            yaml.add(notReady("web-" + i).replace("node-2", "node-" + i));
        }
        yaml.add(notReady("web-8").replace("node-2", "node-7"));

        assertThat(reconcile(yaml.toArray(String[]::new)).why())
                .contains("1 of them on node-5 not ready, 3 of them on 2 other nodes not ready)")
                .doesNotContain("node-6");
    }

    @Test
    void atMost500PodsAreMadeInOnePlan() {
        assertThat(reconcile(SET.replace("replicas: 3", "replicas: 2000")).created(Pod.class))
                .hasSize(500);
    }

    @Test
    void finishedAndTerminatingPodsAreReplaced() {
        var then =
                reconcile(
                        SET,
                        ready("web-a"),
                        ready("web-b").replace("phase: Running", "phase: Failed"),
                        ready("web-c")
                                .replace(
                                        "metadata: {",
                                        "metadata: {deletionTimestamp: \"2026-01-31T08:59:59Z\","
                                                + " "));

        assertThat(then.created(Pod.class)).hasSize(2);
        var status = then.status(ReplicaSet.class).status();
        assertThat(status.replicas()).isEqualTo(1);
        assertThat(status.terminatingReplicas()).isEqualTo(1);
    }

    @Test
    void podsThatAreTooMuchAreDeletedTheNotReadyOneFirst() {
        var then =
                reconcile(SET, ready("web-a"), ready("web-b"), notReady("web-c"), ready("web-d"));

        assertThat(then.deleted()).containsExactly("web-c");
        assertThat(then.why()).contains("deleting web-c: not ready on node-2");
    }

    @Test
    void aPodIsAvailableAfterMinReadySecondsAndThePlanWakesThen() {
        var then =
                reconcile(
                        SET,
                        ready("web-a"),
                        pod("web-b", "True", "2026-01-31T08:59:55Z"),
                        notReady("web-c"));

        var status = then.status(ReplicaSet.class).status();
        assertThat(status.readyReplicas()).isEqualTo(2);
        assertThat(status.availableReplicas()).isEqualTo(1);
        assertThat(status.observedGeneration()).isEqualTo(2);
        assertThat(then.plan().wakeAt()).isPresent();
        assertThat(then.plan().wakeAt().get().wall())
                .isEqualTo(Given.START.plus(Duration.ofSeconds(5)));
    }

    @Test
    void labelsOfTheTemplateThatAPodLostAreCounted() {
        var then =
                reconcile(
                        SET,
                        ready("web-a"),
                        ready("web-b").replace(", tier: front", ""),
                        ready("web-c"));

        assertThat(then.status(ReplicaSet.class).status().fullyLabeledReplicas()).isEqualTo(2);
    }

    @Test
    void anOrphanThatMatchesIsAdoptedAndCounted() {
        var then =
                reconcile(SET, ready("web-a"), ready("web-b"), ready("web-c").replace(OWNER, ""));

        assertThat(then.created(Pod.class)).isEmpty();
        assertThat(then.updated(Pod.class))
                .singleElement()
                .satisfies(pod -> {
                    assertThat(pod.meta().name()).isEqualTo("web-c");
                    assertThat(pod.meta().ownerReferences().getFirst().uid()).isEqualTo("uid-web");
                });
    }

    @Test
    void aPodOfAnotherControllerIsLeftAlone() {
        var then =
                reconcile(
                        SET,
                        ready("web-a"),
                        ready("web-b"),
                        ready("web-c").replace("uid-web", "uid-other"));

        assertThat(then.updated(Pod.class)).isEmpty();
        assertThat(then.created(Pod.class)).hasSize(1);
    }

    @Test
    void aPodThatNoLongerMatchesIsReleasedAndReplaced() {
        var then =
                reconcile(
                        SET,
                        ready("web-a"),
                        ready("web-b"),
                        ready("web-c").replace("app: web", "app: debug"));

        assertThat(then.updated(Pod.class))
                .singleElement()
                .satisfies(pod -> assertThat(pod.meta().ownerReferences()).isEmpty());
        assertThat(then.created(Pod.class)).hasSize(1);
    }

    @Test
    void aSetThatIsBeingDeletedMakesAndTakesNothing() {
        var then =
                reconcile(
                        SET.replace(
                                "metadata: {",
                                "metadata: {deletionTimestamp: \"2026-01-31T08:59:59Z\", "),
                        ready("web-c").replace(OWNER, ""));

        assertThat(then.created(Pod.class)).isEmpty();
        assertThat(then.updated(Pod.class)).isEmpty();
    }

    @Test
    void answersAreToldOnceWithTheNamesTheServerGave() {
        var controller = new ReplicaSets();
        var first = given(controller, SET).when("shop", "web");
        var memory = first.plan().memory();
        var create = first.all(Action.Create.class).getFirst();
        var made = Given.objects(ready("web-x7k2p")).getFirst();
        memory = controller.answered(memory, create, new Outcome.Accepted(9, made, false));

        var next =
                given(controller, SET, ready("web-x7k2p")).remembering(memory).when("shop", "web");
        assertThat(next.events()).containsExactly("Normal SuccessfulCreate Created pod: web-x7k2p");
        assertThat(next.plan().memory()).isEqualTo(controller.start());
    }

    @Test
    void fromTheTenthOnSimilarEventsAreToldAsOne() {
        var untold = Untold.NOTHING;
        var create = new Action.Create(Given.objects(ready("x")).getFirst(), List.of());
        for (int i = 1; i <= 30; i++) {
            var made = Given.objects(ready("web-" + i)).getFirst();
            untold = untold.after(create, new Outcome.Accepted(i, made, false));
        }
        assertThat(untold.lines()).hasSize(10);
        assertThat(untold.lines().getLast().message())
                .isEqualTo("(combined from similar events): Created pod: web-30");
    }

    @Test
    void nothingIsWrittenWhenAllIsAsWanted() {
        String status =
                """
                status: {replicas: 3, fullyLabeledReplicas: 3, readyReplicas: 3, availableReplicas: 3,
                  terminatingReplicas: 0, observedGeneration: 2}
                """;
        var then = reconcile(SET + status, ready("web-a"), ready("web-b"), ready("web-c"));

        assertThat(then.actions()).isEmpty();
        assertThat(then.why()).contains("all 3 pods available");
    }
}
