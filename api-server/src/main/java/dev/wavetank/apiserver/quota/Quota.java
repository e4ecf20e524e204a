package dev.wavetank.apiserver.quota;

import dev.wavetank.cluster.model.Generic;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.model.Resource;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/// One ResourceQuota and what the objects of its namespace use of it.
///
/// @param hard the most that may be used
/// @param used of each resource of `hard`
public record Quota(
        String name,
        SortedMap<String, Quantity> hard,
        List<Scope> scopes,
        SortedMap<String, Quantity> used) {
    private static final Quantity ZERO = Quantity.of("0");

    public Quota {
        hard = Collections.unmodifiableSortedMap(new TreeMap<>(hard));
        scopes = List.copyOf(scopes);
        used = Collections.unmodifiableSortedMap(new TreeMap<>(used));
    }

    /// {@return the quota of which nothing is used yet}
    static Quota of(Generic object) {
        var spec = object.body().object("spec");
        var hard = new TreeMap<String, Quantity>();
        var none = new TreeMap<String, Quantity>();
        spec.object("hard")
                .forEach((resource, amount) -> {
                    hard.put(resource, quantity(amount));
                    none.put(resource, ZERO);
                });
        return new Quota(object.meta().name(), hard, Scope.of(spec), none);
    }

    private static Quantity quantity(Json amount) {
        try {
            return Quantity.of(amount instanceof Json.Text(var text) ? text : amount.toString());
        } catch (Malformed neverStored) {
            return ZERO;
        }
    }

    /// {@return what an object uses of it; nothing when it is out of scope}
    private SortedMap<String, Quantity> use(@Nullable Resource object) {
        var use = new TreeMap<String, Quantity>();
        if (object != null && isAbout(object)) {
            use.putAll(Consumption.of(object));
            use.keySet().retainAll(hard.keySet());
        }
        return use;
    }

    private boolean isAbout(Resource object) {
        return scopes.stream().allMatch(scope -> scope.holds(object));
    }

    Quota after(@Nullable Resource before, @Nullable Resource after) {
        var was = use(before);
        var is = use(after);
        if (was.equals(is)) {
            return this;
        }
        var now = new TreeMap<>(used);
        fold(was, now, Quantity::minus);
        fold(is, now, Quantity::plus);
        return new Quota(name, hard, scopes, now);
    }

    private static void fold(
            SortedMap<String, Quantity> from,
            SortedMap<String, Quantity> into,
            BinaryOperator<Quantity> how) {
        from.forEach((resource, amount) ->
                into.compute(resource, (_, sum) -> how.apply(sum == null ? ZERO : sum, amount)));
    }

    /// {@return why this change may not be, in upstream's words; null when it may}
    @Nullable String refuses(@Nullable Resource before, Resource after) {
        var is = use(after);
        if (before == null && after instanceof Pod pod && isAbout(pod)) {
            var missing = PodDemand.missing(pod, hard);
            if (!missing.isEmpty()) {
                return "failed quota: " + name + ": must specify " + String.join("; ", missing);
            }
        }
        var was = use(before);
        var requested = new ArrayList<String>();
        var found = new ArrayList<String>();
        var limited = new ArrayList<String>();
        is.forEach((resource, amount) -> {
            var more = amount.minus(was.getOrDefault(resource, ZERO));
            var most = hard.getOrDefault(resource, ZERO);
            var now = used.getOrDefault(resource, ZERO);
            if (more.compareTo(ZERO) > 0 && now.plus(more).compareTo(most) > 0) {
                requested.add(resource + "=" + more.canonical());
                found.add(resource + "=" + now.canonical());
                limited.add(resource + "=" + most.canonical());
            }
        });
        return requested.isEmpty()
                ? null
                : "exceeded quota: "
                        + name
                        + ", requested: "
                        + String.join(",", requested)
                        + ", used: "
                        + String.join(",", found)
                        + ", limited: "
                        + String.join(",", limited);
    }

    /// {@return the status that the object should show}
    public Json.Obj status() {
        return Json.Obj.of("hard", json(hard)).with("used", json(used));
    }

    private static Json.Obj json(SortedMap<String, Quantity> amounts) {
        var json = Json.Obj.builder();
        amounts.forEach((resource, amount) -> json.put(resource, amount.canonical().text()));
        return json.build();
    }
}
