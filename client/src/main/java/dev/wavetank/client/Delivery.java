package dev.wavetank.client;

import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.RemoteSession;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// One action as a request, and its answer as an outcome.
final class Delivery {
    /// After a lost answer: the server drops what it did not begin within the answer's own timeout,
    /// since nobody waits for it any more.
    private static final Duration SETTLES = Duration.ofMillis(Link.ANSWER_TIMEOUT);

    private final Link link;
    private final String author;
    private final Function<Ref, Resource> lastKnown;

    /// @param lastKnown what the session's watches know of an object, for answers without one
    Delivery(Link link, String author, Function<Ref, Resource> lastKnown) {
        this.link = link;
        this.author = author;
        this.lastKnown = lastKnown;
    }

    void send(Action action, Consumer<Outcome> then) {
        switch (action) {
            case Action.Create(var object, _) ->
                    write(
                            "POST",
                            Paths.collection(object.kind(), object.meta().namespace()),
                            object.tree(),
                            action,
                            then);
            case Action.Update(var object, var part, _) ->
                    write(
                            "PUT",
                            Paths.object(object.ref()) + (part.isEmpty() ? "" : "/" + part),
                            object.tree(),
                            action,
                            then);
            case Action.UpdateStatus(var object, _) ->
                    write(
                            "PUT",
                            Paths.object(object.ref()) + "/status",
                            object.tree(),
                            action,
                            then);
            case Action.Bind bind ->
                    write(
                            "POST",
                            Paths.object(bind.ref()) + "/binding",
                            binding(bind),
                            action,
                            then);
            case Action.Delete delete ->
                    write("DELETE", Paths.object(delete.ref()), options(delete), action, then);
            case Action.Emit(var event) -> new Telling(this, event, then).begin();
        }
    }

    void write(String method, String uri, Json.Obj body, Action action, Consumer<Outcome> then) {
        var headers = new TreeMap<String, String>();
        headers.put(RemoteSession.AUTHOR, author);
        if (!action.expects().isEmpty()) {
            headers.put(RemoteSession.EXPECT, RemoteSession.expects(action.expects()));
        }
        link.exchange(
                method, uri, headers, JsonText.bytes(body), reply -> ended(action, reply, then));
    }

    void read(Ref ref, Consumer<Reply> then) {
        link.exchange("GET", Paths.object(ref), Map.of(), null, then);
    }

    private static Json.Obj binding(Action.Bind bind) {
        return Json.Obj.builder()
                .put("apiVersion", "v1")
                .put("kind", "Binding")
                .put(
                        "metadata",
                        Json.Obj.of("name", new Json.Text(bind.ref().name()))
                                .with("namespace", bind.ref().namespace())
                                .with("uid", bind.uid()))
                .put(
                        "target",
                        Json.Obj.of("apiVersion", new Json.Text("v1"))
                                .with("kind", "Node")
                                .with("name", bind.node()))
                .build();
    }

    private static Json.Obj options(Action.Delete delete) {
        var options =
                Json.Obj.builder()
                        .put("apiVersion", "v1")
                        .put("kind", "DeleteOptions")
                        .put(
                                "propagationPolicy",
                                switch (delete.propagation()) {
                                    case BACKGROUND -> "Background";
                                    case FOREGROUND -> "Foreground";
                                    case ORPHAN -> "Orphan";
                                });
        if (delete.graceSeconds() != null) {
            options.put("gracePeriodSeconds", delete.graceSeconds());
        }
        if (!delete.uid().isEmpty()) {
            options.put("preconditions", Json.Obj.of("uid", new Json.Text(delete.uid())));
        }
        return options.build();
    }

    private void ended(Action action, Reply reply, Consumer<Outcome> then) {
        switch (reply) {
            case Reply.NotSent(var why) -> then.accept(new Outcome.NotSent(why));
            case Reply.Lost(var why) -> then.accept(new Outcome.Unknown(why, SETTLES));
            case Reply.Answer answer when answer.status() / 100 == 2 ->
                    accepted(action, answer, then);
            case Reply.Answer answer -> then.accept(failed(ApiStatus.of(answer)));
        }
    }

    private static Outcome failed(ApiStatus status) {
        return switch (status.code()) {
            case 409 ->
                    status.reason().equals("AlreadyExists")
                            ? refused(status)
                            : new Outcome.Stale(status.message());
            // Too busy, or read-only: it was not begun.
            case 429, 503 -> new Outcome.NotSent(status.message());
            // The server gave up on it or broke in its midst.
            case 500, 502, 504 -> new Outcome.Unknown(status.message(), SETTLES);
            default -> refused(status);
        };
    }

    private static Outcome refused(ApiStatus status) {
        return new Outcome.Refused(status.reason(), status.message(), status.causes());
    }

    private void accepted(Action action, Reply.Answer answer, Consumer<Outcome> then) {
        Outcome outcome;
        try {
            var body = ApiStatus.object(answer.body());
            if (!body.text("kind").equals("Status")) {
                outcome = accepted(action, answer, action.ref().kind().read(body));
            } else if (action instanceof Action.Bind) {
                // A server that does not know of sessions does not say what the pod is now.
                read(action.ref(), reply -> ended(action, reply, then));
                return;
            } else {
                // Deleted at once. Revision 0: which one shows it, such a server does not say.
                outcome = new Outcome.Accepted(0, lastKnown.apply(action.ref()), true);
            }
        } catch (Malformed broken) {
            outcome =
                    new Outcome.Unknown(
                            "the server's answer cannot be read: " + broken.getMessage(), SETTLES);
        }
        then.accept(outcome);
    }

    private static Outcome accepted(Action action, Reply.Answer answer, Resource object) {
        String revision = answer.headers().get(RemoteSession.REVISION);
        String gone = answer.headers().get(RemoteSession.GONE);
        return new Outcome.Accepted(
                revision == null ? object.meta().resourceVersion() : Long.parseLong(revision),
                object,
                gone == null ? goneBy(action, object) : gone.equals("true"));
    }

    /// A deletion without grace or finalizers needs no second write.
    private static boolean goneBy(Action action, Resource object) {
        var meta = object.meta();
        Long grace = meta.deletionGracePeriodSeconds();
        return action instanceof Action.Delete
                && meta.finalizers().isEmpty()
                && (grace == null || grace == 0);
    }

    /// {@return the object that an answer holds}
    static Event event(Reply.Answer answer) {
        return Event.KIND.read(ApiStatus.object(answer.body()));
    }
}
