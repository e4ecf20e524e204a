package dev.wavetank.apiserver.core;

import dev.wavetank.apiserver.kinds.Refusals;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.world.World;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Decides about one action after the other, each against the newest state.
final class Admitter {
    private final World world;
    private final Owners owners = new Owners();
    private final Updates updates = new Updates(owners);
    private final Creates creates;
    private final Emits emits;

    Admitter(World world, ClusterState state) {
        this.world = world;
        var draws = new Draws(world, state.revision());
        creates = new Creates(draws, owners);
        emits = new Emits(creates, draws, state);
    }

    Admitted admit(Submission submission, Head head) {
        var action = submission.action();
        for (var expect : action.expects()) {
            String failure = expect.failure(head.state(), submission.author());
            if (failure != null) {
                return Admitted.refused(Refusals.conflict(action.ref(), failure));
            }
        }
        try {
            return admit(
                    action,
                    submission.claim(),
                    head,
                    world.now().wall().truncatedTo(ChronoUnit.SECONDS));
        } catch (Malformed malformed) {
            return Admitted.refused(Refusals.badRequest(String.valueOf(malformed.getMessage())));
        } catch (RuntimeException bug) {
            // One write must not take the others with it; the world still hears of the bug.
            world.post(
                    "bug in admission",
                    () -> {
                        throw bug;
                    });
            return Admitted.refused(
                    new Outcome.Refused(
                            "InternalError",
                            "Internal error occurred: " + bug.getMessage(),
                            List.of()));
        }
    }

    private Admitted admit(Action action, Claim claim, Head head, Instant now) {
        return switch (action) {
            case Action.Create create -> creates.admit(create, claim, head, now);
            case Action.Update update -> updates.admit(update, claim, head, now);
            case Action.UpdateStatus update -> updates.admit(update, claim, head, now);
            case Action.Bind bind -> Binds.admit(bind, head, now);
            case Action.Delete delete -> Deletes.admit(delete, head, now);
            case Action.Emit emit -> emits.admit(emit, head, now);
        };
    }

    void published(Change change) {
        emits.published(change);
    }
}
