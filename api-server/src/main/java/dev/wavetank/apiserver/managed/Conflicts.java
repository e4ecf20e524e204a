package dev.wavetank.apiserver.managed;

import dev.wavetank.cluster.state.Cause;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/// What somebody else owns of that which an apply wants to change.
public record Conflicts(SortedMap<Owner, FieldSet> fields) {
    public Conflicts {
        fields = Collections.unmodifiableSortedMap(fields);
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /// {@return all conflicts in one sentence, as upstream says it}
    public String message() {
        var causes = causes();
        if (causes.size() == 1) {
            var only = causes.getFirst();
            return "Apply failed with 1 conflict: " + only.message() + ": " + only.field();
        }
        var lines = new ArrayList<String>();
        fields.forEach((manager, owned) -> {
            lines.add("conflicts with " + manager + ":");
            owned.paths().forEach(path -> lines.add("- " + path));
        });
        return "Apply failed with " + causes.size() + " conflicts: " + String.join("\n", lines);
    }

    public List<Cause> causes() {
        var causes = new ArrayList<Cause>();
        fields.forEach((manager, owned) ->
                owned.paths()
                        .forEach(path ->
                                causes.add(
                                        new Cause(
                                                "FieldManagerConflict",
                                                path,
                                                "conflict with " + manager))));
        return causes;
    }
}
