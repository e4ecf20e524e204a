package dev.wavetank.scenarios.files;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.scenarios.faults.Fault;
import dev.wavetank.scenarios.format.Reader;
import dev.wavetank.scenarios.format.Spans;
import dev.wavetank.scenarios.format.Spot;
import dev.wavetank.scenarios.format.Words;
import dev.wavetank.scenarios.plan.Deed;
import dev.wavetank.scenarios.plan.Step;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads the `spec` of Chaos Mesh's Workflow as the steps that it comes to.
///
/// All its times are in the file. So a deadline that cuts off children is kept by shortening and
/// leaving out what would be beyond it.
record Workflows(ChaosDocuments chaos, String namespace) {
    private static final List<String> CHAOS =
            List.of("PodChaos", "NetworkChaos", "TimeChaos", "NodeChaos", "ControlPlaneChaos");
    private static final Duration FOREVER = Duration.ofDays(36_500);

    /// Deeds and how long they take.
    private record Timed(Deed deed, Duration length) {}

    /// @param end when it is cut off, from its beginning; null for never
    @Nullable Deed deed(Spot spec, @Nullable Duration end, Reader reader) {
        reader.known(spec, List.of("entry", "templates"));
        var templates = new TreeMap<String, Spot>();
        for (var template : spec.member("templates").items()) {
            if (templates.put(template.text("name"), template) != null) {
                reader.problems()
                        .at(template.member("name"), "is there already; allowed: each name once");
            }
        }
        var walk = new Walk(templates, reader);
        var entry = walk.named(spec.member("entry"), end == null ? FOREVER : end, List.of());
        return entry == null ? null : entry.deed();
    }

    private final class Walk {
        private final SortedMap<String, Spot> templates;
        private final Reader reader;

        Walk(SortedMap<String, Spot> templates, Reader reader) {
            this.templates = templates;
            this.reader = reader;
        }

        /// @param left how long it may take
        /// @param above the templates that it is part of
        @Nullable Timed named(Spot reference, Duration left, List<String> above) {
            String name = reference.value() instanceof Json.Text text ? text.value() : "";
            var template = templates.get(name);
            if (template == null || above.contains(name)) {
                reader.problems()
                        .at(
                                reference,
                                template == null
                                        ? "found "
                                                + Words.found(reference.value())
                                                + ", which is no template"
                                                + Words.allowed(name, templates.keySet())
                                        : "is part of itself");
                return null;
            }
            var within = new ArrayList<>(above);
            within.add(name);
            return template(template, left, within);
        }

        private @Nullable Timed template(Spot template, Duration left, List<String> above) {
            String type = template.text("templateType");
            var types = new ArrayList<>(List.of("Serial", "Parallel", "Suspend", "Schedule"));
            types.addAll(CHAOS);
            if (type.equals("Task")) {
                reader.problems()
                        .at(
                                template.member("templateType"),
                                "Task does not exist here, since nothing runs its container; apply"
                                    + " and waitUntil in the Scenario's method do what it would");
                return null;
            }
            if (!ChaosDocuments.isKnown(template.member("templateType"), type, types, reader)) {
                return null;
            }
            String content = Schedules.field(type);
            reader.known(
                    template,
                    switch (type) {
                        case "Serial", "Parallel" ->
                                List.of("name", "templateType", "deadline", "children");
                        case "Suspend" -> List.of("name", "templateType", "deadline");
                        default -> List.of("name", "templateType", "deadline", content);
                    });
            var deadline = deadline(template);
            var limit = deadline == null || deadline.compareTo(left) > 0 ? left : deadline;
            return switch (type) {
                case "Serial" -> serial(template, limit, above);
                case "Parallel" -> parallel(template, limit, above);
                case "Suspend" ->
                        needed(template, deadline, new Timed(new Deed.Wait(limit), limit));
                case "Schedule" -> needed(template, deadline, schedule(template, limit));
                default -> fault(type, template, deadline == null ? null : limit, left);
            };
        }

        private @Nullable Duration deadline(Spot template) {
            var deadline = template.member("deadline");
            var span = Spans.read(template.text("deadline"));
            if (template.has("deadline") && (span == null || !span.isPositive())) {
                reader.problems()
                        .at(
                                deadline,
                                "found "
                                        + Words.found(deadline.value())
                                        + "; allowed: a duration such as 30s");
            }
            return span;
        }

        private @Nullable Timed needed(
                Spot template, @Nullable Duration deadline, @Nullable Timed timed) {
            if (!template.has("deadline")) {
                reader.problems()
                        .at(template, "needs a deadline, since nothing else says when it ends");
            }
            return deadline == null ? null : timed;
        }

        private Timed serial(Spot template, Duration limit, List<String> above) {
            var steps = new ArrayList<Step>();
            var left = limit;
            for (var child : template.member("children").items()) {
                // What comes too late is looked at all the same, since it may be wrong.
                boolean inTime = left.isPositive();
                var timed = named(child, inTime ? left : FOREVER, above);
                if (timed != null && inTime) {
                    steps.add(step(child, timed));
                    left = left.minus(timed.length());
                }
            }
            return new Timed(new Deed.Sequence(steps), limit.minus(left));
        }

        private Timed parallel(Spot template, Duration limit, List<String> above) {
            var steps = new ArrayList<Step>();
            var longest = Duration.ZERO;
            for (var child : template.member("children").items()) {
                var timed = named(child, limit, above);
                if (timed != null) {
                    steps.add(step(child, timed));
                    longest = longest.compareTo(timed.length()) < 0 ? timed.length() : longest;
                }
            }
            return new Timed(new Deed.Parallel(steps), longest);
        }

        private Step step(Spot child, Timed timed) {
            String name = child.value() instanceof Json.Text text ? text.value() : "";
            return new Step(name, null, null, false, timed.deed());
        }

        private @Nullable Timed schedule(Spot template, Duration limit) {
            var deed =
                    new Schedules(chaos, namespace)
                            .deed(template.member("schedule"), limit, reader);
            return deed == null ? null : lasting(deed, limit);
        }

        /// A fault takes as long as its template's deadline says, whenever it ends by itself.
        private @Nullable Timed fault(
                String kind, Spot template, @Nullable Duration deadline, Duration left) {
            var spec = template.member(Schedules.field(kind));
            var own = Spans.read(spec.text("duration"));
            var limit = deadline == null ? left : deadline;
            var cut = own == null || own.compareTo(limit) > 0 ? limit : own;
            boolean ends = deadline != null || own != null;
            if (ends && spec.value() instanceof Json.Obj object) {
                spec = spec.with(object.with("duration", Spans.write(cut)));
            }
            if (!(chaos.content(kind, spec, namespace, reader) instanceof Fault fault)) {
                return null;
            }
            var inject = new Deed.Inject(fault);
            if (fault.momentary()) {
                return deadline == null
                        ? new Timed(inject, Duration.ZERO)
                        : lasting(inject, deadline);
            }
            if (!ends) {
                return needed(template, deadline, null);
            }
            return deadline == null || cut.equals(limit)
                    ? new Timed(inject, cut)
                    : lasting(inject, deadline);
        }

        private Timed lasting(Deed deed, Duration length) {
            return new Timed(
                    new Deed.Parallel(List.of(Step.of(deed), Step.of(new Deed.Wait(length)))),
                    length);
        }
    }
}
