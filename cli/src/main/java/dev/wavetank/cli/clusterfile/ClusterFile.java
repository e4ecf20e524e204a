package dev.wavetank.cli.clusterfile;

import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Yaml;
import dev.wavetank.scenarios.format.Form;
import dev.wavetank.scenarios.format.Problem;
import dev.wavetank.scenarios.format.Problems;
import dev.wavetank.scenarios.format.Reader;
import dev.wavetank.scenarios.format.Source;
import dev.wavetank.scenarios.format.Spot;
import dev.wavetank.scenarios.format.Words;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A cluster's file that was read.
///
/// @param plan what it says
/// @param warnings what in it has no effect, with its place
public record ClusterFile(ClusterPlan plan, List<String> warnings) {
    private static final String OURS = "wavetank.dev/v1alpha1";

    /// Reads a file of ours or kind's.
    ///
    /// @param usual the cluster's name when the file has none
    /// @throws Failure that names every mistake with its place
    public static ClusterFile read(Path file, String usual) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException unreadable) {
            throw Failure.of(
                    "cannot read " + file + ": " + unreadable.getMessage(),
                    "name a file that there is: wavetank up --config cluster.yaml");
        }
        var problems = new Problems();
        var warnings = new Problems();
        ClusterPlan plan = plan(file.toString(), text, usual, problems, warnings);
        if (plan == null) {
            List<Problem> sorted = problems.sorted();
            throw Failure.usage(
                    String.join("\n", sorted.stream().map(Problem::toString).toList()),
                    "correct " + (sorted.size() == 1 ? "it" : "these") + " and run this again");
        }
        return new ClusterFile(plan, KindCluster.lines(warnings));
    }

    private static @Nullable ClusterPlan plan(
            String file, String text, String usual, Problems problems, Problems warnings) {
        List<Yaml.Located> documents;
        try {
            documents = Yaml.locateAll(text);
        } catch (Malformed wrong) {
            problems.add(new Problem(file, wrong.place(), "", String.valueOf(wrong.getMessage())));
            return null;
        }
        if (documents.size() != 1) {
            problems.add(
                    Problem.of(
                            file, "has " + documents.size() + " documents; one Cluster is needed"));
            return null;
        }
        Yaml.Located document = documents.getFirst();
        var spot = new Spot(new Source(file, text, document.places()), "", document.value());
        var reader = new Reader(new PlanRules(), problems);
        if (!(document.value() instanceof Json.Obj object)) {
            problems.at(spot, "found " + Words.found(document.value()) + "; allowed: a Cluster");
            return null;
        }
        document.places()
                .repeated()
                .forEach(path ->
                        problems.at(
                                new Spot(spot.source(), path, Json.NULL),
                                "stands there more than once; only one is allowed"));
        if (!object.text("kind").equals("Cluster")) {
            problems.at(
                    spot.member("kind"),
                    "found " + Words.found(spot.member("kind").value()) + "; allowed: Cluster");
        }
        List<String> versions = List.of(OURS, KindCluster.API_VERSION);
        String version = object.text("apiVersion");
        if (!versions.contains(version)) {
            problems.at(
                    spot.member("apiVersion"),
                    "found "
                            + Words.found(spot.member("apiVersion").value())
                            + Words.allowed(version, versions));
            return null;
        }
        Object plan =
                version.equals(OURS)
                        ? reader.read(
                                new Form.Group(ClusterPlan.class),
                                spot.with(object.without("apiVersion").without("kind")))
                        : new KindCluster(reader, warnings).read(spot, usual);
        return problems.count() > 0 ? null : (ClusterPlan) plan;
    }
}
