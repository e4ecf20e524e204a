package dev.wavetank.apiserver.core;

import static dev.wavetank.apiserver.core.Bench.POD;
import static dev.wavetank.apiserver.core.Bench.accepted;
import static dev.wavetank.apiserver.core.Bench.refused;
import static dev.wavetank.apiserver.core.Bench.stale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Namespace;
import dev.wavetank.cluster.model.NamespaceSpec;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.model.ServiceAccount;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Action.Propagation;
import dev.wavetank.cluster.state.Outcome;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;

class DeletesTest {
    private static final String REPLICA_SET =
            "{'metadata': {'name': 'web', 'namespace': 'default'}, 'spec': {'selector':"
                    + " {'matchLabels': {'app': 'web'}}, 'template': {'metadata': {'labels':"
                    + " {'app': 'web'}}, 'spec': {'containers': [{'name': 'c', 'image': 'i'}]}}}}";

    private final Bench bench = new Bench();

    private Pod bound() {
        var pod = bench.created(Pod.KIND, POD);
        return accepted(Pod.KIND, bench.submit(Action.Bind.of(pod, "node-1")));
    }

    private Outcome delete(Resource object, @Nullable Long grace, Propagation propagation) {
        return bench.submit(
                new Action.Delete(
                        object.ref(), object.meta().uid(), grace, propagation, List.of()));
    }

    @Test
    void aPodOnANodeGetsItsTime() {
        var pod = bound();

        var going = accepted(Pod.KIND, bench.submit(Action.Delete.of(pod)));

        assertThat(going.meta().deletionTimestamp()).isEqualTo(Bench.START.plusSeconds(30));
        assertThat(going.meta().deletionGracePeriodSeconds()).isEqualTo(30);
        assertThat(going.meta().generation()).isEqualTo(2);
        assertThat(bench.gone(pod)).isFalse();
    }

    @Test
    void aPodWithoutNodeGoesAtOnce() {
        var pod = bench.created(Pod.KIND, POD);

        var outcome = bench.submit(Action.Delete.of(pod));

        assertThat(((Outcome.Accepted) outcome).gone()).isTrue();
        assertThat(bench.gone(pod)).isTrue();
    }

    @Test
    void aPodThatEndedGoesAtOnce() {
        var pod = bound();
        var failed =
                pod.withStatus(Bench.object(Pod.KIND, "{'status': {'phase': 'Failed'}}").status());
        bench.submit(new Action.UpdateStatus(failed, List.of()));

        bench.submit(Action.Delete.of(pod));

        assertThat(bench.gone(pod)).isTrue();
    }

    @Test
    void aSecondDeletionCanOnlyBeShorter() {
        var pod = bound();
        delete(pod, 20L, Propagation.BACKGROUND);
        long revision = bench.state().revision();

        delete(pod, 25L, Propagation.BACKGROUND);
        delete(pod, null, Propagation.BACKGROUND);
        assertThat(bench.state().revision()).isEqualTo(revision);

        var shorter = accepted(Pod.KIND, delete(pod, 5L, Propagation.BACKGROUND));
        assertThat(shorter.meta().deletionGracePeriodSeconds()).isEqualTo(5);
        assertThat(shorter.meta().deletionTimestamp()).isEqualTo(Bench.START.plusSeconds(5));
        assertThat(shorter.meta().generation()).isEqualTo(2);

        delete(pod, 0L, Propagation.BACKGROUND);
        assertThat(bench.gone(pod)).isTrue();
    }

    @Test
    void aPodThatIsGoingStaysForItsFinalizers() {
        var pod = bound();
        var held =
                accepted(
                        Pod.KIND,
                        bench.update(pod.withMeta(pod.meta().withFinalizers(List.of("a.io/b")))));
        bench.submit(Action.Delete.of(held));

        bench.submit(Action.Delete.now(held));
        var stored = bench.get(Pod.KIND, "default", "web");
        assertThat(stored.meta().deletionGracePeriodSeconds()).isZero();

        bench.update(stored.withMeta(stored.meta().withFinalizers(List.of())));
        assertThat(bench.gone(pod)).isTrue();
    }

