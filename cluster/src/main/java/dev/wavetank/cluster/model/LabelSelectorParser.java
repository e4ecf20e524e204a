package dev.wavetank.cluster.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads a label selector by recursive descent; its messages are upstream's.
final class LabelSelectorParser {
    private static final String OPERATORS = "in, notin, =, ==, !=, gt, lt";
    private static final String SYMBOLS = "=!(),><";
    private static final List<String> KNOWN =
            List.of(")", ",", "!", "==", "=", ">", "<", "!=", "(");

    /// A piece of the text; the last is empty. Symbols are told from names by their first letter.
    private final List<String> tokens;

    private int at;

    LabelSelectorParser(String text) {
        tokens = tokens(text);
    }

    LabelSelector selector() {
        var requirements = new ArrayList<LabelRequirement>();
        while (!peek().isEmpty()) {
            if (!isName(peek()) && !peek().equals("!")) {
                throw found(peek(), ", expected: !, identifier, or 'end of string'");
            }
            try {
                requirements.add(requirement());
            } catch (Malformed broken) {
                throw new Malformed("unable to parse requirement: " + broken.getMessage());
            }
            String after = take();
            if (after.equals(",")) {
                if (!isName(peek()) && !peek().equals("!")) {
                    throw found(peek(), ", expected: identifier after ','");
                }
            } else if (!after.isEmpty()) {
                throw found(after, ", expected: ',' or 'end of string'");
            }
        }
        requirements.sort(Comparator.comparing(LabelRequirement::key));
        return new LabelSelector(Collections.unmodifiableSortedMap(new TreeMap<>()), requirements);
    }

    private LabelRequirement requirement() {
        boolean not = peek().equals("!");
        if (not) {
            take();
        }
        String key = take();
        if (!isName(key)) {
            throw found(key, ", expected: identifier");
        }
        check(Names.qualified(key), "", key);
        if (not || peek().isEmpty() || peek().equals(",")) {
            return new LabelRequirement(key, not ? "DoesNotExist" : "Exists", List.of());
        }
        String operator = take();
        return switch (operator) {
            case "in" -> checked(key, "In", set());
            case "notin" -> checked(key, "NotIn", set());
            case "=", "==" -> checked(key, "In", one());
            case "!=" -> checked(key, "NotIn", one());
            case ">" -> ordered(checked(key, "Gt", one()));
            case "<" -> ordered(checked(key, "Lt", one()));
            default -> throw found(operator, ", expected: " + OPERATORS);
        };
    }

    private static LabelRequirement checked(String key, String operator, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            String path = "values[" + i + "][" + key + "]: ";
            check(Names.labelValue(values.get(i)), path, values.get(i));
        }
        return new LabelRequirement(key, operator, values);
    }

    private static LabelRequirement ordered(LabelRequirement requirement) {
        String value = requirement.values().getFirst();
        if (new Json.Num(value).whole() == null) {
            throw new Malformed(
                    "values[0]: Invalid value: "
                            + new Json.Text(value)
                            + ": for 'Gt', 'Lt' operators, the value must be an integer");
        }
        return requirement;
    }

    private static void check(List<String> wrong, String path, String found) {
        if (!wrong.isEmpty()) {
            // Upstream prints a missing path as Go prints nil.
            throw new Malformed(
                    (path.isEmpty() ? "<nil>: " : path)
                            + "Invalid value: "
                            + new Json.Text(found)
                            + ": "
                            + String.join("; ", wrong));
        }
    }

    private List<String> one() {
        if (peek().isEmpty() || peek().equals(",")) {
            return List.of("");
        }
        String value = take();
        if (!isName(value)) {
            throw found(value, ", expected: identifier");
        }
        return List.of(value);
    }

    /// `(a,b)`; an empty place, as in `()` or `(a,)`, stands for the empty value.
    private List<String> set() {
        String open = take();
        if (!open.equals("(")) {
            throw found(open, " expected: '('");
        }
        SortedSet<String> values = new TreeSet<>();
        String value = "";
        while (true) {
            String token = take();
            if (token.equals(",") || token.equals(")")) {
                values.add(value);
                value = "";
                if (token.equals(")")) {
                    return List.copyOf(values);
                }
            } else if (!isName(token)) {
                throw found(token, ", expected: ',', ')' or identifier");
            } else if (!value.isEmpty()) {
                throw found(token, ", expected: ',' or ')'");
            } else {
                value = token;
            }
        }
    }

    private String peek() {
        return tokens.get(at);
    }

    /// The end may be taken again and again.
    private String take() {
        String token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    private static boolean isName(String token) {
        return !token.isEmpty() && !isSymbol(token.charAt(0));
    }

    private static boolean isSymbol(char c) {
        return SYMBOLS.indexOf(c) >= 0;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static Malformed found(String token, String expected) {
        return new Malformed("found '" + token + "'" + expected);
    }

    private static List<String> tokens(String text) {
        var tokens = new ArrayList<String>();
        int at = 0;
        while (at < text.length()) {
            int start = at;
            if (isBlank(text.charAt(at))) {
                at++;
                continue;
            } else if (isSymbol(text.charAt(at))) {
                boolean two = at + 2 <= text.length() && KNOWN.contains(text.substring(at, at + 2));
                at += two ? 2 : 1;
            } else {
                while (at < text.length()
                        && !isSymbol(text.charAt(at))
                        && !isBlank(text.charAt(at))) {
                    at++;
                }
            }
            tokens.add(text.substring(start, at));
        }
        tokens.add("");
        return tokens;
    }
}
