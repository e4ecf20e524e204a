package dev.wavetank.cluster.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.OwnerReference;
import dev.wavetank.cluster.model.Pod;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

final class TableTest {
    private static Pod pod(String namespace, String name, String owner, String node) {
        var pod = Pod.KIND.read(Json.Obj.EMPTY);
        var owners =
                owner.isEmpty()
                        ? List.<OwnerReference>of()
                        : List.of(
                                new OwnerReference(
                                        "apps/v1", "ReplicaSet", owner, owner, true, true));
        return pod.withMeta(Meta.of(namespace, name).withUid(namespace + name).withOwners(owners))
                .withSpec(pod.spec().withNodeName(node));
    }

    /// Every index must answer as a search through all objects does, after any history.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyIndexAnswersAsASearchThroughAllObjectsDoes(long seed) {
        var random = new SplittableRandom(seed);
        var model = new TreeMap<Key, Pod>();
        var table = Table.empty(Pod.KIND);
        for (int step = 1; step <= 400; step++) {
            var pod =
                    pod(
                            "ns" + random.nextInt(3),
                            "pod" + random.nextInt(12),
                            random.nextInt(4) == 0 ? "" : "owner" + random.nextInt(3),
                            random.nextInt(4) == 0 ? "" : "node" + random.nextInt(3));
            if (random.nextInt(3) == 0) {
                model.remove(pod.key());
                table = table.without(pod.key(), "test", step);
            } else {
                model.put(pod.key(), pod);
                table = table.with(pod, "test", step);
            }
            assertThat(table.all()).containsExactlyElementsOf(model.values());
            for (int i = 0; i < 3; i++) {
                String own = "ns" + i;
                assertThat(table.uncontrolled(own))
                        .containsExactlyElementsOf(
                                model.values().stream()
                                        .filter(each -> each.meta().namespace().equals(own))
                                        .filter(each -> each.meta().controller() == null)
                                        .toList());
                String owner = "owner" + i;
                String node = "node" + i;
                String namespace = "ns" + i;
                assertThat(table.ownedBy(owner))
                        .containsExactlyElementsOf(
                                model.values().stream()
                                        .filter(each ->
                                                each.meta().ownerReferences().stream()
                                                        .anyMatch(by -> by.uid().equals(owner)))
                                        .toList());
                assertThat(table.on(node))
                        .containsExactlyElementsOf(
                                model.values().stream()
                                        .filter(each -> each.spec().nodeName().equals(node))
                                        .toList());
                assertThat(table.in(namespace))
                        .containsExactlyElementsOf(
                                model.values().stream()
                                        .filter(each -> each.meta().namespace().equals(namespace))
                                        .toList());
            }
        }
    }

    /// An owner that is not the controller leaves its object free to be adopted.
    @Test
    void anObjectThatIsOnlyOwnedIsStillUncontrolled() {
        var pod = pod("ns", "a", "o", "");
        var owned =
                pod.withMeta(
                        pod.meta()
                                .withOwners(
                                        List.of(
                                                new OwnerReference(
                                                        "apps/v1",
                                                        "ReplicaSet",
                                                        "o",
                                                        "o",
                                                        null,
                                                        null))));
        var table = Table.empty(Pod.KIND).with(owned, "test", 1);
        assertThat(table.uncontrolled("ns")).containsExactly(owned);
        assertThat(table.uncontrolled("n")).isEmpty();

        assertThat(table.with(pod, "test", 2).uncontrolled("ns")).isEmpty();
        assertThat(table.without(pod.key(), "test", 2).uncontrolled("ns")).isEmpty();
    }

    @Test
    void anOldTableStaysAsItWas() {
        var before = Table.empty(Pod.KIND).with(pod("ns", "a", "o", "n"), "test", 1);

        var after = before.without(new Key("ns", "a"), "test", 2);

        assertThat(before.all()).hasSize(1);
        assertThat(before.ownedBy("o")).hasSize(1);
        assertThat(after.all()).isEmpty();
        assertThat(after.on("n")).isEmpty();
    }

    @Test
    void aNamespaceThatIsThePrefixOfAnotherHasOnlyItsOwn() {
        var table =
                Table.empty(Pod.KIND)
                        .with(pod("a", "x", "", ""), "test", 1)
                        .with(pod("a-b", "x", "", ""), "test", 2)
                        .with(pod("ab", "x", "", ""), "test", 3);

        assertThat(table.in("a")).hasSize(1);
    }

    @Test
    void childrenAreTheSameForTheOneWhoAloneChangedThem() {
        var table = Table.empty(Pod.KIND).with(pod("ns", "a", "o", ""), "mine", 5);
        assertThat(table.children("o").sameFor("mine", 3)).isTrue();
        assertThat(table.children("o").sameFor("other", 3)).isFalse();

        table = table.without(new Key("ns", "a"), "kubelet", 7);

        assertThat(table.children("o").sameFor("mine", 6)).isFalse();
        assertThat(table.children("o").sameFor("mine", 7)).isTrue();
        assertThat(table.children("o").sameFor("kubelet", 5)).isTrue();
    }

    @Test
    void changingAChildWithoutCreatingOrDeletingOneKeepsTheChildrenTheSame() {
        var table =
                Table.empty(Pod.KIND)
                        .with(pod("ns", "a", "o", ""), "mine", 5)
                        .with(pod("ns", "a", "o", "node"), "scheduler", 6);

        assertThat(table.children("o").sameFor("mine", 5)).isTrue();
    }

    @Test
    void differencesLeadFromOneTableToTheOther() {
        var one =
                Table.empty(Pod.KIND)
                        .with(pod("ns", "goes", "", ""), "test", 1)
                        .with(pod("ns", "stays", "", ""), "test", 2)
                        .with(pod("ns", "moves", "", ""), "test", 3);
        var two =
                one.without(new Key("ns", "goes"), "test", 4)
                        .with(pod("ns", "moves", "", "node"), "test", 5)
                        .with(pod("ns", "comes", "", ""), "test", 6);

        var reached = one;
        for (var change : one.changesTo(two)) {
            reached =
                    change.deleted()
                            ? reached.without(change.object().key(), "test", 7)
                            : reached.with(change.object(), "test", 7);
        }

        assertThat(reached.all()).containsExactlyElementsOf(two.all());
        assertThat(one.changesTo(two)).hasSize(3);
    }
}
