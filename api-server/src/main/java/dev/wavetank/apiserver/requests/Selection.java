package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.core.Interest;
import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.FieldSelector;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/// Which objects a list or watch is about, narrowed as far as the tables are indexed.
final class Selection {
    private Selection() {}

    static Interest of(Route route, ListOptions options) {
        return of(route.served().stored(), route, options);
    }

    /// @param kind the kind of what is selected, where that is another than the route's
    static Interest of(Kind<?> kind, Route route, ListOptions options) {
        var fields = options.fields();
        String namespace = route.namespace();
        if (namespace.isEmpty() && kind.namespaced()) {
            namespace = fields.exactly("metadata.namespace");
        }
        String name = route.name().isEmpty() ? fields.exactly("metadata.name") : route.name();
        String node = kind.equals(Pod.KIND) ? fields.exactly("spec.nodeName") : "";
        return new Interest(
                new Query(kind, namespace, name, node, options.labels()), rest(fields, kind));
    }

    /// What the query does not say already. Names and phases need no tree.
    private static Predicate<Resource> rest(FieldSelector fields, Kind<?> kind) {
        var left = new ArrayList<FieldSelector.Term>();
        boolean pods = kind.equals(Pod.KIND);
        Predicate<Resource> holds = _ -> true;
        for (var term : fields.terms()) {
            switch (term.field()) {
                case "metadata.name" -> holds = holds.and(r -> same(term, r.meta().name()));
                case "metadata.namespace" ->
                        holds = holds.and(r -> same(term, r.meta().namespace()));
                case "spec.nodeName" -> {
                    if (pods) {
                        holds = holds.and(r -> same(term, ((Pod) r).spec().nodeName()));
                    } else {
                        left.add(term);
                    }
                }
                case "status.phase" -> {
                    if (pods) {
                        holds = holds.and(r -> same(term, ((Pod) r).status().phase()));
                    } else {
                        left.add(term);
                    }
                }
                // Only events can be selected by this name.
                case "source" -> holds = holds.and(r -> same(term, source((Event) r)));
                default -> left.add(term);
            }
        }
        return left.isEmpty() ? holds : holds.and(new FieldSelector(left)::selects);
    }

    /// Whoever reported the event: upstream's field `source` is this, not the object of that name.
    private static String source(Event event) {
        String component = event.source().component();
        return component.isEmpty() ? event.reportingComponent() : component;
    }

    private static boolean same(FieldSelector.Term term, String found) {
        return found.equals(term.value()) == term.equal();
    }

    /// {@return the objects that may be meant, sorted, after this key}
    static Collection<? extends Resource> candidates(Table<?> table, Query query, Key after) {
        boolean fromStart = after.namespace().isEmpty() && after.name().isEmpty();
        if (!query.name().isEmpty()
                && (!query.namespace().isEmpty() || !query.kind().namespaced())) {
            Resource one = table.get(query.namespace(), query.name());
            return one == null || one.key().compareTo(after) <= 0 ? List.of() : List.of(one);
        } else if (!query.node().isEmpty()) {
            var pods = table.on(query.node());
            return fromStart
                    ? pods
                    : pods.stream().filter(pod -> pod.key().compareTo(after) > 0).toList();
        } else if (!fromStart) {
            return query.namespace().isEmpty()
                    ? table.after(after).values()
                    : table.after(after).headMap(new Key(query.namespace() + "\0", "")).values();
        }
        return query.namespace().isEmpty() ? table.all() : table.in(query.namespace());
    }
}
