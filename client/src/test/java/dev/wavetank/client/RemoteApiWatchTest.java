package dev.wavetank.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Table;
import dev.wavetank.cluster.world.Api;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Watches: nothing is lost or doubled unless the watch says so.
final class RemoteApiWatchTest extends RemoteSessionUnderTest {
    private final List<Notice> notices = Collections.synchronizedList(new ArrayList<>());

    @Test
    void aWatchBeginsWithAllPagesAndGoesOnWithEveryChange() {
        server.page = 2;
        for (var name : List.of("a", "b", "c", "d", "e")) {
            has(name);
        }
        watch();

        await().until(() -> names().equals(List.of("a", "b", "c", "d", "e")));
        assertThat(table().revision()).isEqualTo(server.revision());
        assertThat(notices).hasSize(1).first().isInstanceOf(Notice.Snapshot.class);

        await().until(() -> seen("watch=true") == 1);
        has("f");
        await().until(() -> names().contains("f"));
        server.store(PODS + "/a", pod("a").tree().with("spec", node("n")), "MODIFIED");
        submit(Action.Delete.of(pod("b")));
        await().until(() -> !names().contains("b"));
        assertThat(((Pod) table().all().iterator().next()).spec().nodeName()).isEqualTo("n");
        assertThat(table().revision()).isEqualTo(server.revision());
    }

    @Test
    void aWatchThatEndsIsResumedWithoutALossOrADouble() {
        has("a");
        watch();
        await().until(() -> seen("watch=true") == 1);
        server.endWatches();
        has("b");
        await().until(() -> names().equals(List.of("a", "b")));
        server.breakConnections();
        has("c");
        await().until(() -> names().equals(List.of("a", "b", "c")));

        assertThat(lost()).isFalse();
        assertThat(seen("limit=")).isEqualTo(1);
        assertThat(notices).hasSize(3);
    }

    @Test
    void aHistoryThatIsForgottenIsALossAndASnapshotFollows() {
        has("a");
        watch();
        await().until(() -> seen("watch=true") == 1);
        server.compact();
        has("b");

        await().until(() -> names().equals(List.of("a", "b")));
        assertThat(lost()).isTrue();
        assertThat(seen("limit=")).isEqualTo(2);
    }

    @Test
    void aBookmarkIsProgressAndTheWatchResumesFromIt() {
        watch();
        await().until(() -> seen("watch=true") == 1);
        server.bookmark();
        await().until(() -> notices.contains(new Notice.Progress(server.revision())));
        server.endWatches();

        await().until(() -> seen("watch=true") == 2);
        assertThat(server.seen.getLast().uri()).contains("resourceVersion=" + server.revision());
    }

    @Test
    void progressThatIsAskedForIsNewerThanTheQuestion() {
        var watch = watch();
        await().until(() -> seen("watch=true") == 1);
        long then = server.revision();
        watch.requestProgress();

        await().until(() -> notices.contains(new Notice.Progress(then)));
        // What the watch is silent about comes by the list.
        server.breakConnections();
        has("a");
        watch.requestProgress();
        await().until(() -> names().equals(List.of("a")));
    }

    @Test
    void aClosedWatchIsSilent() {
        var watch = watch();
        await().until(() -> seen("watch=true") == 1);
        watch.close();
        has("a");
        submit(new Action.Create(pod("b"), List.of()));

        assertThat(names()).isEmpty();
    }

    @Test
    void selectorsTravelInTheQuery() {
        api.watch(Query.podsOn("node-1"), notices::add);

        await().until(() ->
                seen("/api/v1/pods?fieldSelector=spec.nodeName%3Dnode-1&limit=500") == 1);
    }

    @Test
    void aWatchOfAServerThatIsNotThereIsLost() throws Exception {
        server.close();
        watch();

        await().until(this::lost);
    }

    private List<String> names() {
        return table().all().stream().map(each -> each.meta().name()).toList();
    }

    private Table<?> table() {
        Table<?> last = Table.empty(Pod.KIND);
        for (var notice : List.copyOf(notices)) {
            if (notice instanceof Notice.Snapshot(var table)) {
                last = table;
            } else if (notice instanceof Notice.Changes(_, var table)) {
                last = table;
            }
        }
        return last;
    }

    private Api.Watch watch() {
        return api.watch(
                new Query(Pod.KIND, "default", "", "", Query.all(Pod.KIND).labels()), notices::add);
    }

    private boolean lost() {
        return List.copyOf(notices).stream().anyMatch(Notice.Lost.class::isInstance);
    }

    private static Json.Obj node(String name) {
        return Json.Obj.of("nodeName", new Json.Text(name));
    }
}
