package dev.wavetank.controllers.nodes;

import static dev.wavetank.controllers.Given.given;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.controllers.Given;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class EvictionTest {
    private static String node(String taints) {
        return "{kind: Node, metadata: {name: node-1}, spec: {taints: [%s]}}".formatted(taints);
    }

    private static final String UNREACHABLE =
            node("{key: node.kubernetes.io/unreachable, effect: NoExecute}");

    private static String pod(String tolerations) {
        return """
        kind: Pod
        metadata: {name: web-a, namespace: shop}
        spec: {nodeName: node-1, tolerations: [%s]}
        status: {phase: Running}
        """
                .formatted(tolerations);
    }

    private static String tolerates(int seconds) {
        return "{key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute,"
                + " tolerationSeconds: "
                + seconds
                + "}";
    }

    @Test
    void aPodThatDoesNotTolerateTheTaintGoesAtOnce() {
        var then = given(new TaintEviction(), UNREACHABLE, pod("")).when("shop", "web-a");

        assertThat(then.deleted()).containsExactly("web-a");
        assertThat(then.events())
                .containsExactly("Normal TaintManagerEviction Marking for deletion Pod shop/web-a");
        assertThat(then.status(Pod.class).status().conditions())
                .extracting(Condition::reason)
                .containsExactly("DeletionByTaintManager");
    }

    @Test
    void aPodThatToleratesItForATimeGoesWhenThatIsOver() {
        String[] world = {UNREACHABLE, pod(tolerates(300))};
        var first = given(new TaintEviction(), world).when("shop", "web-a");
        assertThat(first.actions()).isEmpty();
        assertThat(first.plan().wakeAt().orElseThrow().wall())
                .isEqualTo(Given.START.plusSeconds(300));

        var memory = first.plan().memory();
        assertThat(
                        given(new TaintEviction(), world)
                                .remembering(memory)
                                .after(Duration.ofSeconds(299))
                                .when("shop", "web-a")
                                .deleted())
                .isEmpty();
        assertThat(
                        given(new TaintEviction(), world)
                                .remembering(memory)
                                .after(Duration.ofSeconds(301))
                                .when("shop", "web-a")
                                .deleted())
                .containsExactly("web-a");
    }

    @Test
    void theTolerationCountsFromTheFirstLookHoweverOftenThePodIsLookedAt() {
        String[] world = {UNREACHABLE, pod(tolerates(300))};
        var first = given(new TaintEviction(), world).when("shop", "web-a");
        var second =
                given(new TaintEviction(), world)
                        .remembering(first.plan().memory())
                        .after(Duration.ofSeconds(100))
                        .when("shop", "web-a");
        assertThat(second.plan().wakeAt().orElseThrow().wall())
                .isEqualTo(Given.START.plusSeconds(300));
        assertThat(
                        given(new TaintEviction(), world)
                                .remembering(second.plan().memory())
                                .after(Duration.ofMinutes(5))
                                .when("shop", "web-a")
                                .deleted())
                .containsExactly("web-a");
    }

    @Test
    void aPodStaysWhenTheTaintGoesBefore() {
        var memory =
                given(new TaintEviction(), UNREACHABLE, pod(tolerates(300)))
                        .when("shop", "web-a")
                        .plan()
                        .memory();
        var then =
                given(new TaintEviction(), node(""), pod(tolerates(300)))
                        .remembering(memory)
                        .when("shop", "web-a");

        assertThat(then.events())
                .containsExactly(
                        "Normal TaintManagerEviction Cancelling deletion of Pod shop/web-a");
        assertThat(then.plan().memory()).isEqualTo(new TaintEviction().start());
    }

    @Test
    void aPodThatToleratesItForEverStays() {
        var then =
                given(new TaintEviction(), UNREACHABLE, pod("{operator: Exists}"))
                        .when("shop", "web-a");

        assertThat(then.actions()).isEmpty();
        assertThat(then.plan().wakeAt()).isEmpty();
    }

    @Test
    void theShortestTolerationCountsAndEveryTaintMustBeTolerated() {
        String two =
                node(
                        "{key: node.kubernetes.io/unreachable, effect: NoExecute},"
                                + " {key: upgrade, effect: NoExecute}");
        var shortest =
                given(
                                new TaintEviction(),
                                two,
                                pod(
                                        tolerates(300)
                                                + ", {key: upgrade, operator: Exists,"
                                                + " tolerationSeconds: 20}"))
                        .when("shop", "web-a");
        assertThat(shortest.plan().wakeAt().orElseThrow().wall())
                .isEqualTo(Given.START.plusSeconds(20));

        assertThat(
                        given(new TaintEviction(), two, pod(tolerates(300)))
                                .when("shop", "web-a")
                                .deleted())
                .containsExactly("web-a");
    }

    @Test
    void podsOfANodeThatIsGoneAreRemovedAfterTheQuarantine() {
        var first = given(new PodCollector(), pod("")).when("shop", "web-a");
        assertThat(first.actions()).isEmpty();

        var then =
                given(new PodCollector(), pod(""))
                        .remembering(first.plan().memory())
                        .after(Duration.ofSeconds(40))
                        .when("shop", "web-a");
        assertThat(then.all(Action.Delete.class).getFirst().graceSeconds()).isZero();
        assertThat(then.status(Pod.class).status().phase()).isEqualTo("Failed");
    }

    @Test
    void podsBeingDeletedOnASilentNodeStayWhileTheNodeExists() {
        var then =
                given(
                                new PodCollector(),
                                UNREACHABLE,
                                pod("").replace(
                                                "metadata: {",
                                                "metadata: {deletionTimestamp:"
                                                        + " \"2026-01-31T08:00:00Z\", "))
                        .after(Duration.ofHours(5))
                        .when("shop", "web-a");

        assertThat(then.actions()).isEmpty();
    }

    @Test
    void ofTooManyFinishedPodsTheOldestGo() {
        String[] pods = new String[3];
        for (int i = 0; i < 3; i++) {
            pods[i] =
                    """
                    kind: Pod
                    metadata: {name: job-%d, namespace: shop, creationTimestamp: "2026-01-31T0%d:00:00Z"}
                    status: {phase: Succeeded}
                    """
                            .formatted(i, 5 - i);
        }
        assertThat(given(new PodCollector(2), pods).when("", "").deleted())
                .containsExactly("job-2");
    }
}
