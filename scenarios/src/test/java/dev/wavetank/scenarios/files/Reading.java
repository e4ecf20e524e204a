package dev.wavetank.scenarios.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.scenarios.format.Problem;
import dev.wavetank.scenarios.plan.Scenario;
import dev.wavetank.scenarios.samples.Samples;

import java.util.List;

/// A folder with one file of objects, two invariants, and expressions in which `wrong` is wrong.
final class Reading {
    static final ScenarioFiles FILES =
            new ScenarioFiles(
                    path ->
                            path.equals("web.yaml")
                                    ? "{apiVersion: v1, kind: Pod, metadata: {name: web}}"
                                    : null,
                    Samples.bundled(),
                    expression -> {
                        int at = expression.indexOf("wrong");
                        return at < 0
                                ? List.of()
                                : List.of(new Expressions.Mistake(at, "undeclared reference"));
                    },
                    List.of("pods-fit-their-node", "one-leader"));

    private static final String HEAD =
            "{apiVersion: wavetank.dev/v1alpha1, kind: Scenario, metadata: {name: tale}, spec: {";

    private Reading() {}

    static Scenario scenario(String text) {
        return switch (FILES.read("tale.yaml", text)) {
            case Read.Understood understood -> understood.scenario();
            case Read.Wrong wrong ->
                    throw new AssertionError(
                            "is wrong: " + String.join("\n", lines(wrong.problems())));
        };
    }

    static List<String> problems(String text) {
        return switch (FILES.read("tale.yaml", text)) {
            case Read.Understood understood -> {
                assertThat(understood.scenario()).as("should be wrong").isNull();
                yield List.of();
            }
            case Read.Wrong wrong -> lines(wrong.problems());
        };
    }

    private static List<String> lines(List<Problem> problems) {
        return problems.stream().map(Problem::toString).toList();
    }

    /// {@return a file whose second line is this, as fields of the spec}
    static String spec(String fields) {
        return HEAD + "title: T,\n" + fields + "\n}}\n";
    }

    /// {@return a file whose second line is this step}
    static String step(String step) {
        return HEAD + "title: T, method: [\n" + step + "\n]}}\n";
    }
}
