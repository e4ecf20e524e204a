package dev.wavetank.scenarios.report;

import dev.wavetank.scenarios.run.Check;
import dev.wavetank.scenarios.run.Result;
import dev.wavetank.scenarios.run.Spoken;
import dev.wavetank.scenarios.run.Verdict;
import dev.wavetank.scenarios.sight.Violation;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A run as CI servers read it: one test suite, a test case for each thing that has to hold. Times
/// are the cluster's: seconds since the method began.
public final class JUnitXml {
    private final Result result;
    private final List<Case> cases = new ArrayList<>();

    private record Case(String name, Duration time, Outcome outcome, String message, String text) {}

    private enum Outcome {
        PASSED,
        FAILED,
        BROKEN
    }

    private JUnitXml(Result result) {
        this.result = result;
        result.checks().forEach(this::check);
        result.violations().forEach(this::violation);
        if (result.violations().isEmpty()) {
            passed("no invariant is violated");
        }
        if (result.unsettled().isEmpty()) {
            passed("the cluster heals and comes to rest");
        } else {
            cases.add(
                    new Case(
                            "the cluster heals and comes to rest",
                            result.ended().since(result.methodBegan()),
                            Outcome.FAILED,
                            result.unsettled().getFirst(),
                            String.join("\n", result.unsettled())));
        }
        if (result.verdict() == Verdict.INTERRUPTED) {
            cases.add(
                    new Case(
                            "the scenario is lived to its end",
                            result.ended().since(result.methodBegan()),
                            Outcome.BROKEN,
                            "somebody stopped it",
                            ""));
        }
    }

    /// {@return the XML}
    public static String of(Result result) {
        return new JUnitXml(result).text();
    }

    private void passed(String name) {
        var time = result.ended().since(result.methodBegan());
        cases.add(new Case(name, time, Outcome.PASSED, "", ""));
    }

    private void check(Check check) {
        var failedAt = check.failedAt();
        String name = check.name() + " (" + check.when() + ")";
        if (failedAt == null) {
            passed(name);
            return;
        }
        cases.add(
                new Case(
                        name,
                        sinceMethod(failedAt.since(result.methodBegan())),
                        Outcome.FAILED,
                        check.found(),
                        "at "
                                + Spoken.clock(failedAt.nanos())
                                + " of the cluster's clock\nhas to hold: "
                                + check.expression()
                                + "\nfound: "
                                + check.found()));
    }

    private void violation(Violation violation) {
        cases.add(
                new Case(
                        "invariant " + violation.invariant(),
                        sinceMethod(violation.at().since(result.methodBegan())),
                        Outcome.FAILED,
                        violation.problem(),
                        "at "
                                + Spoken.clock(violation.at().nanos())
                                + " of the cluster's clock\n"
                                + violation.problem()
                                + "\nobjects: "
                                + String.join(", ", violation.objects())));
    }

    private static Duration sinceMethod(Duration since) {
        return since.isNegative() ? Duration.ZERO : since;
    }

    private String text() {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        String counts =
                " tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"0\" time=\"%s\">\n"
                        .formatted(
                                cases.size(),
                                count(Outcome.FAILED),
                                count(Outcome.BROKEN),
                                Seconds.text(result.ended().since(result.methodBegan())));
        xml.append("<testsuites").append(counts).append("  <testsuite");
        attribute(xml, "name", result.scenario().name());
        xml.append(counts).append("    <properties>\n");
        property(xml, "title", result.scenario().title());
        property(xml, "seed", Long.toString(result.seed()));
        property(xml, "trace", result.hash());
        property(xml, "verdict", Words.of(result.verdict()));
        xml.append("    </properties>\n");
        cases.forEach(each -> write(xml, each));
        return xml.append("  </testsuite>\n</testsuites>\n").toString();
    }

    private long count(Outcome outcome) {
        return cases.stream().filter(each -> each.outcome() == outcome).count();
    }

    private void write(StringBuilder xml, Case each) {
        xml.append("    <testcase");
        attribute(xml, "classname", "scenario." + result.scenario().name());
        attribute(xml, "name", each.name());
        attribute(xml, "time", Seconds.text(each.time()));
        String element = element(each.outcome());
        if (element == null) {
            xml.append("/>\n");
            return;
        }
        xml.append(">\n      <").append(element);
        attribute(xml, "message", each.message());
        attribute(xml, "type", element);
        xml.append('>').append(Markup.escaped(each.text()));
        xml.append("</").append(element).append(">\n    </testcase>\n");
    }

    private static @Nullable String element(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> null;
            case FAILED -> "failure";
            case BROKEN -> "error";
        };
    }

    private static void property(StringBuilder xml, String name, String value) {
        xml.append("      <property");
        attribute(xml, "name", name);
        attribute(xml, "value", value);
        xml.append("/>\n");
    }

    private static void attribute(StringBuilder xml, String name, String value) {
        xml.append(' ').append(name).append("=\"").append(Markup.escaped(value)).append('"');
    }
}
