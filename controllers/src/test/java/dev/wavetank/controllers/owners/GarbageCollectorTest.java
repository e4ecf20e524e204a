package dev.wavetank.controllers.owners;

import static dev.wavetank.controllers.Given.given;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Expect;
import dev.wavetank.controllers.Given;

import org.junit.jupiter.api.Test;

import java.util.List;

class GarbageCollectorTest {
    private final GarbageCollector collector =
            new GarbageCollector(List.of(Deployment.KIND, ReplicaSet.KIND, Pod.KIND));

    private static String owner(String kind, String name) {
        return "{apiVersion: apps/v1, kind: %s, name: %s, uid: uid-%s, blockOwnerDeletion: true}"
                .formatted(kind, name, name);
    }

    private static String pod(String... owners) {
        return """
        kind: Pod
        metadata: {name: a, namespace: shop, ownerReferences: [%s]}
        """
                .formatted(String.join(", ", owners));
    }

    private static String set(String name, String more) {
        return "{kind: ReplicaSet, metadata: {name: %s, namespace: shop%s}}".formatted(name, more);
    }

    private static final String FOREGROUND =
            ", deletionTimestamp: \"2026-01-31T08:00:00Z\", finalizers: [foregroundDeletion, mine]";
    private static final String ORPHAN =
            ", deletionTimestamp: \"2026-01-31T08:00:00Z\", finalizers: [orphan]";

    private Given.Then<GarbageCollector.Memory> pod(List<String> yaml) {
        return given(collector, yaml.toArray(String[]::new)).when("shop", "pods/a");
    }

    private Given.Then<GarbageCollector.Memory> owner(List<String> yaml) {
        return given(collector, yaml.toArray(String[]::new)).when("shop", "replicasets.apps/web");
    }

    @Test
    void anObjectWhoseOwnersAreAllGoneIsDeletedExpectingThatTheyAre() {
        var then = pod(List.of(pod(owner("ReplicaSet", "web"))));

        assertThat(then.deleted()).containsExactly("a");
        var delete = then.all(Action.Delete.class).getFirst();
        assertThat(delete.propagation()).isEqualTo(Action.Propagation.BACKGROUND);
        assertThat(delete.expects())
                .contains(new Expect.Gone(ReplicaSet.KIND.ref("shop", "web"), "uid-web"))
                .hasAtLeastOneElementOfType(Expect.Version.class);
    }

    @Test
    void anObjectWithALiveOwnerStays() {
        assertThat(pod(List.of(pod(owner("ReplicaSet", "web")), set("web", ""))).actions())
                .isEmpty();
    }

    @Test
    void anOwnerOfTheSameNameButAnotherUidIsNotTheOwner() {
        assertThat(
                        pod(List.of(pod(owner("ReplicaSet", "web")), set("web", ", uid: other")))
                                .deleted())
                .containsExactly("a");
    }

    @Test
    void anOwnerOfAKindThatIsNotWatchedCountsAsAlive() {
        assertThat(pod(List.of(pod(owner("StatefulSet", "db")))).actions()).isEmpty();
    }

    @Test
    void anOwnerInAnotherNamespaceKeepsItsObject() {
        assertThat(
                        pod(List.of(
                                        pod(owner("ReplicaSet", "web")),
                                        set("web", "").replace("shop", "other")))
                                .actions())
                .isEmpty();
    }

    @Test
    void withOneLiveOwnerOnlyTheReferencesToTheOthersGo() {
        var then =
                pod(
                        List.of(
                                pod(owner("ReplicaSet", "web"), owner("ReplicaSet", "old")),
                                set("web", "")));

        assertThat(then.deleted()).isEmpty();
        assertThat(then.updated(Pod.class).getFirst().meta().ownerReferences())
                .singleElement()
                .satisfies(left -> assertThat(left.name()).isEqualTo("web"));
    }

    @Test
    void aForegroundDeletionTakesTheDependentsFirst() {
        var world = List.of(pod(owner("ReplicaSet", "web")), set("web", FOREGROUND));

        assertThat(owner(world).actions()).isEmpty();
        assertThat(pod(world).deleted()).containsExactly("a");
    }

    @Test
    void aForegroundDeletionEndsWithTheLastBlockingDependent() {
        var then =
                owner(
                        List.of(
                                pod(
                                        owner("ReplicaSet", "web")
                                                .replace(
                                                        "blockOwnerDeletion: true",
                                                        "blockOwnerDeletion: false")),
                                set("web", FOREGROUND)));

        assertThat(then.updated(ReplicaSet.class).getFirst().meta().finalizers())
                .containsExactly("mine");
        assertThat(then.all(Action.Update.class).getFirst().expects())
                .hasOnlyElementsOfType(Expect.SameChildren.class);
    }

    @Test
    void aDependentThatHoldsUpAnotherOwnersDeletionDoesNotHoldUpThisOnes() {
        String free = owner("ReplicaSet", "web").replace("Deletion: true", "Deletion: false");
        var then =
                owner(
                        List.of(
                                pod(free, owner("ReplicaSet", "other")),
                                set("web", FOREGROUND),
                                set("other", "")));

        assertThat(then.updated(ReplicaSet.class).getFirst().meta().finalizers())
                .containsExactly("mine");
    }

    @Test
    void aDependentWithDependentsOfItsOwnIsDeletedInTheForegroundToo() {
        String app =
                "{kind: Deployment, metadata: {name: app, namespace: shop%s}}"
                        .formatted(FOREGROUND);
        String set = set("web", ", ownerReferences: [%s]".formatted(owner("Deployment", "app")));
        var alone = owner(List.of(app, set));
        assertThat(alone.all(Action.Delete.class).getFirst().propagation())
                .isEqualTo(Action.Propagation.BACKGROUND);

        var parent = owner(List.of(app, set, pod(owner("ReplicaSet", "web"))));
        assertThat(parent.all(Action.Delete.class).getFirst().propagation())
                .isEqualTo(Action.Propagation.FOREGROUND);
    }

    @Test
    void anOrphaningDeletionFirstMakesTheDependentsForget() {
        var then = owner(List.of(pod(owner("ReplicaSet", "web")), set("web", ORPHAN)));
        assertThat(then.updated(Pod.class).getFirst().meta().ownerReferences()).isEmpty();
        assertThat(then.updated(ReplicaSet.class)).isEmpty();

        var next = owner(List.of(pod(), set("web", ORPHAN)));
        assertThat(next.updated(ReplicaSet.class).getFirst().meta().finalizers()).isEmpty();
    }
}
