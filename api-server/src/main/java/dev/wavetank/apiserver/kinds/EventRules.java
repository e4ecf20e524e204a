package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Names;

/// What an event must say of itself. One store serves two versions: `v1`, whose rules are old and
/// loose, and `events.k8s.io/v1`, whose are not (upstream's `ValidateEventCreate`).
public final class EventRules {
    private static final int WORD_MAX = 128;
    private static final int MESSAGE_MAX = 1024;

    private EventRules() {}

    /// The rules of both versions: an event that has a time of its own is of the newer form.
    static void either(Event event, Problems problems) {
        if (event.eventTime() == null) {
            return;
        }
        if (event.reportingComponent().isEmpty()) {
            problems.required("reportingController", "");
        } else {
            for (String problem : Names.qualified(event.reportingComponent())) {
                problems.invalid("reportingController", event.reportingComponent(), problem);
            }
        }
        word("reportingInstance", event.reportingInstance(), problems);
        word("action", event.action(), problems);
        word("reason", event.reason(), problems);
        if (event.message().length() > MESSAGE_MAX) {
            problems.invalid("message", "", "can have at most " + MESSAGE_MAX + " characters");
        }
    }

    private static void word(String field, String value, Problems problems) {
        if (value.isEmpty()) {
            problems.required(field, "");
        } else if (value.length() > WORD_MAX) {
            problems.invalid(field, "", "can have at most " + WORD_MAX + " characters");
        }
    }

    /// What `events.k8s.io/v1` wants of a new event beyond that. The old fields can be read there
    /// but not written.
    public static void created(Event event, Problems problems) {
        if (event.eventTime() == null) {
            problems.required("eventTime", "");
        }
        if (!event.type().equals("Normal") && !event.type().equals("Warning")) {
            problems.invalid("type", "", "has invalid value: " + event.type());
        }
        unset("firstTimestamp", event.firstTimestamp() == null, problems);
        unset("lastTimestamp", event.lastTimestamp() == null, problems);
        unset("count", event.count() == 0, problems);
        unset(
                "source",
                event.source().component().isEmpty() && event.source().host().isEmpty(),
                problems);
        Json.Obj series = event.rest().object("series");
        if (!series.isEmpty()) {
            if (!(series.get("count") instanceof Json.Num count)
                    || count.whole() == null
                    || count.whole() < 2) {
                problems.invalid("series.count", "", "should be at least 2");
            }
            if (series.text("lastObservedTime").isEmpty()) {
                problems.required("series.lastObservedTime", "");
            }
        }
    }

    private static void unset(String field, boolean is, Problems problems) {
        if (!is) {
            problems.invalid(field, "", "needs to be unset");
        }
    }
}
