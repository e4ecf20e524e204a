package dev.wavetank.cli.demo;

import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.Lease;
import dev.wavetank.cluster.model.Namespace;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.model.Service;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Notice;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.Trace;
import dev.wavetank.cluster.world.World;
import dev.wavetank.tank.Ports;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Listens at every component's door to the API server and makes lines of what is worth telling:
/// decisions that set something in motion, pods that become ready or go, nodes that come.
///
/// Most decisions are to go on waiting; they are counted and not told.
final class Feed implements Trace {
    private final Trace inner;
    private final Consumer<Line> told;
    private final List<Decision> decisions = new ArrayList<>();
    private final TreeMap<String, String> lastDecision = new TreeMap<>();
    private final TreeMap<String, Boolean> ready = new TreeMap<>();
    private final TreeMap<String, Time> began = new TreeMap<>();
    private final TreeSet<String> components = new TreeSet<>();
    private long reasons;
    private long writes;
    private long renewals;

    /// A reason of the turn that runs, and whether it comes with an action on something else than
    /// the object itself.
    private static final class Decision {
        final Time at;
        final Reason reason;
        boolean acted;

        Decision(Time at, Reason reason) {
            this.at = at;
            this.reason = reason;
        }
    }

    /// @param inner the trace that hears everything as well
    /// @param told hears each line when the turn it belongs to is over
    Feed(Trace inner, Consumer<Line> told) {
        this.inner = inner;
        this.told = told;
    }

    Ports ports() {
        return new Ports(
                Ports.Decorator.none(),
                (component, world, api) -> new HeardApi(component, world, api),
                Ports.Decorator.none(),
                Ports.Decorator.none());
    }

    /// {@return how many decisions were explained}
    long reasons() {
        return reasons;
    }

    /// {@return how many components explained any}
    int components() {
        return components.size();
    }

    /// {@return how many actions of components were accepted}
    long writes() {
        return writes;
    }

    /// {@return how many of them only said that a node lives}
    long renewals() {
        return renewals;
    }

    @Override
    public void turn(Time time, String component, String cause) {
        settle();
        inner.turn(time, component, cause);
    }

    @Override
    public void note(Time time, String component, String what) {
        inner.note(time, component, what);
    }

    /// Tells what the turn that is over decided.
    void settle() {
        if (decisions.isEmpty()) {
            return;
        }
        var over = List.copyOf(decisions);
        decisions.clear();
        for (var decision : over) {
            if (isNews(decision)) {
                var reason = decision.reason;
                told.accept(
                        new Line(
                                decision.at,
                                shown(reason.component()),
                                reason.object(),
                                reason.decision(),
                                grounds(reason)));
            }
        }
    }

    private boolean isNews(Decision decision) {
        var reason = decision.reason;
        String before =
                lastDecision.put(reason.component() + " " + reason.uid(), reason.decision());
        boolean same = reason.decision().equals(before);
        if (reason.decision().startsWith("waiting for ")) {
            return false;
        }
        // These three decide again at every change of a pod; most of it is their own bookkeeping.
        if (reason.object().kind().equals(Deployment.KIND)) {
            return decision.acted || (!same && reason.decision().equals("rolled out"));
        }
        if (reason.object().kind().equals(ReplicaSet.KIND)) {
            return decision.acted;
        }
        if (reason.object().kind().equals(Service.KIND)) {
            return !same && !reason.decision().startsWith("0 of 0 ");
        }
        if (reason.object().kind().equals(Namespace.KIND)) {
            // The same happens in the system's own namespaces.
            return !same && !reason.object().name().startsWith("kube-");
        }
        return !same;
    }

    /// The scheduler explains each score; a line has room for what was needed and how many fit.
    private static List<String> grounds(Reason reason) {
        return reason.component().contains("scheduler") && reason.details().size() > 2
                ? reason.details().subList(0, 2)
                : reason.details();
    }

    private static String shown(String component) {
        String name = component.replace("kubelet-", "kubelet ").replace("default-", "");
        return name.endsWith("-controller") && !name.equals("node-controller")
                ? name.substring(0, name.length() - "-controller".length())
                : name;
    }

    private void tell(Time at, String component, Resource object, String what, String why) {
        told.accept(
                new Line(
                        at,
                        shown(component),
                        object.ref(),
                        what,
                        why.isEmpty() ? List.of() : List.of(why)));
    }

    private final class HeardApi implements Api {
        private final String component;
        private final World world;
        private final Api api;

        HeardApi(String component, World world, Api api) {
            this.component = component;
            this.world = world;
            this.api = api;
        }

        @Override
        public Watch watch(Query query, Consumer<Notice> sink) {
            return api.watch(query, sink);
        }

        @Override
        public void submit(Action action, Consumer<Outcome> then) {
            for (var decision : decisions) {
                decision.acted |=
                        !(action instanceof Action.Emit)
                                && !action.ref().equals(decision.reason.object());
            }
            // Others may act on it before the answer is back: it is told as of now.
            Time sent = world.now();
            api.submit(
                    action,
                    outcome -> {
                        if (outcome instanceof Outcome.Accepted accepted) {
                            done(sent, action, accepted);
                        }
                        then.accept(outcome);
                    });
        }

        @Override
        public void explain(List<Reason> given) {
            reasons += given.size();
            for (var reason : given) {
                components.add(reason.component());
                decisions.add(new Decision(world.now(), reason));
            }
            api.explain(given);
        }

        @Override
        public void close() {
            api.close();
        }

        private void done(Time sent, Action action, Outcome.Accepted accepted) {
            writes++;
            switch (accepted.object()) {
                case Lease _ -> renewals++;
                case Pod pod -> pod(sent, action, pod, accepted.gone());
                case Node node -> node(sent, action, node);
                default -> {}
            }
        }

        private void pod(Time sent, Action action, Pod pod, boolean gone) {
            String uid = pod.meta().uid();
            if (gone) {
                tell(sent, component, pod, "gone", "its containers have ended");
                ready.remove(uid);
                return;
            }
            switch (action) {
                case Action.Bind _ -> began.put(uid, sent);
                case Action.UpdateStatus _ -> {
                    boolean was = ready.getOrDefault(uid, false);
                    ready.put(uid, pod.ready());
                    if (pod.ready() && !was) {
                        tell(sent, component, pod, "ready", since(began.get(uid), sent));
                    } else if (was && !pod.ready() && !pod.deleting()) {
                        tell(sent, component, pod, "no longer ready", "");
                    }
                }
                case Action.Create _, Action.Update _, Action.Delete _, Action.Emit _ -> {}
            }
        }

        private String since(@Nullable Time start, Time end) {
            return start == null
                    ? ""
                    : Durations.precise(end.since(start)) + " after it was assigned";
        }

        private void node(Time sent, Action action, Node node) {
            boolean was = ready.getOrDefault(node.meta().uid(), false);
            ready.put(node.meta().uid(), node.ready());
            if (action instanceof Action.Create) {
                var has = node.status().capacity();
                tell(
                        sent,
                        component,
                        node,
                        "registered",
                        "it has cpu " + has.get("cpu") + ", memory " + has.get("memory"));
            } else if (node.ready() && !was) {
                tell(sent, component, node, "ready again", "its kubelet renews its lease");
            }
        }
    }
}
