package dev.wavetank.controllers.replicas;

import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Outcome;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a ReplicaSet's controller remembers: answers of which the user has not been told yet.
///
/// The names of new pods are the server's, so events about them can only follow its answers.
///
/// @param lines what to tell, oldest first
/// @param refusal why the last creation was refused; "" when none was since one succeeded
record Untold(List<Line> lines, String refusal) {
    static final Untold NOTHING = new Untold(List.of(), "");

    /// Upstream's aggregator (client-go's EventCorrelator): from the tenth similar event on they
    /// are told as one.
    private static final int ALONE_MAX = 9;

    /// One event to be.
    record Line(String type, String reason, String message) {
        Action.Emit about(ReplicaSet set, Instant now) {
            return new Action.Emit(
                    Event.about(set, ReplicaSets.NAME, "", type, reason, message, now));
        }
    }

    Untold {
        lines = List.copyOf(lines);
    }

    Untold after(Action action, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(_, var object, _) ->
                    switch (action) {
                        case Action.Create _ ->
                                and(
                                        "Normal",
                                        "SuccessfulCreate",
                                        "Created pod: " + object.meta().name());
                        case Action.Delete delete ->
                                and(
                                        "Normal",
                                        "SuccessfulDelete",
                                        "Deleted pod: " + delete.ref().name());
                        case Action.Emit(var event) -> told(event);
                        case Action.Update _, Action.UpdateStatus _, Action.Bind _ -> this;
                    };
            case Outcome.Refused(var reason, var message, _) ->
                    switch (action) {
                        case Action.Create(var object, _) when object instanceof Pod ->
                                new Untold(
                                        and("Warning", "FailedCreate", "Error creating: " + message)
                                                .lines,
                                        message);
                        case Action.Delete _ when !reason.equals("NotFound") ->
                                and("Warning", "FailedDelete", "Error deleting: " + message);
                        case Action.Create _,
                                Action.Delete _,
                                Action.Emit _,
                                Action.Update _,
                                Action.UpdateStatus _,
                                Action.Bind _ ->
                                this;
                    };
            case Outcome.Stale _, Outcome.NotSent _, Outcome.Unknown _ -> this;
        };
    }

    private Untold and(String type, String reason, String message) {
        var more = new ArrayList<>(lines);
        long similar = lines.stream().filter(line -> line.reason.equals(reason)).count();
        if (similar > ALONE_MAX) {
            more.removeLast();
        }
        more.add(
                new Line(
                        type,
                        reason,
                        similar < ALONE_MAX
                                ? message
                                : "(combined from similar events): " + message));
        return new Untold(more, refusal);
    }

    private Untold told(Event event) {
        var left =
                lines.stream()
                        .filter(line ->
                                !line.reason.equals(event.reason())
                                        || !line.message.equals(event.message()))
                        .toList();
        return new Untold(left, refusal);
    }
}
