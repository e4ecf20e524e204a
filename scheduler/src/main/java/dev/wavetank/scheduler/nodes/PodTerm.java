package dev.wavetank.scheduler.nodes;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// One wish of a pod to be near other pods, or far from them.
///
/// @param sort what is wished
/// @param topology the label of nodes that says what is near: nodes of the same value are
/// @param pods the other pods
/// @param weight how much a preference counts, 1 to 100; 0 for a requirement
public record PodTerm(Sort sort, String topology, Selection pods, long weight) {
    /// The closed list of wishes.
    public enum Sort {
        AFFINITY,
        ANTI_AFFINITY,
        PREFERRED_AFFINITY,
        PREFERRED_ANTI_AFFINITY
    }

    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

    /// {@return all terms of a pod's affinity and anti-affinity to pods}
    public static List<PodTerm> of(Pod pod) {
        var affinity = pod.spec().affinity();
        if (affinity == null || affinity.rest().isEmpty()) {
            return List.of();
        }
        var terms = new ArrayList<PodTerm>();
        read(terms, pod, "podAffinity", Sort.AFFINITY, Sort.PREFERRED_AFFINITY);
        read(terms, pod, "podAntiAffinity", Sort.ANTI_AFFINITY, Sort.PREFERRED_ANTI_AFFINITY);
        return terms;
    }

    /// {@return those of one sort}
    public static List<PodTerm> of(Pod pod, Sort sort) {
        return of(pod).stream().filter(term -> term.sort == sort).toList();
    }

    private static void read(
            List<PodTerm> terms, Pod pod, String field, Sort required, Sort preferred) {
        var affinity = pod.spec().affinity();
        var rules = affinity == null ? Json.Obj.EMPTY : affinity.rest().object(field);
        for (Json each : rules.array(REQUIRED)) {
            if (each instanceof Json.Obj term) {
                terms.add(term(required, term, 0, pod));
            }
        }
        for (Json each : rules.array(PREFERRED)) {
            if (each instanceof Json.Obj weighted) {
                Long weight =
                        weighted.get("weight") instanceof Json.Num number ? number.whole() : null;
                terms.add(
                        term(
                                preferred,
                                weighted.object("podAffinityTerm"),
                                weight == null ? 0 : weight,
                                pod));
            }
        }
    }

    private static PodTerm term(Sort sort, Json.Obj term, long weight, Pod pod) {
        var others = Selection.selector(term, "namespaceSelector");
        var labels = Selection.withKeys(Selection.selector(term, "labelSelector"), term, pod);
        return new PodTerm(
                sort,
                term.text("topologyKey"),
                new Selection(
                        namespaces(term, pod, others != null), others, labels, false, List.of()),
                weight);
    }

    private static SortedSet<String> namespaces(Json.Obj term, Pod pod, boolean others) {
        var names = new TreeSet<String>();
        for (Json name : term.array("namespaces")) {
            if (name instanceof Json.Text text) {
                names.add(text.value());
            }
        }
        if (names.isEmpty() && !others) {
            names.add(pod.meta().namespace());
        }
        return names;
    }
}
