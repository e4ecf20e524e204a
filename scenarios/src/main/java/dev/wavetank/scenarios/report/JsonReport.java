package dev.wavetank.scenarios.report;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.scenarios.run.Check;
import dev.wavetank.scenarios.run.Entry;
import dev.wavetank.scenarios.run.Result;
import dev.wavetank.scenarios.run.Sample;
import dev.wavetank.scenarios.run.Verdict;
import dev.wavetank.scenarios.sight.FaultRecord;
import dev.wavetank.scenarios.sight.Violation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Function;

/// A run for programs, in the words of Chaos Toolkit's journal and Litmus' result where they have
/// one. Its shape is told in docs/scenarios.md. All times are seconds of the cluster's clock, which
/// is 0 when it begins to boot.
public final class JsonReport {
    private JsonReport() {}

    /// {@return the text}
    public static String of(Result result) {
        return JsonText.pretty(tree(result)) + "\n";
    }

    private static Json.Obj tree(Result result) {
        return Json.Obj.builder()
                .put("scenario", result.scenario().name())
                .put("title", result.scenario().title())
                .put("seed", result.seed())
                .put("trace", result.hash())
                .put("status", status(result))
                .put("deviated", new Json.Bool(deviated(result)))
                .put("verdict", verdict(result))
                .put("simulated_seconds", Seconds.of(result.ended()))
                .put(
                        "method_began",
                        result.methodReached() ? Seconds.of(result.methodBegan()) : Json.NULL)
                .put("steady_states", steadyStates(result))
                .put("run", run(result))
                .put("faults", each(result.faults(), JsonReport::fault))
                .put("checks", each(result.checks(), JsonReport::check))
                .put("violations", each(result.violations(), JsonReport::violation))
                .put("unsettled", each(result.unsettled(), Json.Text::new))
                .put("timeline", each(result.timeline(), JsonReport::entry))
                .put("samples", each(result.samples(), JsonReport::sample))
                .build();
    }

    private static <T> Json.Arr each(Collection<T> all, Function<T, Json> told) {
        return new Json.Arr(all.stream().map(told).toList());
    }

    /// As in Chaos Toolkit: "completed" does not mean that all was well, `deviated` says that.
    private static String status(Result result) {
        return switch (result.verdict()) {
            case INTERRUPTED -> "interrupted";
            case PASSED, ASSERTION_FAILED, INVARIANT_VIOLATED, NOT_CONVERGED ->
                    result.methodReached() ? "completed" : "failed";
        };
    }

    private static boolean deviated(Result result) {
        return switch (result.verdict()) {
            case PASSED, INTERRUPTED -> false;
            case ASSERTION_FAILED, INVARIANT_VIOLATED, NOT_CONVERGED -> true;
        };
    }

    private static Json.Obj verdict(Result result) {
        String litmus =
                switch (result.verdict()) {
                    case PASSED -> "Pass";
                    case ASSERTION_FAILED, INVARIANT_VIOLATED, NOT_CONVERGED -> "Fail";
                    case INTERRUPTED -> "Stopped";
                };
        long passed = result.checks().stream().filter(Check::passed).count();
        int all = result.checks().size();
        return Json.Obj.builder()
                .put("verdict", litmus)
                .put("reason", kebab(result.verdict()))
                .put("exit_code", result.verdict().exitCode())
                .put("probe_success_percentage", all == 0 ? 100 : 100 * passed / all)
                .build();
    }

