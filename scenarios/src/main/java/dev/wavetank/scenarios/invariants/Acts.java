package dev.wavetank.scenarios.invariants;

import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.tank.Ports;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/// Hears what each component does: stands at the tank's ports, nearest to the API server, so that
/// no fault comes between.
public final class Acts {
    private @Nullable Inspector inspector;

    /// {@return what the tank's ports have to pass through}
    public Ports ports() {
        return new Ports(
                Ports.Decorator.none(),
                (component, _, api) -> new Heard(component, api),
                Ports.Decorator.none(),
                Ports.Decorator.none());
    }

    /// Tells from now on what is done.
    public void attach(Inspector to) {
        inspector = to;
    }

    private final class Heard implements Api {
        private final String component;
        private final Api api;

        Heard(String component, Api api) {
            this.component = component;
            this.api = api;
        }

        @Override
        public Watch watch(Query query, Consumer<Notice> sink) {
            return api.watch(query, sink);
        }

        @Override
        public void submit(Action action, Consumer<Outcome> then) {
            if (action instanceof Action.Emit) {
                api.submit(action, then);
                return;
            }
            api.submit(
                    action,
                    outcome -> {
                        if (inspector != null && outcome instanceof Outcome.Accepted done) {
                            inspector.act(component, action, done);
                        }
                        then.accept(outcome);
                    });
        }

        @Override
        public void explain(List<Reason> reasons) {
            api.explain(reasons);
        }

        @Override
        public void close() {
            api.close();
        }
    }
}
