package dev.wavetank.controllers;

import dev.wavetank.cluster.loop.Controller;
import dev.wavetank.cluster.loop.Plan;
import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Namespace;
import dev.wavetank.cluster.model.NamespaceSpec;
import dev.wavetank.cluster.model.NamespaceStatus;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.state.View;
import dev.wavetank.cluster.world.Time;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Empties a namespace whose deletion was asked for, and lets it go when nothing is left in it.
///
/// It sees only the kinds that it was given: an object of another kind would outlive its namespace.
public final class Namespaces implements Controller<Namespaces.Memory> {
    public static final String NAME = "namespace-controller";

    /// The finalizer in `spec.finalizers` that this controller takes away.
    private static final String FINALIZER = "kubernetes";

    private final List<Kind<?>> kinds;

    /// How often the status says anew what is left: each time costs a write.
    private static final Duration TELL_AFTER = Duration.ofSeconds(5);

    /// When the status last said what is left.
    public record Memory(Optional<Time> told) {}

    /// Makes a controller that empties namespaces of these kinds.
    ///
    /// @param kinds every kind that the cluster serves; those without a namespace are passed over
    public Namespaces(List<Kind<?>> kinds) {
        this.kinds = kinds.stream().filter(Kind::namespaced).distinct().toList();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Query> watches() {
        var queries = new ArrayList<Query>();
        queries.add(Query.all(Namespace.KIND));
        kinds.forEach(kind -> queries.add(Query.all(kind)));
        return List.copyOf(queries);
    }

    @Override
    public Memory start() {
        return new Memory(Optional.empty());
    }

    @Override
    public SortedSet<Key> touched(Change change, View view) {
        var keys = new TreeSet<Key>();
        var object = change.object();
        if (object instanceof Namespace namespace) {
            if (namespace.deleting() && !change.deleted()) {
                keys.add(namespace.key());
            }
        } else {
            Namespace namespace = view.get(Namespace.KIND, "", object.meta().namespace());
            if (namespace != null && namespace.deleting()) {
                keys.add(namespace.key());
            }
        }
        return keys;
    }

    @Override
    public Plan<Memory> reconcile(Key key, View view, Memory memory, Time now) {
        Namespace namespace = view.get(Namespace.KIND, key);
        if (namespace == null
                || !namespace.deleting()
                || !namespace.spec().finalizers().contains(FINALIZER)) {
            return Plan.nothing(start());
        }
        var counts = new TreeMap<Kind<?>, Integer>();
        var held = new TreeMap<String, Integer>();
        var deletions = new ArrayList<Action>();
        for (var kind : kinds) {
            for (Resource object : view.in(kind, key.name())) {
                counts.merge(kind, 1, Integer::sum);
                object.meta()
                        .finalizers()
                        .forEach(finalizer -> held.merge(finalizer, 1, Integer::sum));
                if (!object.deleting()) {
                    deletions.add(Action.Delete.of(object));
                }
            }
        }
        if (counts.isEmpty()) {
            var left =
                    namespace.spec().finalizers().stream()
                            .filter(finalizer -> !finalizer.equals(FINALIZER))
                            .toList();
            return Plan.of(
                    List.of(
                            new Action.Update(
                                    namespace.withSpec(
                                            new NamespaceSpec(left, namespace.spec().rest())),
                                    List.of())),
                    List.of(reason(namespace, "letting it go", List.of("nothing is left in it"))),
                    start());
        }
        var details = new ArrayList<String>();
        counts.forEach((kind, count) -> details.add(count + " " + kind.resource() + " left"));
        var reasons = List.of(reason(namespace, "being emptied", details));
        var status = status(namespace, counts, held, now);
        if (status.equals(namespace.status())) {
            return Plan.of(deletions, reasons, memory);
        }
        var tellAt = memory.told.map(told -> told.plus(TELL_AFTER)).orElse(now);
        if (now.before(tellAt)) {
            return Plan.of(deletions, reasons, memory).wakeAt(tellAt);
        }
        deletions.addFirst(new Action.UpdateStatus(namespace.withStatus(status), List.of()));
        return Plan.of(deletions, reasons, new Memory(Optional.of(now)));
    }

    private static NamespaceStatus status(
            Namespace namespace,
            Map<Kind<?>, Integer> counts,
            Map<String, Integer> held,
            Time now) {
        var remaining = new ArrayList<String>();
        counts.forEach((kind, count) ->
                remaining.add(
                        kind.plural()
                                + "."
                                + kind.group()
                                + " has "
                                + count
                                + " resource instances"));
        var conditions =
                put(
                        namespace.status().conditions(),
                        "NamespaceContentRemaining",
                        "SomeResourcesRemain",
                        "Some resources are remaining: " + String.join(", ", remaining),
                        now);
        if (!held.isEmpty()) {
            var finalizers = new ArrayList<String>();
            held.forEach((finalizer, count) ->
                    finalizers.add(finalizer + " in " + count + " resource instances"));
            conditions =
                    put(
                            conditions,
                            "NamespaceFinalizersRemaining",
                            "SomeFinalizersRemain",
                            "Some content in the namespace has finalizers remaining: "
                                    + String.join(", ", finalizers),
                            now);
        }
        return new NamespaceStatus("Terminating", conditions, namespace.status().rest());
    }

    private static List<Condition> put(
            List<Condition> conditions, String type, String reason, String message, Time now) {
        return Condition.put(
                conditions,
                new Condition(
                        type, "True", reason, message, now.wall().truncatedTo(ChronoUnit.SECONDS)));
    }

    private static Reason reason(Namespace namespace, String decision, List<String> details) {
        return new Reason(namespace.ref(), namespace.meta().uid(), NAME, decision, details);
    }
}
