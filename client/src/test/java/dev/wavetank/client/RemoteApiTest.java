package dev.wavetank.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Cause;
import dev.wavetank.cluster.state.Expect;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.state.RemoteSession;
import dev.wavetank.cluster.state.Table;
import dev.wavetank.cluster.world.Api;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

class RemoteApiTest {
    private static final String PODS = "/api/v1/namespaces/default/pods";

    @TempDir Path folder;

    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private final List<Notice> notices = Collections.synchronizedList(new ArrayList<>());
    private final WallWorld world =
            new WallWorld("session", 1, 1, (_, cause, thrown) -> failures.add(cause + thrown));
    private FakeServer server;
    private RemoteCluster cluster;
    private Api api;

    @BeforeEach
    void start() throws Exception {
        server = new FakeServer(folder.resolve("s"));
        cluster = new RemoteCluster(new Endpoint.Unix(folder.resolve("s")));
        api = cluster.session(world, "tester#1");
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
        cluster.close();
        server.close();
        world.close();
        assertThat(failures).isEmpty();
    }

    private static Pod pod(String name) {
        return Pod.KIND.read(Json.Obj.EMPTY).withMeta(Meta.of("default", name));
    }

    private void has(String name) {
        server.store(PODS + "/" + name, pod(name).tree(), "ADDED");
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

    private Outcome submit(Action action) {
        var outcome = new AtomicReference<Outcome>();
        api.submit(action, outcome::set);
        await().until(() -> outcome.get() != null);
        return outcome.get();
    }

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

    private static Json.Obj node(String name) {
        return Json.Obj.of("nodeName", new Json.Text(name));
    }

    private Api.Watch watch() {
        return api.watch(
                new Query(Pod.KIND, "default", "", "", Query.all(Pod.KIND).labels()), notices::add);
    }

    private long seen(String uri) {
        return List.copyOf(server.seen).stream().filter(each -> each.uri().contains(uri)).count();
    }

    private boolean lost() {
        return List.copyOf(notices).stream().anyMatch(Notice.Lost.class::isInstance);
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
    void aWriteCarriesItsAuthorAndItsExpectations() {
        has("a");
        var expects = List.<Expect>of(new Expect.Version(pod("a").ref(), 11));

        var outcome = submit(new Action.Update(pod("a"), expects));

        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        var accepted = (Outcome.Accepted) outcome;
        assertThat(accepted.revision()).isEqualTo(server.revision());
        assertThat(accepted.gone()).isFalse();
        assertThat(accepted.object().meta().name()).isEqualTo("a");
        var seen = server.seen.getLast();
        assertThat(seen.method()).isEqualTo("PUT");
        assertThat(seen.uri()).isEqualTo(PODS + "/a");
        assertThat(seen.headers().get(RemoteSession.AUTHOR)).isEqualTo("tester#1");
        assertThat(RemoteSession.expects(String.valueOf(seen.headers().get(RemoteSession.EXPECT))))
                .isEqualTo(expects);
    }

    @Test
    void everyKindOfActionReachesItsOwnPath() {
        has("a");
        submit(new Action.UpdateStatus(pod("a"), List.of()));
        assertThat(server.seen.getLast().uri()).isEqualTo(PODS + "/a/status");

        var bound = submit(new Action.Bind(pod("a").ref(), "uid", "node-1", List.of()));
        assertThat(server.seen.getLast().uri()).isEqualTo(PODS + "/a/binding");
        assertThat(((Pod) ((Outcome.Accepted) bound).object()).spec().nodeName())
                .isEqualTo("node-1");

        var gone =
                submit(
                        new Action.Delete(
                                pod("a").ref(),
                                "uid-1",
                                0L,
                                Action.Propagation.FOREGROUND,
                                List.of()));
        assertThat(((Outcome.Accepted) gone).gone()).isTrue();
        assertThat(((Outcome.Accepted) gone).revision()).isEqualTo(server.revision());
        assertThat(JsonText.read(server.seen.getLast().body()))
                .isEqualTo(
                        JsonText.read(
                                """
                                {"apiVersion": "v1", "kind": "DeleteOptions",
                                 "gracePeriodSeconds": 0, "propagationPolicy": "Foreground",
                                 "preconditions": {"uid": "uid-1"}}
                                """));
    }

    @Test
    void aServerThatKnowsNoSessionsIsUnderstoodToo() {
        server.sessions = false;
        has("a");

        var bound = submit(new Action.Bind(pod("a").ref(), "", "node-1", List.of()));
        assertThat(((Pod) ((Outcome.Accepted) bound).object()).spec().nodeName())
                .isEqualTo("node-1");
        var gone = submit(Action.Delete.now(pod("a")));
        assertThat(gone)
                .isInstanceOfSatisfying(
                        Outcome.Accepted.class,
                        accepted -> {
                            assertThat(accepted.gone()).isTrue();
                            assertThat(accepted.object().ref()).isEqualTo(pod("a").ref());
                        });
    }

    @Test
    void eachRefusalHasItsOutcome() {
        has("a");
        assertThat(submit(new Action.Create(pod("a"), List.of())))
                .isEqualTo(
                        new Outcome.Refused(
                                "AlreadyExists",
                                "AlreadyExists it is",
                                List.of(new Cause("R", "f", "m"))));
        Resource old = pod("a").withMeta(pod("a").meta().withResourceVersion(1));
        assertThat(submit(new Action.Update(old, List.of())))
                .isEqualTo(new Outcome.Stale("Conflict it is"));
        server.trouble = "422 Invalid";
        assertThat(submit(new Action.Update(pod("a"), List.of())))
                .isInstanceOf(Outcome.Refused.class);
        server.trouble = "429 TooManyRequests";
        assertThat(submit(new Action.Update(pod("a"), List.of())))
                .isEqualTo(new Outcome.NotSent("TooManyRequests it is"));
        server.trouble = "504 Timeout";
        assertThat(submit(new Action.Update(pod("a"), List.of())))
                .isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void anAnswerThatIsLostIsUnknownAndTheNextWriteConnectsAgain() {
        server.mute = true;
        var outcome = new AtomicReference<Outcome>();
        api.submit(new Action.Create(pod("a"), List.of()), outcome::set);
        await().until(() -> seen("/pods") == 1);
        server.breakConnections();

        await().until(() -> outcome.get() != null);
        assertThat(outcome.get())
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class,
                        unknown -> assertThat(unknown.settles()).hasSeconds(30));
        server.mute = false;
        assertThat(submit(new Action.Create(pod("b"), List.of())))
                .isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void aServerThatIsNotThereWasNotReached() throws Exception {
        server.close();

        assertThat(submit(new Action.Create(pod("a"), List.of())))
                .isInstanceOf(Outcome.NotSent.class);
        watch();
        await().until(this::lost);
    }

    @Test
    void writesArriveInTheOrderOfTheirSubmissionAndThoseOfOneObjectOneByOne() {
        var outcomes = Collections.synchronizedList(new ArrayList<Outcome>());
        for (int i = 0; i < 1000; i++) {
            api.submit(new Action.Create(pod("p" + i), List.of()), outcomes::add);
        }
        for (int i = 0; i < 10; i++) {
            var labelled = pod("p0").withMeta(pod("p0").meta().withLabel("n", "" + i));
            api.submit(new Action.Update(labelled, List.of()), outcomes::add);
        }

        await().until(() -> outcomes.size() == 1010);
        assertThat(outcomes).allMatch(Outcome.Accepted.class::isInstance);
        var bodies = List.copyOf(server.seen);
        for (int i = 0; i < 1000; i++) {
            assertThat(bodies.get(i).body()).contains("\"p" + i + "\"");
        }
        for (int i = 0; i < 10; i++) {
            assertThat(bodies.get(1000 + i).body()).contains("\"n\":\"" + i + "\"");
        }
    }

    @Test
    void theSameEventIsCountedOnTheFirst() {
        var event = event("Scheduled", "bound to node-1");
        for (int i = 0; i < 3; i++) {
            assertThat(submit(new Action.Emit(event))).isInstanceOf(Outcome.Accepted.class);
        }
        var other = submit(new Action.Emit(event("Killing", "stopping")));

        assertThat(((Event) ((Outcome.Accepted) submit(new Action.Emit(event))).object()).count())
                .isEqualTo(4);
        assertThat(((Event) ((Outcome.Accepted) other).object()).count()).isEqualTo(1);
    }

    private static Event event(String reason, String message) {
        return Event.KIND.read(
                (Json.Obj)
                        JsonText.read(
                                """
                                {"involvedObject": {"kind": "Pod", "namespace": "default",
                                 "name": "web", "uid": "u"}, "reason": "%s", "message": "%s",
                                 "type": "Normal", "count": 1}
                                """
                                        .formatted(reason, message)));
    }

    @Test
    void reasonsAreLeftWithTheServer() {
        var reason = new Reason(pod("a").ref(), "u", "scheduler", "no node fits", List.of("why"));
        api.explain(List.of(reason));

        await().until(() -> seen(RemoteSession.EXPLANATIONS) == 1);
        assertThat(
                        RemoteSession.reasons(
                                server.seen.getLast().body().getBytes(StandardCharsets.UTF_8)))
                .containsExactly(reason);
    }

    @Test
    void callbacksAreTurnsOfTheWorldAndNoneComesAfterTheEnd() {
        var thread = new AtomicReference<String>();
        api.submit(
                new Action.Create(pod("a"), List.of()),
                _ -> thread.set(Thread.currentThread().getName()));
        await().until(() -> thread.get() != null);
        assertThat(thread.get()).isEqualTo("session");

        world.post(
                "close within a turn",
                () -> {
                    api.submit(
                            new Action.Create(pod("b"), List.of()),
                            _ -> thread.set("after the end"));
                    api.close();
                });
        var other = cluster.session(world, "other");
        var outcome = new AtomicReference<Outcome>();
        other.submit(new Action.Create(pod("c"), List.of()), outcome::set);
        await().until(() -> outcome.get() != null);
        assertThat(thread.get()).isEqualTo("session");
        other.close();
    }
}
