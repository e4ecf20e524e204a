package dev.wavetank.cluster.model;

import java.util.ArrayList;
import java.util.List;

/// The rules for label selectors: as text in `labelSelector=` and `-l`, and as objects in a spec.
public final class LabelSelectors {
    private LabelSelectors() {}

    /// Something wrong with a selector in an object.
    ///
    /// @param reason upstream's `FieldValueInvalid`, `FieldValueRequired` or `FieldValueForbidden`
    /// @param path the field, such as `spec.selector.matchExpressions[0].values`
    /// @param message the whole message but the path, such as `Invalid value: "x": ...`
    public record Violation(String reason, String path, String message) {}

    /// {@return the selector in text such as `a=b,c!=d,e in (f,g),h notin (i),j,!k`}
    ///
    /// Requirements are sorted by key, as upstream sorts them; `=` and `!=` become `In` and `NotIn`
    /// of one value, and `>` and `<` become `Gt` and `Lt`.
    ///
    /// @throws Malformed in upstream's words
    public static LabelSelector parse(String text) {
        return new LabelSelectorParser(text).selector();
    }

    /// {@return what is wrong with a selector, in upstream's order and words}
    ///
    /// @param path where the selector stands, such as `spec.selector`
    public static List<Violation> check(LabelSelector selector, String path) {
        var wrong = new ArrayList<Violation>();
        selector.matchLabels()
                .forEach((key, value) -> {
                    invalid(Names.qualified(key), path + ".matchLabels", key, wrong);
                    invalid(Names.labelValue(value), path + ".matchLabels", value, wrong);
                });
        for (int i = 0; i < selector.matchExpressions().size(); i++) {
            check(selector.matchExpressions().get(i), path + ".matchExpressions[" + i + "]", wrong);
        }
        return wrong;
    }

    private static void check(LabelRequirement requirement, String path, List<Violation> wrong) {
        boolean empty = requirement.values().isEmpty();
        switch (requirement.operator()) {
            case "In", "NotIn" -> {
                if (empty) {
                    wrong.add(
                            new Violation(
                                    "FieldValueRequired",
                                    path + ".values",
                                    "Required value: must be specified when `operator` is 'In' or"
                                            + " 'NotIn'"));
                }
            }
            case "Exists", "DoesNotExist" -> {
                if (!empty) {
                    wrong.add(
                            new Violation(
                                    "FieldValueForbidden",
                                    path + ".values",
                                    "Forbidden: may not be specified when `operator` is 'Exists' or"
                                            + " 'DoesNotExist'"));
                }
            }
            default ->
                    invalid(
                            List.of("not a valid selector operator"),
                            path + ".operator",
                            requirement.operator(),
                            wrong);
        }
        invalid(Names.qualified(requirement.key()), path + ".key", requirement.key(), wrong);
        for (int i = 0; i < requirement.values().size(); i++) {
            String value = requirement.values().get(i);
            invalid(Names.labelValue(value), path + ".values[" + i + "]", value, wrong);
        }
    }

    private static void invalid(
            List<String> messages, String path, String found, List<Violation> wrong) {
        for (String message : messages) {
            wrong.add(
                    new Violation(
                            "FieldValueInvalid",
                            path,
                            "Invalid value: " + new Json.Text(found) + ": " + message));
        }
    }
}
