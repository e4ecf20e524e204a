package dev.wavetank.cluster.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.Pod;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.TreeSet;

final class LineageTest {
    private static Table<Pod> write(Table<Pod> table, SplittableRandom random, int revision) {
        var name = "pod" + random.nextInt(20);
        if (random.nextInt(3) == 0) {
            return table.without(new Key("ns", name), "test", revision);
        }
        var pod = Pod.KIND.read(Json.Obj.EMPTY);
        return table.with(
                pod.withMeta(Meta.of("ns", name).withResourceVersion(random.nextInt(3))),
                "test",
                revision);
    }

    /// The same objects in a table of another history, with which nothing is shared.
    private static Table<Pod> strange(Table<Pod> table) {
        var strange = Table.empty(Pod.KIND);
        for (var pod : table.all()) {
            strange = strange.with(pod, "test", table.revision());
        }
        return strange;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void differencesAreTheSameHoweverTheTablesCameToBe(long seed) {
        var random = new SplittableRandom(seed);
        var tables = new ArrayList<Table<Pod>>();
        tables.add(Table.empty(Pod.KIND));
        for (int step = 1; step <= 300; step++) {
            // Any table may be changed again, so that histories part.
            var from = tables.get(random.nextInt(Math.max(0, tables.size() - 8), tables.size()));
            tables.add(write(from, random, step));
            var one = tables.get(random.nextInt(tables.size()));
            var other = tables.get(random.nextInt(tables.size()));
            assertThat(one.changesTo(other)).isEqualTo(strange(one).changesTo(strange(other)));
        }
    }

    @Test
    void longHistoriesAreForgottenButNotWhatTheyLedTo() {
        var random = new SplittableRandom(1);
        var tables = new ArrayList<Table<Pod>>();
        tables.add(Table.empty(Pod.KIND));
        for (int step = 1; step <= 20_000; step++) {
            tables.add(write(tables.getLast(), random, step));
        }
        for (int i = 0; i < 100; i++) {
            var one = tables.get(random.nextInt(tables.size()));
            var other = tables.get(random.nextInt(tables.size()));
            assertThat(one.changesTo(other)).isEqualTo(strange(one).changesTo(strange(other)));
        }
    }

    @Test
    void aShortWayApartTheKeysAreKnown() {
        var lineage = Lineage.start();
        for (int i = 0; i < 10_000; i++) {
            lineage = lineage.plus(new Key("", "old"));
        }
        var one = lineage.plus(new Key("", "a"));
        var other = lineage.plus(new Key("", "b")).plus(new Key("", "c"));
        assertThat(Lineage.between(one, other))
                .isEqualTo(
                        new TreeSet<>(
                                java.util.List.of(
                                        new Key("", "a"), new Key("", "b"), new Key("", "c"))));
        assertThat(Lineage.between(one, Lineage.start())).isNull();
    }
}