    private static String kebab(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Json.Obj steadyStates(Result result) {
        var probes =
                result.checks().stream()
                        .filter(check -> check.when().equals("steady state"))
                        .toList();
        boolean asked = !probes.isEmpty() || result.scenario().steadyState().isEmpty();
        Json met =
                !asked || result.verdict() == Verdict.INTERRUPTED
                        ? Json.NULL
                        : new Json.Bool(
                                result.unsettled().isEmpty()
                                        && probes.stream().allMatch(Check::passed));
        return Json.Obj.builder()
                .put(
                        "before",
                        Json.Obj.of("steady_state_met", new Json.Bool(result.methodReached())))
                .put(
                        "after",
                        Json.Obj.builder()
                                .put("steady_state_met", met)
                                .put("probes", each(probes, JsonReport::check))
                                .build())
                .build();
    }

    /// What was done: faults and steps as actions, waits and checks as probes.
    private static Json.Arr run(Result result) {
        var steps =
                result.timeline().stream()
                        .filter(entry -> entry.sort() == Entry.Sort.STEP)
                        .<Json>map(entry ->
                                activity("action", entry.text(), true)
                                        .put("start", Seconds.of(entry.at()))
                                        .build())
                        .toList();
        var faults =
                result.faults().stream()
                        .<Json>map(fault ->
                                activity("action", fault.name(), true)
                                        .put("start", Seconds.of(fault.began()))
                                        .put("end", Seconds.of(fault.ended()))
                                        .build())
                        .toList();
        var probes =
                result.checks().stream()
                        .filter(check -> check.when().equals("step"))
                        .<Json>map(check ->
                                activity("probe", check.name(), check.passed())
                                        .put("tolerance_met", new Json.Bool(check.passed()))
                                        .put("output", check.found())
                                        .build())
                        .toList();
        var all = new ArrayList<Json>(faults);
        all.addAll(steps);
        all.addAll(probes);
        return new Json.Arr(all);
    }

    private static Json.Obj.Builder activity(String type, String name, boolean succeeded) {
        return Json.Obj.builder()
                .put("activity", Json.Obj.of("type", new Json.Text(type)).with("name", name))
                .put("status", succeeded ? "succeeded" : "failed");
    }

    private static Json fault(FaultRecord fault) {
        return Json.Obj.builder()
                .put("number", fault.number())
                .put("name", fault.name())
                .put("kind", fault.fault().getClass().getSimpleName())
                .put("action", fault.fault().verb())
                .put("targets", each(fault.targets(), Json.Text::new))
                .put("began", Seconds.of(fault.began()))
                .put("ended", Seconds.of(fault.ended()))
                .put("harmed", new Json.Bool(fault.harmed()))
                .put("recovered", Seconds.of(fault.recovered()))
                .put("recovery_seconds", Seconds.between(fault.began(), fault.recovered()))
                .build();
    }

    private static Json check(Check check) {
        return Json.Obj.builder()
                .put("name", check.name())
                .put("when", check.when())
                .put("expression", check.expression())
                .put("passed", new Json.Bool(check.passed()))
                .put("failed_at", Seconds.of(check.failedAt()))
                .put("found", check.found())
                .build();
    }

    private static Json violation(Violation violation) {
        return Json.Obj.builder()
                .put("at", Seconds.of(violation.at()))
                .put("invariant", violation.invariant())
                .put("problem", violation.problem())
                .put("objects", each(violation.objects(), Json.Text::new))
                .build();
    }

    private static Json entry(Entry entry) {
        return Json.Obj.builder()
                .put("at", Seconds.of(entry.at()))
                .put("sort", kebab(entry.sort()))
                .put("level", kebab(entry.level()))
                .put("subject", entry.subject())
                .put("text", entry.text())
                .build();
    }

    private static Json sample(Sample sample) {
        var traffic = Json.Obj.builder();
        sample.traffic()
                .forEach((stream, requests) ->
                        traffic.put(
                                stream,
                                Json.Obj.builder()
                                        .put("answered", requests.answered())
                                        .put("lost", requests.lost())
                                        .build()));
        return Json.Obj.builder()
                .put("at", Seconds.of(sample.at()))
                .put("nodes_ready", sample.nodesReady())
                .put("pods_wanted", sample.podsWanted())
                .put("pods_ready", sample.podsReady())
                .put("traffic", traffic.build())
                .build();
    }
}
