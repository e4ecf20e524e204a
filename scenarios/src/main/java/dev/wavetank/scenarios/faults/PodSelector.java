package dev.wavetank.scenarios.faults;

import dev.wavetank.scenarios.format.Says;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which pods are meant: those that all of this selects, as Chaos Mesh's `selector`.
@Says("which pods are meant: those that everything in here selects")
public record PodSelector(
        @Says("in one of these namespaces; if none is given, in default") List<String> namespaces,
        @Says("with these labels") SortedMap<String, String> labelSelectors,
        @Says("for which each of these requirements holds") List<Requirement> expressionSelectors,
        @Says("with these annotations") SortedMap<String, String> annotationSelectors,
        @Says("whose fields have these values, such as spec.nodeName")
                SortedMap<String, String> fieldSelectors,
        @Says("in one of these phases: Pending, Running, Succeeded, Failed, Unknown")
                List<String> podPhaseSelectors,
        @Says("on one of these nodes") List<String> nodes,
        @Says("on nodes with these labels") SortedMap<String, String> nodeSelectors,
        @Says("by namespace the names of the pods; a name that does not exist is an error")
                SortedMap<String, List<String>> pods) {
    public PodSelector {
        namespaces = List.copyOf(namespaces);
        labelSelectors = Collections.unmodifiableSortedMap(new TreeMap<>(labelSelectors));
        expressionSelectors = List.copyOf(expressionSelectors);
        annotationSelectors = Collections.unmodifiableSortedMap(new TreeMap<>(annotationSelectors));
        fieldSelectors = Collections.unmodifiableSortedMap(new TreeMap<>(fieldSelectors));
        podPhaseSelectors = List.copyOf(podPhaseSelectors);
        nodes = List.copyOf(nodes);
        nodeSelectors = Collections.unmodifiableSortedMap(new TreeMap<>(nodeSelectors));
        pods = Collections.unmodifiableSortedMap(new TreeMap<>(pods));
    }

    /// One requirement on a label.
    public record Requirement(
            @Says("the label") String key,
            @Says("In, NotIn, Exists or DoesNotExist") String operator,
            @Says("the values that In and NotIn compare with") List<String> values) {
        public Requirement {
            values = List.copyOf(values);
        }
    }
}