    @Test
    void finalizersGoWhileItsTimeRunsButThePodStays() {
        var pod = bound();
        var held =
                accepted(
                        Pod.KIND,
                        bench.update(pod.withMeta(pod.meta().withFinalizers(List.of("a.io/b")))));
        var going = accepted(Pod.KIND, bench.submit(Action.Delete.of(held)));

        bench.update(going.withMeta(going.meta().withFinalizers(List.of())));

        assertThat(bench.gone(pod)).isFalse();
    }

    @Test
    void aNamesakeIsNotDeleted() {
        var pod = bound();

        assertThat(
                        stale(
                                bench.submit(
                                        new Action.Delete(
                                                pod.ref(),
                                                "x",
                                                null,
                                                Propagation.BACKGROUND,
                                                List.of()))))
                .contains("the UID in the precondition (x) does not match");
        assertThat(bench.gone(pod)).isFalse();
    }

    @Test
    void whatIsNotThereCannotBeDeleted() {
        var pod = bench.created(Pod.KIND, POD);
        bench.submit(Action.Delete.of(pod));

        assertThat(refused(bench.submit(Action.Delete.of(pod))))
                .isEqualTo("NotFound: pods \"web\" not found");
    }

    @Test
    void aForegroundDeletionWaitsForTheCollector() {
        var set = bench.created(ReplicaSet.KIND, REPLICA_SET);

        var going = accepted(ReplicaSet.KIND, delete(set, null, Propagation.FOREGROUND));
        assertThat(going.meta().finalizers()).containsExactly("foregroundDeletion");
        assertThat(going.meta().deletionTimestamp()).isEqualTo(Bench.START);
        assertThat(going.meta().deletionGracePeriodSeconds()).isZero();
        assertThat(going.meta().generation()).isEqualTo(2);

        bench.update(going.withMeta(going.meta().withFinalizers(List.of())));
        assertThat(bench.gone(set)).isTrue();
    }

    @Test
    void anOrphaningDeletionWaitsForTheCollector() {
        var set = bench.created(ReplicaSet.KIND, REPLICA_SET);

        var going = accepted(ReplicaSet.KIND, delete(set, null, Propagation.ORPHAN));
        assertThat(going.meta().finalizers()).containsExactly("orphan");

        delete(going, null, Propagation.BACKGROUND);
        assertThat(bench.gone(set)).isTrue();
    }

    @Test
    void aNamespaceStaysUntilItIsEmptied() {
        var shop = bench.created(Namespace.KIND, "{'metadata': {'name': 'shop'}}");
        assertThat(shop.status().phase()).isEqualTo("Active");
        assertThat(shop.spec().finalizers()).containsExactly("kubernetes");

        var going = accepted(Namespace.KIND, bench.submit(Action.Delete.of(shop)));
        assertThat(going.status().phase()).isEqualTo("Terminating");
        assertThat(bench.gone(shop)).isFalse();

        bench.update(going.withSpec(new NamespaceSpec(List.of(), going.spec().rest())));
        assertThat(bench.gone(shop)).isTrue();
    }

    @Test
    void aNamespaceThatStillHoldsSomethingIsNotGivenUp() {
        var shop = bench.created(Namespace.KIND, "{'metadata': {'name': 'shop'}}");
        bench.created(ServiceAccount.KIND, "{'metadata': {'name': 'late', 'namespace': 'shop'}}");
        var going = accepted(Namespace.KIND, bench.submit(Action.Delete.of(shop)));

        var emptied = going.withSpec(new NamespaceSpec(List.of(), going.spec().rest()));

        assertThat(refused(bench.submit(new Action.Update(emptied, List.of()))))
                .isEqualTo(
                        "Forbidden: namespaces \"shop\" is forbidden: it still holds"
                                + " serviceaccounts/shop/late");
    }

    @Test
    void aNamespaceInUseKeepsItsFinalizer() {
        var shop = bench.created(Namespace.KIND, "{'metadata': {'name': 'shop'}}");

        bench.update(shop.withSpec(new NamespaceSpec(List.of(), shop.spec().rest())));

        assertThat(bench.get(Namespace.KIND, "", "shop").spec().finalizers())
                .containsExactly("kubernetes");
    }

    @Test
    void theDefaultNamespaceCannotBeDeleted() {
        var namespace = bench.get(Namespace.KIND, "", "default");

        assertThat(refused(bench.submit(Action.Delete.of(namespace))))
                .isEqualTo(
                        "Forbidden: namespaces \"default\" is forbidden: this namespace may not be"
                                + " deleted");
    }
}
