package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.world.World;
import dev.wavetank.scenarios.plan.Trigger;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What is to happen exactly at a change that passes over one link, and the standstill of the link
/// while it happens.
final class LinkTriggers {
    /// The deed's own moment: whatever it asks for that needs no time happens before virtual time
    /// takes its smallest step.
    private static final Duration MOMENT = Duration.ofNanos(1);

    private final Runnable resume;
    private final List<Waiting> waiting = new ArrayList<>();
    private @Nullable World world;
    private int moments;

    private static final class Waiting {
        final Trigger trigger;
        final ResourceFilter filter;
        final Runnable deed;
        int left;

        Waiting(Trigger trigger, ResourceFilter filter, Runnable deed) {
            this.trigger = trigger;
            this.filter = filter;
            this.deed = deed;
            left = trigger.occurrence();
        }
    }

    /// @param resume what to do when the link may go on
    LinkTriggers(Runnable resume) {
        this.resume = resume;
    }

    void attach(World to) {
        world = to;
    }

    /// {@return whether nothing is waited for and nothing stands still}
    boolean none() {
        return waiting.isEmpty() && moments == 0;
    }

    boolean standstill() {
        return moments > 0;
    }

    World.Cancellable add(Trigger trigger, ResourceFilter filter, Runnable deed) {
        var added = new Waiting(trigger, filter, deed);
        waiting.add(added);
        return () -> waiting.remove(added);
    }

    boolean watchesSight() {
        return waiting.stream().anyMatch(each -> each.trigger.way() == Trigger.Way.SEES);
    }

    /// An action passes.
    ///
    /// @return whether the link stands still now because of it
    boolean sends(Action action, Trigger.When when) {
        return passes(Trigger.Way.SENDS, when, verb(action), action.ref());
    }

    /// {@return whether the link stands still now because of one of these changes}
    boolean sees(List<Change> changes, Trigger.When when) {
        boolean stops = false;
        for (var change : changes) {
            var verb =
                    change.created()
                            ? Trigger.Verb.CREATE
                            : change.deleted() ? Trigger.Verb.DELETE : Trigger.Verb.UPDATE;
            stops |= passes(Trigger.Way.SEES, when, verb, change.ref());
        }
        return stops;
    }

    private static Trigger.Verb verb(Action action) {
        return switch (action) {
            case Action.Create _, Action.Emit _ -> Trigger.Verb.CREATE;
            case Action.Update _, Action.UpdateStatus _, Action.Bind _ -> Trigger.Verb.UPDATE;
            case Action.Delete _ -> Trigger.Verb.DELETE;
        };
    }

    private boolean passes(Trigger.Way way, Trigger.When when, Trigger.Verb verb, Ref ref) {
        boolean stops = false;
        for (var each : new ArrayList<>(waiting)) {
            var trigger = each.trigger;
            if (trigger.way() == way
                    && trigger.when() == when
                    && trigger.verb() == verb
                    && each.filter.means(ref)
                    && --each.left == 0) {
                waiting.remove(each);
                stand(each.deed);
                stops = true;
            }
        }
        return stops;
    }

    private void stand(Runnable deed) {
        var on = world;
        if (on == null) {
            throw new IllegalStateException("not attached to a tank");
        }
        moments++;
        on.post(
                "trigger",
                () -> {
                    deed.run();
                    on.after(
                            "trigger is over",
                            MOMENT,
                            () -> {
                                moments--;
                                if (moments == 0) {
                                    resume.run();
                                }
                            });
                });
    }
}
