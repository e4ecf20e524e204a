package dev.wavetank.scenarios.run;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.World;
import dev.wavetank.tank.Ports;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Listens at each component's door to the API server for decisions that are news: a component that
/// decides the same again, or goes on waiting, is not told of.
final class Decisions {
    /// Chosen: so many grounds fit beside a decision; the scheduler explains each score.
    private static final int GROUNDS_MAX = 3;

    private final TreeMap<String, String> last = new TreeMap<>();
    private @Nullable Chronicle chronicle;

    Ports ports() {
        return new Ports(
                Ports.Decorator.none(),
                (_, world, api) -> new HeardApi(world, api),
                Ports.Decorator.none(),
                Ports.Decorator.none());
    }

    void tellTo(Chronicle listener) {
        chronicle = listener;
    }

    private void heard(World world, Reason reason) {
        var listener = chronicle;
        if (listener == null || reason.decision().startsWith("waiting for ")) {
            return;
        }
        String before = last.put(reason.component() + " " + reason.uid(), reason.decision());
        if (reason.decision().equals(before)) {
            return;
        }
        var details = reason.details();
        var grounds = details.size() > GROUNDS_MAX ? details.subList(0, GROUNDS_MAX) : details;
        boolean pod = reason.object().kind().equals(Pod.KIND);
        listener.decided(
                world.now(),
                pod ? "pod " + reason.object().key() : reason.object().toString(),
                "– "
                        + reason.component()
                        + ": "
                        + reason.decision()
                        + (grounds.isEmpty() ? "" : " (" + String.join("; ", grounds) + ")"),
                // It begins the longest quiet stretch there is, and nothing in the state says so.
                pod && reason.decision().equals("leaves when its toleration ends"));
    }

    private final class HeardApi implements Api {
        private final World world;
        private final Api api;

        HeardApi(World world, Api api) {
            this.world = world;
            this.api = api;
        }

        @Override
        public Watch watch(Query query, Consumer<Notice> sink) {
            return api.watch(query, sink);
        }

        @Override
        public void submit(Action action, Consumer<Outcome> then) {
            api.submit(action, then);
        }

        @Override
        public void explain(List<Reason> reasons) {
            reasons.forEach(reason -> heard(world, reason));
            api.explain(reasons);
        }

        @Override
        public void close() {
            api.close();
        }
    }
}
