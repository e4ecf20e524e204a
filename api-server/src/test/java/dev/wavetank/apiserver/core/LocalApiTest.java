package dev.wavetank.apiserver.core;

import static dev.wavetank.apiserver.core.Bench.POD;
import static dev.wavetank.apiserver.core.Bench.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.LabelSelector;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.World;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

class LocalApiTest {
    private static final Duration THERE_AND_BACK = Bench.CROSSING.multipliedBy(2);

    private final Bench bench = new Bench();
    private final World world = bench.root.child("component");
    private final Api api = bench.core.localApi(world, "component");
    private final List<String> heard = new ArrayList<>();

    private Api.Watch watch(Query query) {
        return api.watch(query, notice -> heard.add(text(notice)));
    }

    private static String text(Notice notice) {
        return switch (notice) {
            case Notice.Snapshot(var table) -> "snapshot of " + table.size();
            case Notice.Changes(var changes, var table) ->
                    changes.stream().map(LocalApiTest::text).toList() + " to " + table.size();
            case Notice.Progress _ -> "progress";
            case Notice.Lost(var why) -> "lost: " + why;
        };
    }

    private static String text(Change change) {
        String how = change.created() ? "+" : change.deleted() ? "-" : "~";
        return how + change.object().meta().name();
    }

    private List<Outcome> submit(Action action) {
        var outcomes = new ArrayList<Outcome>();
        api.submit(action, outcomes::add);
        return outcomes;
    }

    private Pod pod(String name) {
        return object(Pod.KIND, POD.replace("'name': 'web'", "'name': '" + name + "'"));
    }

    @Test
    void everyCrossingTakesItsTime() {
        watch(Query.all(Pod.KIND));
        bench.run(THERE_AND_BACK.minusNanos(1));
        assertThat(heard).isEmpty();
        bench.run(Duration.ofNanos(1));
        assertThat(heard).containsExactly("snapshot of 0");

        var outcomes = submit(new Action.Create(pod("a"), List.of()));
        bench.run(THERE_AND_BACK.minusNanos(1));
        assertThat(outcomes).isEmpty();
        bench.run(Duration.ofNanos(1));
        assertThat(outcomes).singleElement().isInstanceOf(Outcome.Accepted.class);
        assertThat(heard).containsExactly("snapshot of 0", "[+a] to 1");
    }

    @Test
    void whoAsksForAWholeKindGetsTheCommittedTable() {
        var tables = new ArrayList<Object>();
        api.watch(
                Query.all(Pod.KIND),
                notice -> {
                    if (notice instanceof Notice.Changes(_, var table)) {
                        tables.add(table.all());
                    }
                });
        bench.run(THERE_AND_BACK);
        bench.create(pod("a"));
        bench.run(THERE_AND_BACK);

        assertThat(tables).hasSize(1);
        assertThat(tables.getFirst()).isEqualTo(bench.state().table(Pod.KIND).all());
    }

    @Test
    void aNodeHearsOfItsOwnPodsOnly() {
        var a = bench.created(Pod.KIND, POD.replace("'web'", "'a'"));
        var b = bench.created(Pod.KIND, POD.replace("'web'", "'b'"));
        bench.submit(Action.Bind.of(a, "n1"));
        watch(Query.podsOn("n1"));
        bench.run(THERE_AND_BACK);

        bench.submit(Action.Bind.of(b, "n2"));
        bench.create(pod("c"));
        bench.run(THERE_AND_BACK);
        assertThat(heard).containsExactly("snapshot of 1");

        bench.submit(Action.Bind.of(bench.get(Pod.KIND, "default", "c"), "n1"));
        bench.submit(Action.Delete.now(a));
        bench.run(THERE_AND_BACK);
        assertThat(heard).containsExactly("snapshot of 1", "[+c] to 2", "[-a] to 1");
    }

