package dev.wavetank.cli.scenario;

import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.scenarios.report.HtmlReport;
import dev.wavetank.scenarios.report.JUnitXml;
import dev.wavetank.scenarios.report.JsonReport;
import dev.wavetank.scenarios.run.Result;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Writes what came of a run into files that are named by the scenario and its seed.
final class Reports {
    private static final String NOTHING = "none";

    private final @Nullable Path folder;

    /// @param folder where to; `none` for nowhere
    /// @throws Failure when it cannot be written to, which is better known before a long run
    Reports(String folder) {
        this.folder = folder.equals(NOTHING) ? null : ready(folder);
    }

    private static Path ready(String folder) {
        try {
            var path = Path.of(folder);
            Files.createDirectories(path);
            if (!Files.isWritable(path)) {
                throw failure(folder, "it may not be written to");
            }
            return path;
        } catch (FileAlreadyExistsException taken) {
            throw failure(folder, "it is not a folder");
        } catch (IOException | InvalidPathException refused) {
            throw failure(folder, String.valueOf(refused.getMessage()));
        }
    }

    private static Failure failure(String where, String why) {
        return Failure.of(
                "the report cannot be written to " + where + ": " + why,
                "name another folder with --report, or write none: --report none");
    }

    /// {@return the page to open in a browser, or null when nothing is written}
    ///
    /// @param command what to type to live the same again
    @Nullable Path write(Result result, String command) {
        if (folder == null) {
            return null;
        }
        String name = result.scenario().name() + "-" + result.seed();
        var page = folder.resolve(name + ".html");
        write(folder.resolve(name + ".json"), JsonReport.of(result));
        write(folder.resolve(name + ".xml"), JUnitXml.of(result));
        write(page, HtmlReport.of(result, command));
        return page;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException refused) {
            throw failure(file.toString(), String.valueOf(refused.getMessage()));
        }
    }
}
