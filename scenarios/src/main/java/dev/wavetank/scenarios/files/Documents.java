package dev.wavetank.scenarios.files;

import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Places;
import dev.wavetank.cluster.model.Yaml;
import dev.wavetank.scenarios.format.Problem;
import dev.wavetank.scenarios.format.Problems;
import dev.wavetank.scenarios.format.Source;
import dev.wavetank.scenarios.format.Spot;

import java.util.List;

/// The documents of a YAML or JSON text.
final class Documents {
    private Documents() {}

    /// {@return them; none when the text is broken, which was told}
    static List<Spot> of(String file, String text, Problems problems) {
        try {
            return Yaml.locateAll(text).stream()
                    .map(document ->
                            new Spot(
                                    new Source(file, text, document.places()),
                                    "",
                                    document.value()))
                    .peek(document -> once(document, document.source().places(), problems))
                    .toList();
        } catch (Malformed broken) {
            problems.add(new Problem(file, broken.place(), "", message(broken)));
            return List.of();
        }
    }

    private static void once(Spot document, Places places, Problems problems) {
        for (String path : places.repeated()) {
            problems.atName(
                    new Spot(document.source(), path, document.value()),
                    "stands there more than once; allowed: once");
        }
    }

    /// The place is told beside it.
    private static String message(Malformed broken) {
        return String.valueOf(broken.getMessage())
                .replaceFirst("^error converting YAML to JSON: yaml: (line \\d+: )?", "not YAML: ")
                .replaceFirst("^error converting YAML to JSON: json: ", "not JSON: ");
    }
}
