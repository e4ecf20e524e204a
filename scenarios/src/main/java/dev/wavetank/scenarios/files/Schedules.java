package dev.wavetank.scenarios.files;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.scenarios.faults.Fault;
import dev.wavetank.scenarios.format.Reader;
import dev.wavetank.scenarios.format.Spot;
import dev.wavetank.scenarios.format.Words;
import dev.wavetank.scenarios.plan.Deed;
import dev.wavetank.scenarios.plan.Step;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads the `spec` of Chaos Mesh's Schedule as the steps that it comes to.
record Schedules(ChaosDocuments chaos, String namespace) {
    private static final List<String> TYPES =
            List.of("PodChaos", "NetworkChaos", "TimeChaos", "NodeChaos", "ControlPlaneChaos");

    /// More begin in no scenario that someone can look at.
    private static final int DUE_MAX = 10_000;

    /// @param end until when it goes on, from its beginning
    @Nullable Deed deed(Spot spec, @Nullable Duration end, Reader reader) {
        var problems = reader.problems();
        int before = problems.count();
        String type = spec.text("type");
        if (!ChaosDocuments.isKnown(spec.member("type"), type, TYPES, reader)) {
            return null;
        }
        String field = field(type);
        reader.known(
                spec,
                List.of(
                        "schedule",
                        "startingDeadlineSeconds",
                        "concurrencyPolicy",
                        "historyLimit",
                        "type",
                        field));
        boolean overlapping = overlapping(spec, reader);
        var cron = Cron.of(spec.text("schedule"));
        if (cron == null) {
            var found = spec.member("schedule");
            problems.at(
                    found, "found " + Words.found(found.value()) + "; allowed: " + Cron.ALLOWED);
        } else if (end == null) {
            problems.at(
                    spec.member("schedule"),
                    "has no end; needed: liveness.healAfter in the Scenario, which says when the"
                            + " chaos ends");
        }
        var content = chaos.content(type, spec.member(field), namespace, reader);
        if (cron == null || end == null || !(content instanceof Fault fault)) {
            return null;
        }
        Duration each = fault.momentary() ? Duration.ZERO : fault.duration();
        if (each == null) {
            problems.at(spec.member(field), "needs a duration, since it begins again and again");
            return null;
        }
        var due = due(cron, end, overlapping ? Duration.ZERO : each);
        if (due.isEmpty() || due.size() > DUE_MAX) {
            problems.at(
                    spec.member("schedule"),
                    "is due "
                            + (due.isEmpty() ? "never" : "more than " + DUE_MAX + " times")
                            + " before the chaos ends");
        }
        return problems.count() > before ? null : deed(fault, each, due);
    }

    /// {@return `podChaos` for `PodChaos`}
    static String field(String kind) {
        return kind.substring(0, 1).toLowerCase(Locale.ROOT) + kind.substring(1);
    }

    private static boolean overlapping(Spot spec, Reader reader) {
        var policy = spec.member("concurrencyPolicy");
        var allowed = List.of("Forbid", "Allow");
        String found = spec.text("concurrencyPolicy");
        if (!policy.value().equals(Json.NULL) && !allowed.contains(found)) {
            reader.problems()
                    .at(
                            policy,
                            "found " + Words.found(policy.value()) + Words.allowed(found, allowed));
        }
        return found.equals("Allow");
    }

    /// When it begins; what is due while the one before still lasts is left out.
    private static List<Duration> due(Cron cron, Duration end, Duration each) {
        var due = new ArrayList<Duration>();
        Duration free = Duration.ZERO;
        for (var at : cron.due(end, DUE_MAX + 1)) {
            if (at.compareTo(free) >= 0) {
                due.add(at);
                free = at.plus(each);
            }
        }
        return due;
    }

    private static Deed deed(Fault fault, Duration each, List<Duration> due) {
        var inject = Step.of(new Deed.Inject(fault));
        var gap = due.size() > 1 ? due.get(1).minus(due.getFirst()) : each;
        boolean even = gap.compareTo(each) >= 0;
        for (int i = 1; i < due.size(); i++) {
            even &= due.get(i).minus(due.get(i - 1)).equals(gap);
        }
        if (even) {
            return after(due.getFirst(), new Deed.Repeat(due.size(), gap, List.of(inject)));
        }
        return new Deed.Parallel(
                due.stream().map(at -> Step.of(after(at, inject.deed()))).toList());
    }

    private static Deed after(Duration wait, Deed deed) {
        return wait.isZero()
                ? deed
                : new Deed.Sequence(List.of(Step.of(new Deed.Wait(wait)), Step.of(deed)));
    }
}
