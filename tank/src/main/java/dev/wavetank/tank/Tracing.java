package dev.wavetank.tank;

import dev.wavetank.apiserver.core.Journal;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.Trace;
import dev.wavetank.cluster.world.World;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/// Notes in a trace what passes through the ports: every action with its outcome, every reason, and
/// every change that is committed, as canonical JSON.
public final class Tracing {
    private Tracing() {}

    public static Ports into(Trace trace) {
        return new Ports(
                Ports.Decorator.none(),
                (component, world, api) -> new TracedApi(component, world, api, trace),
                Ports.Decorator.none(),
                (component, world, journal) -> new TracedJournal(component, world, journal, trace));
    }

    private record TracedApi(String component, World world, Api api, Trace trace) implements Api {
        @Override
        public Watch watch(Query query, Consumer<Notice> sink) {
            return api.watch(query, sink);
        }

        @Override
        public void submit(Action action, Consumer<Outcome> then) {
            api.submit(
                    action,
                    outcome -> {
                        trace.note(world.now(), component, said(action) + " -> " + said(outcome));
                        then.accept(outcome);
                    });
        }

        @Override
        public void explain(List<Reason> reasons) {
            for (var reason : reasons) {
                trace.note(
                        world.now(),
                        component,
                        reason.object() + ": " + reason.decision() + " " + reason.details());
            }
            api.explain(reasons);
        }

        @Override
        public void close() {
            api.close();
        }

        private static String said(Action action) {
            return action.getClass().getSimpleName() + " " + action.ref();
        }

        private static String said(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Accepted accepted -> "accepted at " + accepted.revision();
                case Outcome.Stale(var why) -> "stale: " + why;
                case Outcome.Refused refused -> "refused: " + refused.message();
                case Outcome.NotSent(var why) -> "not sent: " + why;
                case Outcome.Unknown(var why, _) -> "unknown: " + why;
            };
        }
    }

    private record TracedJournal(String component, World world, Journal journal, Trace trace)
            implements Journal {
        @Override
        public Stored load() {
            return journal.load();
        }

        @Override
        public void append(Batch batch, Consumer<Result> then) {
            for (Change change : batch.changes()) {
                trace.note(
                        world.now(),
                        component,
                        change.revision()
                                + " "
                                + (change.deleted() ? "deleted " : "")
                                + new String(change.object().bytes(), StandardCharsets.UTF_8));
            }
            journal.append(batch, then);
        }
    }
}
