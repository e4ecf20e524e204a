package dev.wavetank.scenarios.plan;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.scenarios.format.Says;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A story of a cluster in which things go wrong, and what has to hold in it.
///
/// It is complete: nothing but a seed is needed to live it.
///
/// @param name as files and objects are named: lower case, digits and dashes
/// @param objects what is applied before anything goes wrong, in this order
public record Scenario(
        String name,
        @Says("the scenario in one line") String title,
        @Says(value = "what it teaches, and what to look at, in a paragraph", otherwise = "\"\"")
                String description,
        @Says(value = "the cluster it plays in", otherwise = "{}") ClusterPlan cluster,
        @Says(value = "what is applied before anything goes wrong, in this order", name = "apply")
                List<Json.Obj> objects,
        @Says("requests that are sent to Services all the time") List<Traffic> traffic,
        @Says("what holds when all is well: it must before the method begins and again at the end")
                List<Assertion> steadyState,
        @Says("what happens, step by step") List<Step> method,
        @Says("what is done after the method, whatever came of it") List<Step> rollbacks,
        @Says("what else has to hold, and when") List<Assertion> assertions,
        @Says("the invariants that are checked; if none is given, all") List<String> invariants,
        @Says(value = "how the cluster has to heal", otherwise = "{}") Liveness liveness) {
    public Scenario {
        objects = List.copyOf(objects);
        traffic = List.copyOf(traffic);
        steadyState = List.copyOf(steadyState);
        method = List.copyOf(method);
        rollbacks = List.copyOf(rollbacks);
        assertions = List.copyOf(assertions);
        invariants = List.copyOf(invariants);
    }

    /// {@return the stream of requests of this name, or null}
    public @Nullable Traffic traffic(String name) {
        for (var each : traffic) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        return null;
    }
}
