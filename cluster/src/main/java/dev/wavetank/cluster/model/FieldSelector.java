package dev.wavetank.cluster.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Which objects are meant, by their fields: `metadata.name=web,status.phase!=Running`.
///
/// @param terms all must hold; none at all selects everything
public record FieldSelector(List<Term> terms) {
    private static final List<String> OPERATORS = List.of("!=", "==", "=");

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
    /// In a value, a comma, an equals sign and a backslash stand behind a backslash.
    ///
    /// @param fields gives the path of the field that a label means; throws [Malformed] for one by
    ///   which the kind cannot be selected
    /// @throws Malformed in upstream's words
    public static FieldSelector parse(String text, UnaryOperator<String> fields) {
        var terms = new ArrayList<Term>();
        var parts = split(text);
        parts.sort(null);
        for (String part : parts) {
            if (!part.isEmpty()) {
                var term = term(part, text);
                terms.add(new Term(fields.apply(term.field()), term.equal(), term.value()));
            }
        }
        return new FieldSelector(terms);
    }

    private static List<String> split(String text) {
        var parts = new ArrayList<String>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == ',') {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static Term term(String part, String text) {
        for (int at = 0; at < part.length(); at++) {
            for (String operator : OPERATORS) {
                if (part.startsWith(operator, at)) {
                    return new Term(
                            part.substring(0, at),
                            !operator.equals("!="),
                            value(part.substring(at + operator.length())));
                }
            }
        }
        throw new Malformed("invalid selector: '" + text + "'; can't understand '" + part + "'");
    }

    private static String value(String escaped) {
        var value = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '\\') {
                i++;
                String sequence = escaped.substring(i - 1, Math.min(i + 1, escaped.length()));
                if (sequence.length() < 2 || "\\,=".indexOf(sequence.charAt(1)) < 0) {
                    throw new Malformed(
                            "invalid field selector: invalid escape sequence: " + sequence);
                }
                c = sequence.charAt(1);
            } else if (c == ',' || c == '=') {
                throw new Malformed(
                        "invalid field selector: unescaped character in value: " + (int) c);
            }
            value.append(c);
        }
        return value.toString();
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
    /// boolean is `false` upstream, which `spec.unschedulable=false` relies on, an absent count 0.
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
            case null -> ABSENT.getOrDefault(field, "");
            case Json.Null _, Json.Arr _, Json.Obj _ -> "";
        };
    }

    private static final Map<String, String> ABSENT = new TreeMap<>();

    static {
        ABSENT.put("spec.hostNetwork", "false");
        ABSENT.put("spec.unschedulable", "false");
        ABSENT.put("status.replicas", "0");
        ABSENT.put("status.succeeded", "0");
    }
}
