package dev.wavetank.apiserver.core;

import static dev.wavetank.apiserver.core.Bench.POD;
import static dev.wavetank.apiserver.core.Bench.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.apiserver.core.WatchCursor.Pulled;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Query;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

class WatchesTest {
    private static final Query ALL = Query.all(Pod.KIND);

    private final Watches watches = new Watches(ClusterState.EMPTY, 0);
    private final List<String> woken = new ArrayList<>();
    private ClusterState state = ClusterState.EMPTY;
    private long now;

    private Pod pod(String name, String node) {
        var pod = object(Pod.KIND, POD.replace("'name': 'web'", "'name': '" + name + "'"));
        return pod.withSpec(pod.spec().withNodeName(node));
    }

    private void publish(Resource... objects) {
        var changes = new ArrayList<Change>();
        for (var object : objects) {
            var change = new Change(state.revision() + 1, state.get(object.ref()), object);
            changes.add(change);
            state = state.apply(change, "");
        }
        watches.publish(changes, state, now);
    }

    private void remove(Resource object) {
        var change = new Change(state.revision() + 1, state.get(object.ref()), null);
        state = state.apply(change, "");
        watches.publish(List.of(change), state, now);
    }

    private WatchCursor open(Query query, long since, String name) {
        var cursor = watches.open(Interest.in(query), since, () -> woken.add(name));
        assertThat(cursor).isNotNull();
        return Objects.requireNonNull(cursor);
    }

    private static List<String> pulled(WatchCursor cursor) {
        return switch (cursor.pull(1000)) {
            case Pulled.Changes(var changes) -> changes.stream().map(WatchesTest::text).toList();
            case Pulled.CaughtUp(var revision) -> List.of("caught up at " + revision);
            case Pulled.Gone _ -> List.of("gone");
        };
    }

    private static String text(Change change) {
        String how = change.created() ? "+" : change.deleted() ? "-" : "~";
        return how + change.object().meta().name() + "@" + change.revision();
    }

    @Test
    void aWatchResumesWhereItWas() {
        publish(pod("a", ""));
        publish(pod("b", ""));
        publish(pod("c", ""));

        assertThat(pulled(open(ALL, 1, "x"))).containsExactly("+b@2", "+c@3");
    }

    @Test
    void changesBeforeAndAfterTheWatchBeganComeInOrderAndOnce() {
        publish(pod("a", ""), pod("b", ""));
        var cursor = open(Query.one(Pod.KIND, "default", ""), 0, "x");
        publish(pod("c", ""));
        assertThat(cursor.pull(2)).isInstanceOf(Pulled.Changes.class);
        publish(pod("d", ""));

        assertThat(pulled(cursor)).containsExactly("+c@3", "+d@4");
        assertThat(pulled(cursor)).containsExactly("caught up at 4");
    }

    @Test
    void onlyThoseWhomAChangeConcernsAreWoken() {
        var all = open(ALL, 0, "all");
        open(Query.podsOn("n1"), 0, "n1");
        open(Query.podsOn("n2"), 0, "n2");
        open(Query.one(Pod.KIND, "default", "a"), 0, "a");
        open(Query.one(Pod.KIND, "other", ""), 0, "other");

        publish(pod("a", "n1"));
        assertThat(woken).containsExactlyInAnyOrder("all", "n1", "a");

        woken.clear();
        publish(pod("b", "n2"));
        assertThat(woken).containsExactly("n2");

        woken.clear();
        assertThat(pulled(all)).hasSize(2);
        assertThat(pulled(all)).containsExactly("caught up at 2");
        publish(pod("c", ""));
        assertThat(woken).containsExactly("all");
    }

    @Test
    void aBatchWakesOnce() {
        open(ALL, 0, "x");

        publish(pod("a", ""), pod("b", ""), pod("c", ""));

        assertThat(woken).containsExactly("x");
    }

    @Test
    void whatComesToMatchAppearsAndWhatNoLongerDoesGoes() {
        var cursor = open(Query.podsOn("n1"), 0, "x");

        publish(pod("a", ""));
        publish(pod("a", "n1"));
        publish(pod("a", "n1").withMeta(pod("a", "").meta().withLabel("x", "y")));
        publish(pod("a", "n2"));

        assertThat(pulled(cursor)).containsExactly("+a@2", "~a@3", "-a@4");
    }

    @Test
    void fieldsNarrowAWatchFurther() {
        var cursor =
                watches.open(
                        new Interest(ALL, each -> each.meta().name().startsWith("b")), 0, () -> {});

        publish(pod("a", ""), pod("b", ""));
        remove(pod("b", ""));

        assertThat(cursor).isNotNull();
        assertThat(pulled(Objects.requireNonNull(cursor))).containsExactly("+b@2", "-b@3");
    }

    @Test
    void aClosedWatchIsLeftAlone() {
        var cursor = open(ALL, 0, "x");
        cursor.close();
        cursor.close();

        publish(pod("a", ""));

        assertThat(woken).isEmpty();
    }

    @Test
    void aWatchFromBeforeTheHistoryIsGone() {
        var later = new Watches(state, 10);

        assertThat(later.open(Interest.in(ALL), 9, () -> {})).isNull();
        assertThat(later.open(Interest.in(ALL), 10, () -> {})).isNotNull();
    }

    @Test
    void theHistoryGoesBackFiveMinutes() {
        publish(pod("a", ""));
        var all = open(ALL, 0, "x");
        var narrow = open(Query.one(Pod.KIND, "default", ""), 1, "y");
        now += Duration.ofMinutes(1).toNanos();
        publish(pod("b", ""));
        now += Duration.ofMinutes(5).toNanos() + 1;

        publish(pod("c", ""));

        assertThat(watches.open(Interest.in(ALL), 1, () -> {})).isNull();
        assertThat(watches.open(Interest.in(ALL), 2, () -> {})).isNotNull();
        assertThat(pulled(all)).containsExactly("gone");
        assertThat(pulled(narrow)).containsExactly("gone");
    }

    @Test
    void theHistoryIsBounded() {
        var all = open(ALL, 0, "x");
        for (int i = 0; i < 1_001; i++) {
            var batch = new Resource[100];
            Arrays.setAll(batch, j -> pod("p" + j, ""));
            publish(batch);
        }

        assertThat(pulled(all)).containsExactly("gone");
        assertThat(watches.open(Interest.in(ALL), 99, () -> {})).isNull();
        assertThat(watches.open(Interest.in(ALL), 100, () -> {})).isNotNull();
    }
}
