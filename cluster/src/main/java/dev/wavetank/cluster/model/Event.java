package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Something that a component did or saw, told to the user; kept for an hour.
public record Event(
        @Wire("metadata") Meta meta,
        @Wire(always = true) ObjectReference involvedObject,
        String reason,
        String message,
        EventSource source,
        @Nullable Instant firstTimestamp,
        @Nullable Instant lastTimestamp,
        int count,
        String type,
        @Nullable MicroTime eventTime,
        String action,
        @Wire(always = true) String reportingComponent,
        @Wire(always = true) String reportingInstance,
        Json.Obj rest)
        implements Resource {
    public Event {
        firstTimestamp = Timestamps.whole(firstTimestamp);
        lastTimestamp = Timestamps.whole(lastTimestamp);
    }

    public static final Kind<Event> KIND =
            new Kind<>("", "v1", "Event", "events", true, Event.class);

    /// {@return a new event; its name is the server's business}
    ///
    /// @param component who tells it: `kubelet`, `replicaset-controller`, ...
    /// @param host the node on which the component runs; "" for those of the control plane
    /// @param type `Normal` or `Warning`
    public static Event about(
            Resource object,
            String component,
            String host,
            String type,
            String reason,
            String message,
            Instant now) {
        // Upstream keeps events about objects without a namespace in the namespace default.
        String namespace =
                object.meta().namespace().isEmpty() ? "default" : object.meta().namespace();
        return new Event(
                Meta.of(namespace, "").withGenerateName(object.meta().name() + "."),
                ObjectReference.to(object),
                reason,
                message,
                new EventSource(component, host),
                now,
                now,
                1,
                type,
                null,
                "",
                component,
                host,
                Json.Obj.EMPTY);
    }

    @Override
    public Kind<Event> kind() {
        return KIND;
    }

    @Override
    public Json.Obj tree() {
        return KIND.tree(this, Event.class);
    }

    @Override
    public Event withMeta(Meta changed) {
        return new Event(
                changed,
                involvedObject,
                reason,
                message,
                source,
                firstTimestamp,
                lastTimestamp,
                count,
                type,
                eventTime,
                action,
                reportingComponent,
                reportingInstance,
                rest);
    }
}
