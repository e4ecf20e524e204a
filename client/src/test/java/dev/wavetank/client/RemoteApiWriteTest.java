package dev.wavetank.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Cause;
import dev.wavetank.cluster.state.Expect;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.RemoteSession;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// Writes: what they carry, where they go, in which order, and what becomes of them.
final class RemoteApiWriteTest extends RemoteSessionUnderTest {
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
}
