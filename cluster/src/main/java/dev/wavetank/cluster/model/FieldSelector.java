package dev.wavetank.cluster.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/// Which objects are meant, by their fields: `metadata.name=web,status.phase!=Running`.
///
/// @param terms all must hold; none at all selects everything
public record FieldSelector(List<Term> terms) {
    /// Selects everything.
    public static final FieldSelector ALL = new FieldSelector(List.of());

    /// One field and the text it must have, or must not have.
    ///
    /// @param field the path of the field, such as `spec.nodeName`
    /// @param equal whether the value is wanted, or anything else
    public record Term(String field, boolean equal, String value) {
        boolean holds(Json.Obj tree) {
            return FieldSelector.text(tree, field).equals(value) == equal;
        }

        @Override
        public String toString() {
            return field + (equal ? "=" : "!=") + value;
        }
    }

    public FieldSelector {
        terms = List.copyOf(terms);
    }

    /// {@return the selector in this text}
    ///
    /// @param supported the fields that the kind can be selected by; every kind has
    ///   `metadata.name`, those in a namespace `metadata.namespace`
    /// @throws Malformed in upstream's words
    public static FieldSelector parse(String text, SortedSet<String> supported) {
        var terms = new ArrayList<Term>();
        var parts = new ArrayList<>(List.of(text.split(",", -1)));
        parts.sort(null);
        for (String part : parts) {
            if (!part.isEmpty()) {
                var term = term(part, text);
                if (!supported.contains(term.field())) {
                    throw new Malformed("field label not supported: " + term.field());
                }
                terms.add(term);
            }
        }
        return new FieldSelector(terms);
    }

    private static Term term(String part, String text) {
        for (String operator : List.of("!=", "==", "=")) {
            int at = part.indexOf(operator);
            if (at >= 0 && part.indexOf(operator, at + operator.length()) < 0) {
                return new Term(
                        part.substring(0, at),
                        !operator.equals("!="),
                        part.substring(at + operator.length()));
            }
        }
        throw new Malformed("invalid selector: '" + text + "'; can't understand '" + part + "'");
    }

    /// {@return whether this object is meant}
    public boolean selects(Resource resource) {
        return terms.isEmpty() || selects(resource.tree());
    }

    /// {@return whether the object with this tree is meant}
    public boolean selects(Json.Obj tree) {
        return terms.stream().allMatch(term -> term.holds(tree));
    }

    /// {@return the text that this field must have, or "" when no term fixes it}
    ///
    /// For finding a single object or a node's pods without looking at all of them.
    public String exactly(String field) {
        return terms.stream()
                .filter(term -> term.equal() && term.field().equals(field))
                .map(Term::value)
                .findFirst()
                .orElse("");
    }

    /// Absent fields are empty text; booleans and numbers are compared as they print. An absent
    /// boolean is `false` upstream, which `spec.unschedulable=false` relies on.
    private static String text(Json.Obj tree, String field) {
        Json.Obj object = tree;
        String[] steps = field.split("\\.", -1);
        for (int i = 0; i < steps.length - 1; i++) {
            object = object.object(steps[i]);
        }
        return switch (object.get(steps[steps.length - 1])) {
            case Json.Text text -> text.value();
            case Json.Bool bool -> bool.toString();
            case Json.Num number -> number.literal();
            case null -> BOOLEANS.contains(field) ? "false" : "";
            case Json.Null _, Json.Arr _, Json.Obj _ -> "";
        };
    }

    private static final List<String> BOOLEANS = List.of("spec.unschedulable", "spec.hostNetwork");
}
