package dev.wavetank.scenarios.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.apiserver.core.Commit;
import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.UnaryOperator;

/// What only the API server can break: the history that it tells is changed.
final class BrokenServerTest {
    private static Pod pod(Rig rig) {
        return rig.state().table(Pod.KIND).in("default").iterator().next();
    }

    /// Each change of a pod is told in another way.
    private static void pods(Rig rig, UnaryOperator<Change> broken) {
        rig.serve(commit ->
                new Commit(
                        commit.changes().stream()
                                .map(change ->
                                        change.object() instanceof Pod
                                                        && change.ref()
                                                                .namespace()
                                                                .equals("default")
                                                ? broken.apply(change)
                                                : change)
                                .toList(),
                        commit.state()));
    }

    private static void after(Rig rig, UnaryOperator<Resource> broken) {
        pods(
                rig,
                change ->
                        change.before() == null || change.after() == null
                                ? change
                                : new Change(
                                        change.revision(),
                                        change.before(),
                                        broken.apply(change.after())));
    }

    private static void found(Rig rig, String invariant, String what) {
        var found = rig.violations(invariant);
        assertThat(found).as(rig.inspector.violations().toString()).isNotEmpty();
        assertThat(found.getFirst().problem()).contains(what);
        assertThat(found.getFirst().objects()).isNotEmpty().allMatch(each -> each.contains("web"));
    }

    @Test
    void aRevisionThatDoesNotGrow() {
        var rig = Rig.up();
        pods(rig, change -> new Change(5, change.before(), change.after()));
        rig.scale(2);
        rig.run("5S");
        found(rig, "revisions-grow", "was written at revision 5 after revision");
    }

    @Test
    void anObjectWithAnotherRevisionThanItsWrite() {
        var rig = Rig.up();
        after(rig, pod -> pod.withMeta(pod.meta().withResourceVersion(7)));
        rig.scale(2);
        rig.run("5S");
        found(rig, "revisions-grow", "carries resourceVersion 7 and was written at");
    }

    @Test
    void aGenerationThatGoesBack() {
        var rig = Rig.up();
        after(rig, pod -> pod.withMeta(pod.meta().withGeneration(0)));
        rig.scale(2);
        rig.run("5S");
        found(rig, "generations-grow", "went back from generation 1 to 0");
    }

    @Test
    void aControllerThatSawMoreThanThereIs() {
        var rig = Rig.up();
        rig.send((name, action) -> {
            if (action instanceof Action.UpdateStatus(Deployment deployment, var expects)) {
                var ahead = deployment.withMeta(deployment.meta().withGeneration(99));
                var status = ahead.status();
                return List.of(
                        new Action.UpdateStatus(
                                deployment.withStatus(
                                        new dev.wavetank.cluster.model.DeploymentStatus(
                                                99,
                                                status.replicas(),
                                                status.updatedReplicas(),
                                                status.readyReplicas(),
                                                status.availableReplicas(),
                                                status.unavailableReplicas(),
                                                status.terminatingReplicas(),
                                                status.collisionCount(),
                                                status.conditions(),
                                                status.rest())),
                                expects));
            }
            return List.of(action);
        });
        rig.scale(2);
        rig.run("5S");
        found(rig, "generations-grow", "has observedGeneration 99; its generation is ");
    }

    @Test
    void anObjectThatBecomesAnother() {
        var rig = Rig.up();
        after(rig, pod -> pod.withMeta(pod.meta().withUid("another")));
        rig.scale(2);
        rig.run("5S");
        found(rig, "identities-stay", "and got another without being deleted");
    }

    @Test
    void aDeletionThatIsTakenBack() {
        var rig = Rig.up();
        pods(
                rig,
                change ->
                        change.before() != null
                                        && change.after() == null
                                        && change.before().deleting()
                                ? new Change(
                                        change.revision(),
                                        change.before(),
                                        change.before()
                                                .withMeta(
                                                        change.before()
                                                                .meta()
                                                                .withDeletion(null, null)))
                                : change);
        rig.scale(2);
        rig.run("60S");
        found(rig, "deletions-stay", "and is no longer to be");
    }

    @Test
    void aPodThatMoves() {
        var rig = Rig.up();
        String on = pod(rig).spec().nodeName();
        after(
                rig,
                each -> {
                    var pod = (Pod) each;
                    return pod.withSpec(pod.spec().withNodeName("node-9"));
                });
        rig.scale(2);
        rig.run("5S");
        assertThat(on).startsWith("node-");
        found(rig, "bindings-stay", "and is moved to \"node-9\"");
    }
}
