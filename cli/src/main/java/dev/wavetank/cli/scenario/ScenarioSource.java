package dev.wavetank.cli.scenario;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.scenarios.assertions.Expressions;
import dev.wavetank.scenarios.explore.Schedule;
import dev.wavetank.scenarios.files.Expressions.Mistake;
import dev.wavetank.scenarios.files.Folder;
import dev.wavetank.scenarios.files.Read;
import dev.wavetank.scenarios.files.ScenarioFiles;
import dev.wavetank.scenarios.invariants.Invariants;
import dev.wavetank.scenarios.library.Library;
import dev.wavetank.scenarios.plan.Scenario;
import dev.wavetank.scenarios.samples.Samples;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Finds scenarios as users name them: by a file, or by the name of one that is bundled.
final class ScenarioSource {
    private final Expressions expressions = new Expressions(Contract.load().kinds());

    /// {@return what makes conditions for the scenarios from here}
    Expressions expressions() {
        return expressions;
    }

    /// {@return the scenario}
    ///
    /// @throws Failure when there is none; with all that is wrong in it when it is wrong
    Scenario find(String named, Terminal terminal) {
        return switch (read(named)) {
            case Read.Understood(var scenario) -> scenario;
            case Read.Wrong(var problems) -> {
                problems.forEach(problem -> terminal.note(problem.toString()));
                throw Failure.usage(
                        named
                                + " has "
                                + (problems.size() == 1
                                        ? "a problem"
                                        : problems.size() + " problems"),
                        "correct it and check it: wavetank scenario validate " + named);
            }
        };
    }

    /// {@return what came of reading it}
    ///
    /// @throws Failure when there is no such file and none of this name
    Read read(String named) {
        if (named.isEmpty()) {
            throw Failure.usage(
                    "it is not said which scenario",
                    "name a file or one of these: " + String.join(", ", Library.names()));
        }
        String bundled = Library.find(named);
        if (bundled != null) {
            return files(_ -> null).read(named, bundled);
        }
        var path = Path.of(named);
        String text = text(path);
        if (text == null) {
            throw Failure.usage(
                    "there is no file \"" + named + "\", and no bundled scenario of this name",
                    "see those that are bundled: wavetank scenario list");
        }
        var parent = path.toAbsolutePath().getParent();
        return files(beside -> parent == null ? null : text(parent.resolve(beside)))
                .read(named, text);
    }

    /// {@return the seed and trace of a schedule; null for any other scenario}
    Schedule.@Nullable Stamp stamp(String named) {
        String text = Library.find(named) == null ? text(Path.of(named)) : null;
        return text == null ? null : Schedule.stamp(text);
    }

    private ScenarioFiles files(Folder folder) {
        return new ScenarioFiles(folder, Samples.bundled(), this::mistakes, Invariants.names());
    }

    private List<Mistake> mistakes(String expression) {
        return expressions.check(expression).stream()
                .map(each -> new Mistake(each.offset(), each.message()))
                .toList();
    }

    private static @Nullable String text(Path path) {
        try {
            return Files.isRegularFile(path) || path.startsWith("/dev")
                    ? Files.readString(path, StandardCharsets.UTF_8)
                    : null;
        } catch (IOException unreadable) {
            throw Failure.usage(
                    path + " cannot be read: " + unreadable.getMessage(),
                    "name another file, or make it readable");
        }
    }
}
