package dev.wavetank.scenarios.files;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.scenarios.faults.Fault;
import dev.wavetank.scenarios.format.Form;
import dev.wavetank.scenarios.format.JsonSchema;
import dev.wavetank.scenarios.format.Problem;
import dev.wavetank.scenarios.format.Problems;
import dev.wavetank.scenarios.format.Reader;
import dev.wavetank.scenarios.format.Spans;
import dev.wavetank.scenarios.format.Spot;
import dev.wavetank.scenarios.format.Words;
import dev.wavetank.scenarios.format.Writer;
import dev.wavetank.scenarios.plan.Deed;
import dev.wavetank.scenarios.plan.Scenario;
import dev.wavetank.scenarios.plan.Step;
import dev.wavetank.scenarios.samples.Samples;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads scenario files.
///
/// A file holds one document of kind Scenario. Objects of the cluster beside it are applied first;
/// documents that say what goes wrong become steps, done at the time that their annotation
/// `wavetank.dev/at` says, or at once.
public final class ScenarioFiles {
    static final String AT = "wavetank.dev/at";

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private final Applied applied;
    private final Expressions expressions;
    private final List<String> invariants;

    /// @param invariants the names that exist
    public ScenarioFiles(
            Folder folder, Samples samples, Expressions expressions, List<String> invariants) {
        this.applied = new Applied(folder, samples);
        this.expressions = expressions;
        this.invariants = List.copyOf(invariants);
    }

    /// {@return the scenario, or all that is wrong}
    ///
    /// @param file how messages name it
    /// @param text YAML or JSON
    public Read read(String file, String text) {
        var problems = new Problems();
        var scenario = scenario(file, Documents.of(file, text, problems), problems);
        return scenario == null || problems.count() > 0
                ? new Read.Wrong(problems.sorted())
                : new Read.Understood(scenario);
    }

    /// {@return the scenario as a JSON file that reads back as an equal one; equal scenarios are
    /// written byte for byte alike}
    public static String write(Scenario scenario) {
        var file =
                Json.Obj.builder()
                        .put("apiVersion", ChaosDocuments.OURS)
                        .put("kind", "Scenario")
                        .put("metadata", Json.Obj.of("name", new Json.Text(scenario.name())))
                        .put("spec", Writer.group(scenario));
        return JsonText.pretty(file.build()) + "\n";
    }

    /// {@return the JSON Schema of a Scenario, draft 2020-12, for editors}
    public static String schema() {
        var schemas = new JsonSchema(Applied.Entry.class);
        var spec = schemas.of(new Form.Group(Scenario.class));
        var properties =
                Json.Obj.builder()
                        .put("apiVersion", Json.Obj.of("const", new Json.Text(ChaosDocuments.OURS)))
                        .put("kind", Json.Obj.of("const", new Json.Text("Scenario")))
                        .put("metadata", Json.Obj.of("type", new Json.Text("object")))
                        .put("spec", spec);
        var required =
                Stream.of("apiVersion", "kind", "metadata", "spec")
                        .<Json>map(Json.Text::new)
                        .toList();
        var schema =
                Json.Obj.builder()
                        .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                        .put("title", "Scenario")
                        .put("type", "object")
                        .put("properties", properties.build())
                        .put("required", new Json.Arr(required))
                        .put("$defs", schemas.definitions());
        return JsonText.pretty(schema.build()) + "\n";
    }

    private @Nullable Scenario scenario(String file, List<Spot> documents, Problems problems) {
        var scenarios = documents.stream().filter(ScenarioFiles::isScenario).toList();
        if (scenarios.size() != 1) {
            if (scenarios.size() > 1) {
                problems.at(scenarios.get(1), "is a second Scenario; allowed: one in a file");
            } else if (problems.count() == 0) {
                problems.add(Problem.of(file, "has no document of kind Scenario; needed: one"));
            }
            return null;
        }
        var chaos = new ChaosDocuments(end(scenarios.getFirst()));
        var dialect = new ScenarioDialect(applied, expressions, new Rules(invariants), chaos);
        var reader = new Reader(dialect, problems);
        var scenario = scenario(scenarios.getFirst(), reader);
        var objects = new ArrayList<Json.Obj>();
        var steps = new ArrayList<Step>();
        for (var document : documents) {
            if (isScenario(document)) {
                continue;
            }
            if (ChaosDocuments.isChaos(document)) {
                step(document, chaos, steps, reader);
            } else {
                Applied.add(document, objects, problems);
            }
        }
        return scenario == null ? null : with(scenario, objects, steps);
    }

    /// When the chaos ends; what is wrong with it is told where it is read.
    private static @Nullable Duration end(Spot document) {
        return Spans.read(document.member("spec").member("liveness").text("healAfter"));
    }

    private static boolean isScenario(Spot document) {
        return document.text("kind").equals("Scenario");
    }

    private static @Nullable Scenario scenario(Spot document, Reader reader) {
        var problems = reader.problems();
        reader.known(document, List.of("apiVersion", "kind", "metadata", "spec"));
        if (!document.text("apiVersion").equals(ChaosDocuments.OURS)) {
            var found = document.member("apiVersion");
            problems.at(
                    found,
                    "found " + Words.found(found.value()) + "; allowed: " + ChaosDocuments.OURS);
        }
        var name = document.member("metadata").member("name");
        String text = document.member("metadata").text("name");
        if (!NAME.matcher(text).matches()) {
            problems.at(
                    name,
                    "found "
                            + Words.found(name.value())
                            + "; allowed: a name of up to 63 lower case letters, digits and"
                            + " dashes");
        }
        var given = new TreeMap<String, Object>();
        given.put("name", text);
        var spec = document.member("spec");
        return spec.value() instanceof Json.Obj
                ? (Scenario) reader.group(Scenario.class, spec, given)
                : absent(spec, problems);
    }

    private static @Nullable Scenario absent(Spot spec, Problems problems) {
        problems.at(spec, "found " + Words.found(spec.value()) + "; needed: the scenario");
        return null;
    }

    private static void step(Spot document, ChaosDocuments chaos, List<Step> steps, Reader reader) {
        var at = at(document, reader.problems());
        String name = document.member("metadata").text("name");
        switch (chaos.read(document, reader)) {
            case Fault fault -> steps.add(new Step(name, at, null, false, new Deed.Inject(fault)));
            case Deed deed -> steps.add(new Step(name, at, null, false, deed));
            case null, default -> {}
        }
    }

    private static Duration at(Spot document, Problems problems) {
        var annotation = document.member("metadata").member("annotations").member(AT);
        if (annotation.value().equals(Json.NULL)) {
            return Duration.ZERO;
        }
        Duration at =
                annotation.value() instanceof Json.Text text ? Spans.read(text.value()) : null;
        if (at == null || at.isNegative()) {
            problems.at(
                    annotation,
                    "found "
                            + Words.found(annotation.value())
                            + "; allowed: a duration such as 30s from the beginning of the method");
            return Duration.ZERO;
        }
        return at;
    }

    private static Scenario with(Scenario scenario, List<Json.Obj> before, List<Step> beside) {
        var objects = new ArrayList<>(before);
        objects.addAll(scenario.objects());
        var method = new ArrayList<>(beside);
        method.addAll(scenario.method());
        return new Scenario(
                scenario.name(),
                scenario.title(),
                scenario.description(),
                scenario.cluster(),
                objects,
                scenario.traffic(),
                scenario.steadyState(),
                method,
                scenario.rollbacks(),
                scenario.assertions(),
                scenario.invariants(),
                scenario.liveness());
    }
}
