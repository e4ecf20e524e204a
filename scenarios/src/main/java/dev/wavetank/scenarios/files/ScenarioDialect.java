package dev.wavetank.scenarios.files;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.scenarios.format.Dialect;
import dev.wavetank.scenarios.format.Problems;
import dev.wavetank.scenarios.format.Reader;
import dev.wavetank.scenarios.format.Spot;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What a scenario file asks of a reader.
final class ScenarioDialect implements Dialect {
    private final Applied applied;
    private final Expressions expressions;
    private final Rules rules;
    private final ChaosDocuments chaos;

    ScenarioDialect(Applied applied, Expressions expressions, Rules rules, ChaosDocuments chaos) {
        this.chaos = chaos;
        this.applied = applied;
        this.expressions = expressions;
        this.rules = rules;
    }

    @Override
    public @Nullable Object document(Spot spot, Reader reader) {
        return chaos.read(spot, reader);
    }

    @Override
    public List<Json.Obj> objects(Spot list, Reader reader) {
        return applied.read(list, reader);
    }

    @Override
    public void expression(Spot spot, Problems problems) {
        if (spot.value() instanceof Json.Text text) {
            for (var mistake : expressions.mistakes(text.value())) {
                problems.at(
                        spot, Inside.of(spot, text.value(), mistake.offset()), mistake.message());
            }
        }
    }

    @Override
    public void check(Object record, Spot spot, Problems problems) {
        rules.check(record, spot, problems);
    }
}
