package dev.wavetank.scenarios.explore;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.scenarios.faults.ControlPlaneChaos;
import dev.wavetank.scenarios.faults.Fault;
import dev.wavetank.scenarios.faults.NetworkChaos;
import dev.wavetank.scenarios.faults.NodeChaos;
import dev.wavetank.scenarios.faults.PodChaos;
import dev.wavetank.scenarios.faults.TimeChaos;
import dev.wavetank.scenarios.plan.ClusterPlan;
import dev.wavetank.scenarios.plan.Deed;
import dev.wavetank.scenarios.plan.Liveness;
import dev.wavetank.scenarios.plan.Scenario;
import dev.wavetank.scenarios.plan.Step;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Every scenario that is one step smaller than another, the largest steps first: fewer faults and
/// steps, fewer objects, replicas and nodes, shorter faults, an earlier end.
final class Reductions {
    private Reductions() {}

    static List<Scenario> of(Scenario from) {
        var all = new ArrayList<Scenario>();
        for (var method : without(from.method())) {
            all.add(with(from, from.objects(), method));
        }
        for (var objects : without(from.objects())) {
            all.add(with(from, objects, from.method()));
        }
        keptUp(from, all);
        fewerNodes(from, all);
        fewerReplicas(from, all);
        shorter(from, all);
        earlier(from, all);
        return all;
    }

    /// {@return the list without its halves, quarters, ..., single elements}
    private static <T> List<List<T>> without(List<T> list) {
        var all = new ArrayList<List<T>>();
        for (int size = Math.max(1, list.size() / 2); size >= 1 && !list.isEmpty(); size /= 2) {
            for (int start = 0; start < list.size(); start += size) {
                var rest = new ArrayList<>(list.subList(0, start));
                rest.addAll(list.subList(Math.min(list.size(), start + size), list.size()));
                all.add(rest);
            }
        }
        return all;
    }

    private static void keptUp(Scenario from, List<Scenario> all) {
        var liveness = from.liveness();
        if (liveness.keepDown() > 0) {
            all.add(with(from, new Liveness(liveness.healAfter(), liveness.convergeWithin(), 0)));
        }
    }

    private static void fewerNodes(Scenario from, List<Scenario> all) {
        var cluster = from.cluster();
        for (int nodes = 1; nodes < cluster.nodes(); nodes++) {
            all.add(
                    with(
                            from,
                            new ClusterPlan(
                                    nodes,
                                    cluster.cpu(),
                                    cluster.memory(),
                                    cluster.zones(),
                                    cluster.controlPlanes())));
        }
        if (cluster.controlPlanes() > 1) {
            all.add(
                    with(
                            from,
                            new ClusterPlan(
                                    cluster.nodes(),
                                    cluster.cpu(),
                                    cluster.memory(),
                                    cluster.zones(),
                                    cluster.controlPlanes() - 1)));
        }
    }

    private static void fewerReplicas(Scenario from, List<Scenario> all) {
        for (int i = 0; i < from.objects().size(); i++) {
            var object = from.objects().get(i);
            long replicas = replicas(object);
            for (long fewer : List.of(1L, replicas / 2, replicas - 1)) {
                if (fewer >= 1 && fewer < replicas) {
                    var objects = new ArrayList<>(from.objects());
                    var spec = object.object("spec").with("replicas", Json.Num.of(fewer));
                    objects.set(i, object.with("spec", spec));
                    all.add(with(from, objects, from.method()));
                }
            }
        }
    }

    private static long replicas(Json.Obj object) {
        var given =
                object.object("spec").get("replicas") instanceof Json.Num number
                        ? number.whole()
                        : null;
        return given == null ? 0 : given;
    }

