package dev.wavetank.scheduler.nodes;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.LabelRequirement;
import dev.wavetank.cluster.model.LabelSelector;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Shape;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which pods are meant by a rule about pods.
///
/// @param namespaces where they are
/// @param others further namespaces, by their labels; null for none
/// @param labels how they are labelled; null for no pod at all
/// @param staying whether only those are meant that are not being deleted
/// @param also which other selections have to mean them as well
public record Selection(
        SortedSet<String> namespaces,
        @Nullable LabelSelector others,
        @Nullable LabelSelector labels,
        boolean staying,
        List<Selection> also) {
    /// The label that every namespace has.
    private static final String NAME = "kubernetes.io/metadata.name";

    private static final Shape<LabelSelector> SELECTOR = Shape.of(LabelSelector.class);

    public Selection {
        also = List.copyOf(also);
        namespaces = Collections.unmodifiableSortedSet(new TreeSet<>(namespaces));
    }

    public boolean selects(Pod pod) {
        return labels != null
                && !(staying && pod.deleting())
                && labels.selects(pod.meta().labels())
                && in(pod.meta().namespace())
                && alsoSelected(pod);
    }

    private boolean alsoSelected(Pod pod) {
        for (var other : also) {
            if (!other.selects(pod)) {
                return false;
            }
        }
        return true;
    }

    /// {@return the pods that each of these means}
    public static Selection ofAll(List<Selection> selections) {
        var first = selections.getFirst();
        return selections.size() == 1
                ? first
                : new Selection(
                        first.namespaces,
                        first.others,
                        first.labels,
                        first.staying,
                        selections.subList(1, selections.size()));
    }

    /// Of a namespace only the name is known here.
    private boolean in(String namespace) {
        return namespaces.contains(namespace)
                || (others != null
                        && others.selects(
                                new TreeMap<>(Collections.singletonMap(NAME, namespace))));
    }

    /// {@return the selector written in a field; null when there is none}
    static @Nullable LabelSelector selector(Json.Obj of, String field) {
        return of.get(field) instanceof Json.Obj written ? SELECTOR.read(written, field) : null;
    }

    /// {@return the selector with what `matchLabelKeys` and `mismatchLabelKeys` add to it from the
    /// pod's own labels}
    static @Nullable LabelSelector withKeys(
            @Nullable LabelSelector selector, Json.Obj of, Pod pod) {
        if (selector == null) {
            return null;
        }
        var all = new ArrayList<>(selector.matchExpressions());
        add(all, of, "matchLabelKeys", "In", pod);
        add(all, of, "mismatchLabelKeys", "NotIn", pod);
        return new LabelSelector(selector.matchLabels(), all);
    }

    private static void add(
            List<LabelRequirement> all, Json.Obj of, String field, String operator, Pod pod) {
        for (Json key : of.array(field)) {
            if (key instanceof Json.Text text) {
                String value = pod.meta().labels().get(text.value());
                if (value != null) {
                    all.add(new LabelRequirement(text.value(), operator, List.of(value)));
                }
            }
        }
    }
}
