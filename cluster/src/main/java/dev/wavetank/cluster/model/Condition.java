package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One aspect of an object's state.
///
/// @param status `True`, `False` or `Unknown`
/// @param lastTransitionTime when `status` last changed
/// @param rest times that only some kinds keep, such as `lastUpdateTime` and `lastHeartbeatTime`
public record Condition(
        @Wire(always = true) String type,
        @Wire(always = true) String status,
        String reason,
        String message,
        long observedGeneration,
        @Nullable Instant lastTransitionTime,
        Json.Obj rest) {
    public Condition {
        lastTransitionTime = Timestamps.whole(lastTransitionTime);
    }

    public Condition(String type, String status, String reason, String message, Instant since) {
        this(type, status, reason, message, 0, since, Json.Obj.EMPTY);
    }

    /// {@return the condition of this type, or null}
    public static @Nullable Condition find(List<Condition> conditions, String type) {
        // By place: nothing is asked more often, and an iterator each time is most of its cost.
        for (int i = 0; i < conditions.size(); i++) {
            var condition = conditions.get(i);
            if (condition.type.equals(type)) {
                return condition;
            }
        }
        return null;
    }

    public static boolean isTrue(List<Condition> conditions, String type) {
        var condition = find(conditions, type);
        return condition != null && condition.isTrue();
    }

    public boolean isTrue() {
        return status.equals("True");
    }

    /// {@return these conditions with this one in the place of that of its type, or last}
    ///
    /// The transition time of the old one stays when the status does.
    public static List<Condition> put(List<Condition> conditions, Condition changed) {
        var result = new ArrayList<Condition>(conditions);
        for (int i = 0; i < result.size(); i++) {
            var old = result.get(i);
            if (old.type.equals(changed.type)) {
                result.set(
                        i,
                        old.status.equals(changed.status)
                                ? changed.since(old.lastTransitionTime)
                                : changed);
                return List.copyOf(result);
            }
        }
        result.add(changed);
        return List.copyOf(result);
    }

    public Condition since(@Nullable Instant time) {
        return new Condition(type, status, reason, message, observedGeneration, time, rest);
    }
}
