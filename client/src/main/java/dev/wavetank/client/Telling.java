package dev.wavetank.client;

import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.world.Seeds;

import java.util.List;
import java.util.function.Consumer;

/// Tells the user something: a new event, or one more on the count of the first that told it.
///
/// Which one that is, its name says, which is made of all that is told; so a restart, or another
/// process, counts on.
final class Telling {
    /// Two may count at once, and one of them finds the count changed.
    private static final int TRIES = 5;

    private final Delivery delivery;
    private final Event event;
    private final Consumer<Outcome> then;
    private int tries;

    Telling(Delivery delivery, Event told, Consumer<Outcome> then) {
        this.delivery = delivery;
        this.event = told.withMeta(named(told));
        this.then = then;
    }

    /// {@return the metadata with a namespace and a name, where they are missing}
    static Meta named(Event told) {
        var about = told.involvedObject();
        Meta meta = told.meta();
        if (meta.namespace().isEmpty()) {
            // Upstream puts events about objects without a namespace into the default one.
            meta = meta.withNamespace(about.namespace().isEmpty() ? "default" : about.namespace());
        }
        if (!meta.name().isEmpty()) {
            return meta;
        }
        String all =
                String.join(
                        "\0",
                        about.kind(),
                        about.uid(),
                        about.fieldPath(),
                        told.type(),
                        told.reason(),
                        told.source().component(),
                        told.source().host(),
                        told.message());
        // Upstream's form: the object's name and sixteen hexadecimal digits.
        String digits = Long.toHexString(Seeds.hash(0, all));
        return meta.withName(about.name() + "." + "0".repeat(16 - digits.length()) + digits);
    }

    void begin() {
        delivery.write(
                "POST",
                Paths.collection(Event.KIND, event.meta().namespace()),
                event.tree(),
                new Action.Create(event, List.of()),
                outcome -> {
                    if (outcome instanceof Outcome.Refused(var reason, _, _)
                            && reason.equals("AlreadyExists")) {
                        count();
                    } else {
                        then.accept(outcome);
                    }
                });
    }

    private boolean again() {
        return ++tries < TRIES;
    }

    private void count() {
        delivery.read(
                event.ref(),
                reply -> {
                    switch (reply) {
                        case Reply.NotSent(var why) -> then.accept(new Outcome.NotSent(why));
                        // Only read so far.
                        case Reply.Lost(var why) -> then.accept(new Outcome.NotSent(why));
                        case Reply.Answer answer when answer.status() == 200 -> count(answer);
                        // Expired in between: then it is new.
                        case Reply.Answer answer when answer.status() == 404 && again() -> begin();
                        case Reply.Answer answer ->
                                then.accept(new Outcome.NotSent(ApiStatus.of(answer).message()));
                    }
                });
    }

    private void count(Reply.Answer answer) {
        Event counted;
        try {
            Event first = Delivery.event(answer);
            counted =
                    new Event(
                            first.meta(),
                            first.involvedObject(),
                            first.reason(),
                            first.message(),
                            first.source(),
                            first.firstTimestamp(),
                            event.lastTimestamp(),
                            first.count() + 1,
                            first.type(),
                            first.eventTime(),
                            first.action(),
                            first.reportingComponent(),
                            first.reportingInstance(),
                            first.rest());
        } catch (Malformed broken) {
            then.accept(new Outcome.NotSent("an event cannot be read: " + broken.getMessage()));
            return;
        }
        delivery.write(
                "PUT",
                Paths.object(counted.ref()),
                counted.tree(),
                new Action.Update(counted, List.of()),
                outcome -> {
                    if (outcome instanceof Outcome.Stale && again()) {
                        count();
                    } else {
                        then.accept(outcome);
                    }
                });
    }
}
