package dev.wavetank.cluster.loop;

import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.world.Api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// Sends the actions of one plan, in order, in batches of 1, 2, 4 ... 500.
///
/// Growing batches are upstream's slow start: a plan whose first action is refused costs one
/// request, not a thousand. The first action that is not accepted ends the plan after its batch.
final class Delivery {
    /// Upstream's BurstReplicas: a ReplicaSet makes at most so many pods at once.
    private static final int BATCH_MAX = 500;

    /// How a delivery ended.
    sealed interface End {
        record Done() implements End {}

        record Retry(String why) implements End {}

        /// An answer was lost; after this time the write is visible or never will be.
        record Settle(Duration settles) implements End {}
    }

    /// What became of one action.
    record Answer(Action action, Outcome outcome) {}

    private final List<Action> actions;
    private final Observation observation;
    private final Api api;
    private final BiConsumer<End, List<Answer>> ended;
    private final List<Answer> answers = new ArrayList<>();
    private End end = new End.Done();
    private int sent;
    private int batch = 1;
    private int unanswered;

    Delivery(
            List<Action> actions,
            Observation observation,
            Api api,
            BiConsumer<End, List<Answer>> ended) {
        this.actions = actions;
        this.observation = observation;
        this.api = api;
        this.ended = ended;
    }

    void begin() {
        if (sent == actions.size() || !(end instanceof End.Done)) {
            ended.accept(end, answers);
            return;
        }
        var now = actions.subList(sent, Math.min(sent + batch, actions.size()));
        sent += now.size();
        batch = Math.min(batch * 2, BATCH_MAX);
        unanswered = now.size();
        for (var action : now) {
            observation.submitted(action);
            api.submit(action, outcome -> answered(action, outcome));
        }
    }

    private void answered(Action action, Outcome outcome) {
        observation.answered(action, outcome);
        answers.add(new Answer(action, outcome));
        // An event that is lost does no harm, so it does not hold up the rest.
        boolean matters = !(action instanceof Action.Emit);
        if (matters && (end instanceof End.Done || outcome instanceof Outcome.Unknown)) {
            end =
                    switch (outcome) {
                        case Outcome.Accepted _ -> end;
                        case Outcome.Stale(var why) -> new End.Retry(why);
                        case Outcome.Refused(_, var message, _) -> new End.Retry(message);
                        case Outcome.NotSent(var why) -> new End.Retry(why);
                        case Outcome.Unknown(_, var settles) -> new End.Settle(settles);
                    };
        }
        if (--unanswered == 0) {
            begin();
        }
    }
}
