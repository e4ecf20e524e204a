package dev.wavetank.apiserver.core;

import static dev.wavetank.apiserver.core.Bench.POD;
import static dev.wavetank.apiserver.core.Bench.object;
import static dev.wavetank.apiserver.core.Bench.refused;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Namespace;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Outcome;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class CreatesTest {
    private final Bench bench = new Bench();

    @Test
    void theServerNamesAndStampsWhatIsCreated() {
        bench.run(Duration.ofMillis(1500));

        var pod =
                bench.created(Pod.KIND, POD.replace("'name': 'web'", "'generateName': 'web-6d4-'"));

        assertThat(pod.meta().name()).matches("web-6d4-[bcdfghjklmnpqrstvwxz2456789]{5}");
        assertThat(pod.meta().uid())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(pod.meta().creationTimestamp()).isEqualTo(Bench.START.plusSeconds(1));
        assertThat(pod.meta().generation()).isEqualTo(1);
        assertThat(pod.meta().resourceVersion()).isEqualTo(bench.state().revision());
        assertThat(bench.get(Pod.KIND, "default", pod.meta().name())).isEqualTo(pod);
    }

    @Test
    void aLongGeneratedNameIsCutBeforeItsEnd() {
        var pod =
                bench.created(
                        Pod.KIND,
                        POD.replace("'name': 'web'", "'generateName': '" + "a".repeat(70) + "'"));

        assertThat(pod.meta().name()).startsWith("a".repeat(58)).hasSize(63);
    }

    @Test
    void aSecondOneOfTheNameIsRefused() {
        bench.created(Pod.KIND, POD);

        assertThat(refused(bench.create(object(Pod.KIND, POD))))
                .isEqualTo("AlreadyExists: pods \"web\" already exists");
    }

    @Test
    void anObjectWithoutNameIsRefused() {
        assertThat(refused(bench.create(object(Pod.KIND, POD.replace("'name': 'web',", "")))))
                .isEqualTo(
                        "Invalid: Pod \"\" is invalid: metadata.name: Required value: name or"
                                + " generateName is required");
    }

    @Test
    void anObjectWithRevisionIsRefused() {
        assertThat(
                        refused(
                                bench.create(
                                        object(
                                                Pod.KIND,
                                                POD.replace(
                                                        "'name':",
                                                        "'resourceVersion': '3', 'name':")))))
                .isEqualTo(
                        "BadRequest: resourceVersion should not be set on objects to be created");
    }

    @Test
    void nothingIsCreatedInANamespaceThatIsNotThere() {
        assertThat(refused(bench.create(object(Pod.KIND, POD.replace("default", "shop")))))
                .isEqualTo("NotFound: namespaces \"shop\" not found");
    }

    @Test
    void nothingIsCreatedInANamespaceThatIsBeingDeleted() {
        var shop = bench.created(Namespace.KIND, "{'metadata': {'name': 'shop'}}");
        bench.submit(Action.Delete.of(shop));

        var outcome = bench.create(object(Pod.KIND, POD.replace("default", "shop")));

        assertThat(refused(outcome))
                .isEqualTo(
                        "Forbidden: pods \"web\" is forbidden: unable to create new content in"
                                + " namespace shop because it is being terminated");
        assertThat(((Outcome.Refused) outcome).causes())
                .singleElement()
                .matches(cause -> cause.reason().equals("NamespaceTerminating"));
    }

    @Test
    void aDryRunAnswersAndChangesNothing() {
        long before = bench.state().revision();

        var outcome =
                bench.submit(
                        new Submission(
                                new Action.Create(object(Pod.KIND, POD), List.of()), "x", true));

        assertThat(Bench.accepted(Pod.KIND, outcome).meta().uid()).isNotEmpty();
        assertThat(bench.state().revision()).isEqualTo(before);
        assertThat(bench.state().table(Pod.KIND).size()).isZero();
    }

    @Test
    void everyClusterBeginsWithItsNamespaces() {
        assertThat(bench.state().table(Namespace.KIND).all())
                .extracting(namespace -> namespace.meta().name())
                .containsExactly("default", "kube-node-lease", "kube-public", "kube-system");
    }
}
