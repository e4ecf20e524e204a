package dev.wavetank.apiserver.core;

import static dev.wavetank.apiserver.core.Bench.POD;
import static dev.wavetank.apiserver.core.Bench.accepted;
import static dev.wavetank.apiserver.core.Bench.object;
import static dev.wavetank.apiserver.core.Bench.refused;
import static dev.wavetank.apiserver.core.Bench.stale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Expect;

import org.junit.jupiter.api.Test;

import java.util.List;

class UpdatesTest {
    private final Bench bench = new Bench();
    private final Pod pod = bench.created(Pod.KIND, POD);

    private Pod running() {
        var status = object(Pod.KIND, "{'status': {'phase': 'Running'}}").status();
        return pod.withStatus(status);
    }

    @Test
    void aWriteOfTheObjectKeepsItsStatus() {
        bench.submit(new Action.UpdateStatus(running(), List.of()));

        var labelled = pod.withMeta(pod.meta().withResourceVersion(0).withLabel("tier", "front"));
        var stored = accepted(Pod.KIND, bench.update(labelled));

        assertThat(stored.status().phase()).isEqualTo("Running");
        assertThat(stored.meta().label("tier")).isEqualTo("front");
        assertThat(stored.meta().generation()).isEqualTo(1);
    }

    @Test
    void aWriteOfTheStatusKeepsEverythingElse() {
        var changed = running().withMeta(pod.meta().withLabel("tier", "front"));

        var stored =
                accepted(
                        Pod.KIND,
                        bench.submit(
                                new Action.UpdateStatus(
                                        changed.withSpec(changed.spec().withNodeName("n1")),
                                        List.of())));

        assertThat(stored.status().phase()).isEqualTo("Running");
        assertThat(stored.meta().label("tier")).isEmpty();
        assertThat(stored.spec()).isEqualTo(pod.spec());
    }

    @Test
    void aChangeOfWhatIsDesiredCountsAGeneration() {
        var tree = pod.tree();
        var spec = tree.object("spec").with("activeDeadlineSeconds", Json.Num.of(60));

        var stored = accepted(Pod.KIND, bench.update(Pod.KIND.read(tree.with("spec", spec))));

        assertThat(stored.meta().generation()).isEqualTo(2);
    }

    @Test
    void aWriteThatChangesNothingTakesNoRevision() {
        long before = bench.state().revision();

        var stored = accepted(Pod.KIND, bench.update(pod));

        assertThat(stored).isSameAs(bench.get(Pod.KIND, "default", "web"));
        assertThat(bench.state().revision()).isEqualTo(before);
    }

    @Test
    void aWriteOfAnOldVersionIsStale() {
        bench.update(pod.withMeta(pod.meta().withLabel("a", "1")));

        assertThat(stale(bench.update(pod.withMeta(pod.meta().withLabel("b", "2")))))
                .isEqualTo(
                        "Operation cannot be fulfilled on pods \"web\": the object has been"
                                + " modified; please apply your changes to the latest version and"
                                + " try again");
    }

    @Test
    void aNamesakeIsNotChanged() {
        assertThat(
                        stale(
                                bench.update(
                                        pod.withMeta(
                                                pod.meta().withUid("x").withResourceVersion(0)))))
                .contains("UID in precondition: x");
    }

    @Test
    void whatIsNotThereCannotBeChanged() {
        assertThat(refused(bench.update(pod.withMeta(pod.meta().withName("other")))))
                .isEqualTo("NotFound: pods \"other\" not found");
    }

    @Test
    void whatOnlyTheServerSetsStays() {
        var forged =
                pod.meta()
                        .withCreated(null)
                        .withGeneration(9)
                        .withDeletion(Bench.START, 0L)
                        .withLabel("a", "1");

        var stored = accepted(Pod.KIND, bench.update(pod.withMeta(forged)));

        assertThat(stored.meta().creationTimestamp()).isEqualTo(Bench.START);
        assertThat(stored.meta().generation()).isEqualTo(1);
        assertThat(stored.deleting()).isFalse();
    }

    @Test
    void theLastFinalizerOfADeletedObjectTakesItAway() {
        var held =
                accepted(
                        Pod.KIND,
                        bench.update(pod.withMeta(pod.meta().withFinalizers(List.of("a.io/b")))));
        var going = accepted(Pod.KIND, bench.submit(Action.Delete.of(held)));
        assertThat(going.deleting()).isTrue();
        assertThat(going.meta().generation()).isEqualTo(2);

        bench.update(going.withMeta(going.meta().withFinalizers(List.of())));

        assertThat(bench.gone(pod)).isTrue();
    }

    @Test
    void aDeletedObjectGetsNoNewFinalizers() {
        var held =
                accepted(
                        Pod.KIND,
                        bench.update(pod.withMeta(pod.meta().withFinalizers(List.of("a.io/b")))));
        var going = accepted(Pod.KIND, bench.submit(Action.Delete.of(held)));

        assertThat(
                        refused(
                                bench.update(
                                        going.withMeta(
                                                going.meta()
                                                        .withFinalizers(
                                                                List.of("a.io/b", "c.io/d"))))))
                .endsWith("found new finalizers []string{\"c.io/d\"}");
    }

    @Test
    void anExpectationThatFailsIsStale() {
        var old = new Expect.Version(pod.ref(), 1);

        assertThat(stale(bench.submit(new Action.Update(pod, List.of(old)))))
                .isEqualTo(
                        "Operation cannot be fulfilled on pods \"web\": pods/default/web is at "
                                + pod.meta().resourceVersion()
                                + ", seen at 1");
    }

    @Test
    void childrenThatOthersMadeMakeAPlanStale() {
        long seen = bench.state().revision();
        var owned =
                POD.replace("'web'", "'child'")
                        .replace(
                                "'namespace'",
                                "'ownerReferences': [{'apiVersion': 'v1', 'kind': 'X', 'name': 'o',"
                                        + " 'uid': 'u'}], 'namespace'");
        var same = List.<Expect>of(new Expect.SameChildren(Pod.KIND, "u", seen));
        var first = new Action.Create(object(Pod.KIND, owned), same);
        var second = new Action.Create(object(Pod.KIND, owned.replace("child", "twin")), same);

        accepted(Pod.KIND, bench.submit(new Submission(first, "one", false)));

        assertThat(stale(bench.submit(new Submission(second, "other", false)))).contains("owner u");
        accepted(Pod.KIND, bench.submit(new Submission(second, "one", false)));
    }
}