    private static void shorter(Scenario from, List<Scenario> all) {
        for (int i = 0; i < from.method().size(); i++) {
            var step = from.method().get(i);
            var half = step.deed() instanceof Deed.Inject(var fault) ? half(fault) : null;
            if (half != null) {
                changed(from, i, _ -> new Deed.Inject(half), step.at(), all);
            }
            var at = step.at();
            if (at != null && at.toMillis() >= 2) {
                changed(from, i, deed -> deed, at.dividedBy(2).truncatedTo(ChronoUnit.MILLIS), all);
            }
        }
    }

    private static void changed(
            Scenario from,
            int place,
            UnaryOperator<Deed> deed,
            @Nullable Duration at,
            List<Scenario> all) {
        var method = new ArrayList<>(from.method());
        var step = method.get(place);
        method.set(
                place,
                new Step(step.name(), at, step.on(), step.background(), deed.apply(step.deed())));
        all.add(with(from, from.objects(), method));
    }

    /// {@return the fault for half as long; null when it is short already}
    private static @Nullable Fault half(Fault fault) {
        var duration = fault.duration();
        if (duration == null || duration.toMillis() < 2) {
            return null;
        }
        var half = Duration.ofMillis(duration.toMillis() / 2);
        return switch (fault) {
            case PodChaos chaos ->
                    new PodChaos(
                            chaos.action(),
                            chaos.mode(),
                            chaos.value(),
                            chaos.selector(),
                            chaos.containerNames(),
                            chaos.gracePeriod(),
                            half);
            case NetworkChaos chaos ->
                    new NetworkChaos(
                            chaos.action(),
                            chaos.mode(),
                            chaos.value(),
                            chaos.selector(),
                            chaos.direction(),
                            chaos.target(),
                            chaos.externalTargets(),
                            chaos.delay(),
                            chaos.loss(),
                            chaos.duplicate(),
                            chaos.corrupt(),
                            chaos.bandwidth(),
                            half);
            case TimeChaos chaos ->
                    new TimeChaos(
                            chaos.mode(),
                            chaos.value(),
                            chaos.selector(),
                            chaos.timeOffset(),
                            chaos.clockIds(),
                            chaos.containerNames(),
                            half);
            case NodeChaos chaos ->
                    new NodeChaos(
                            chaos.action(),
                            chaos.mode(),
                            chaos.value(),
                            chaos.selector(),
                            chaos.podSelector(),
                            chaos.percent(),
                            chaos.timeOffset(),
                            chaos.delay(),
                            chaos.direction(),
                            half);
            case ControlPlaneChaos chaos ->
                    new ControlPlaneChaos(
                            chaos.action(),
                            chaos.components(),
                            chaos.latency(),
                            chaos.jitter(),
                            chaos.percent(),
                            chaos.resources(),
                            chaos.code(),
                            chaos.actions(),
                            chaos.direction(),
                            half);
        };
    }

    /// The chaos ends earlier: at half its time, or right after its last fault.
    private static void earlier(Scenario from, List<Scenario> all) {
        var liveness = from.liveness();
        var end = liveness.healAfter();
        if (end == null || end.toMillis() < 2_000) {
            return;
        }
        var half = Duration.ofMillis(end.toMillis() / 2);
        all.add(with(from, new Liveness(half, liveness.convergeWithin(), liveness.keepDown())));
    }

    private static Scenario with(Scenario from, List<Json.Obj> objects, List<Step> method) {
        return with(from, from.cluster(), objects, method, from.liveness());
    }

    private static Scenario with(Scenario from, Liveness liveness) {
        return with(from, from.cluster(), from.objects(), from.method(), liveness);
    }

    private static Scenario with(Scenario from, ClusterPlan cluster) {
        return with(from, cluster, from.objects(), from.method(), from.liveness());
    }

    private static Scenario with(
            Scenario from,
            ClusterPlan cluster,
            List<Json.Obj> objects,
            List<Step> method,
            Liveness liveness) {
        return new Scenario(
                from.name(),
                from.title(),
                from.description(),
                cluster,
                objects,
                from.traffic(),
                from.steadyState(),
                method,
                from.rollbacks(),
                from.assertions(),
                from.invariants(),
                liveness);
    }
}
