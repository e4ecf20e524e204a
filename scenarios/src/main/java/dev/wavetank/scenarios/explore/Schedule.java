package dev.wavetank.scenarios.explore;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.scenarios.files.ScenarioFiles;
import dev.wavetank.scenarios.plan.Scenario;

import org.jspecify.annotations.Nullable;

/// A scenario with nothing left to draw, its seed and the hash of its trace, as a file: a Scenario
/// in JSON with two annotations. Equal schedules are written byte for byte alike.
public final class Schedule {
    private static final String SEED = "wavetank.dev/seed";
    private static final String TRACE = "wavetank.dev/trace";

    private Schedule() {}

    /// What the annotations of a schedule say.
    ///
    /// @param trace 64 hex digits
    public record Stamp(long seed, String trace) {}

    /// {@return the file}
    public static String write(Scenario scenario, Stamp stamp) {
        var file = (Json.Obj) JsonText.read(ScenarioFiles.write(scenario));
        var annotations =
                Json.Obj.builder()
                        .put(SEED, Long.toString(stamp.seed()))
                        .put(TRACE, stamp.trace())
                        .build();
        var metadata = file.object("metadata").with("annotations", annotations);
        return JsonText.pretty(file.with("metadata", metadata)) + "\n";
    }

    /// {@return the stamp of a schedule; null when the text is none}
    public static @Nullable Stamp stamp(String text) {
        try {
            if (JsonText.read(text) instanceof Json.Obj file) {
                var annotations = file.object("metadata").object("annotations");
                if (annotations.has(SEED)) {
                    return new Stamp(
                            Long.parseLong(annotations.text(SEED)), annotations.text(TRACE));
                }
            }
            return null;
        } catch (Malformed | NumberFormatException none) {
            return null;
        }
    }
}
