package dev.wavetank.apiserver.core;

import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Admits events: the same thing told again is counted on the first event that told it.
final class Emits {
    private final Creates creates;
    private final Draws draws;

    /// Where something was told last; looked up, never iterated. An entry may be old, so what it
    /// names is compared before it is counted on.
    private final Map<String, Ref> told = new LinkedHashMap<>();

    Emits(Creates creates, Draws draws, ClusterState state) {
        this.creates = creates;
        this.draws = draws;
        state.table(Event.KIND).all().forEach(event -> told.put(what(event), event.ref()));
    }

    Admitted admit(Action.Emit emit, Head head, Instant now) {
        Event event = emit.event();
        String what = what(event);
        Ref ref = told.get(what);
        if (ref != null
                && head.state().get(ref) instanceof Event first
                && what(first).equals(what)) {
            return Admitted.changed(first, again(first, now, head.state().revision() + 1));
        }
        var admitted =
                creates.admit(
                        new Action.Create(first(event, now), List.of()),
                        new Claim.Component(event.source().component()),
                        head,
                        now);
        if (admitted.change() != null) {
            told.put(what, admitted.change().ref());
        }
        return admitted;
    }

    /// Forgets an event that is gone.
    void published(Change change) {
        if (change.deleted() && change.object() instanceof Event event) {
            told.remove(what(event), event.ref());
        }
    }

    private static String what(Event event) {
        var about = event.involvedObject();
        return String.join(
                "\0",
                about.uid(),
                about.namespace(),
                about.name(),
                about.fieldPath(),
                event.type(),
                event.reason(),
                event.source().component(),
                event.source().host(),
                event.message());
    }

    private Event first(Event event, Instant now) {
        var about = event.involvedObject();
        // Upstream puts events about objects without a namespace into the default one.
        String namespace = about.namespace().isEmpty() ? "default" : about.namespace();
        var meta = Meta.of(namespace, about.name() + "." + draws.event());
        return counted(event.withMeta(meta), now, now, 1);
    }

    private static Event again(Event first, Instant now, long revision) {
        return counted(
                first.withMeta(first.meta().withResourceVersion(revision)),
                first.firstTimestamp() == null ? now : first.firstTimestamp(),
                now,
                first.count() + 1);
    }

    private static Event counted(Event event, Instant first, Instant last, int count) {
        return new Event(
                event.meta(),
                event.involvedObject(),
                event.reason(),
                event.message(),
                event.source(),
                first,
                last,
                count,
                event.type(),
                null,
                event.action(),
                event.source().component(),
                event.source().host(),
                event.rest());
    }
}