    @Test
    void labelsNamesAndNamespacesNarrowAWatch() {
        bench.create(pod("a"));
        var labels = new TreeMap<String, String>();
        labels.put("app", "none");
        var selector = new LabelSelector(labels, List.of());
        watch(new Query(Pod.KIND, "", "", "", selector));
        watch(Query.one(Pod.KIND, "default", "a"));
        watch(Query.one(Pod.KIND, "", "a"));
        watch(Query.one(Pod.KIND, "default", ""));
        watch(Query.one(Pod.KIND, "kube-system", ""));

        bench.run(THERE_AND_BACK);

        assertThat(heard)
                .containsExactly(
                        "snapshot of 0",
                        "snapshot of 1",
                        "snapshot of 1",
                        "snapshot of 1",
                        "snapshot of 0");
    }

    @Test
    void progressIsToldOnRequest() {
        var watch = watch(Query.all(Pod.KIND));
        watch.requestProgress();
        bench.run(THERE_AND_BACK);

        assertThat(heard).containsExactly("snapshot of 0", "progress");
    }

    @Test
    void aWatchThatIsClosedHearsNothing() {
        var watch = watch(Query.all(Pod.KIND));
        bench.run(THERE_AND_BACK);
        watch.close();
        bench.create(pod("a"));
        bench.run(THERE_AND_BACK);

        assertThat(heard).containsExactly("snapshot of 0");
    }

    @Test
    void whatReachedTheServerIsDoneThoughTheSessionIsClosed() {
        var outcomes = submit(new Action.Create(pod("a"), List.of()));
        watch(Query.all(Pod.KIND));
        api.close();
        bench.run(Duration.ofSeconds(1));

        assertThat(outcomes).isEmpty();
        assertThat(heard).isEmpty();
        assertThat(bench.state().table(Pod.KIND).size()).isEqualTo(1);
        assertThat(submit(new Action.Create(pod("b"), List.of()))).isEmpty();
    }

    @Test
    void aServerThatDiesLosesAnswersAndWatches() {
        watch(Query.all(Pod.KIND));
        bench.run(THERE_AND_BACK);
        var outcomes = submit(new Action.Create(pod("a"), List.of()));
        bench.run(Bench.CROSSING);

        bench.core.close();
        bench.run(THERE_AND_BACK);

        assertThat(outcomes)
                .containsExactly(new Outcome.Unknown("the API server stopped", Duration.ZERO));
        assertThat(heard).containsExactly("snapshot of 0", "lost: the API server stopped");

        var later = submit(new Action.Create(pod("b"), List.of()));
        bench.run(Duration.ZERO);
        assertThat(later).containsExactly(new Outcome.NotSent("the API server is down"));
    }

    @Test
    void aNewLifeOfTheServerIsFoundAgain() {
        watch(Query.all(Pod.KIND));
        bench.run(THERE_AND_BACK);
        submit(new Action.Create(pod("a"), List.of()));
        bench.run(THERE_AND_BACK);
        heard.clear();

        bench.restart();
        bench.run(THERE_AND_BACK);
        assertThat(heard).containsExactly("lost: the API server stopped", "snapshot of 1");

        var outcomes = submit(new Action.Create(pod("b"), List.of()));
        bench.run(THERE_AND_BACK);
        assertThat(outcomes).singleElement().isInstanceOf(Outcome.Accepted.class);
        assertThat(heard).last().isEqualTo("[+b] to 2");
    }

    @Test
    void explanationsReachTheServer() {
        var reason = new Reason(Pod.KIND.ref("default", "a"), "u", "scheduler", "bound", List.of());

        api.explain(List.of(reason));
        bench.run(Bench.CROSSING);

        assertThat(bench.core.explanations().about("u"))
                .singleElement()
                .matches(each -> each.reason().equals(reason) && each.count() == 1);
    }

    @Test
    void actionsArriveInTheirOrder() {
        var outcomes = new ArrayList<Outcome>();
        for (int i = 0; i < 600; i++) {
            api.submit(new Action.Create(pod("p" + i), List.of()), outcomes::add);
        }
        bench.run(THERE_AND_BACK);

        assertThat(outcomes)
                .extracting(outcome -> ((Outcome.Accepted) outcome).object().meta().name())
                .startsWith("p0", "p1", "p2")
                .endsWith("p598", "p599");
        assertThat(outcomes)
                .extracting(outcome -> ((Outcome.Accepted) outcome).revision())
                .isSorted();
    }
}
