package dev.wavetank.cli.scenario;

import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.scenarios.files.Read;
import dev.wavetank.scenarios.library.Library;
import dev.wavetank.scenarios.run.Setting;
import dev.wavetank.scenarios.run.Spoken;
import dev.wavetank.scenarios.run.VirtualRun;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Duration;
import java.util.concurrent.Callable;

/// `wavetank scenario`.
@Command(
        name = "scenario",
        description = {
            "Breaks things on purpose, in a cluster of its own on a virtual clock, and tells what",
            "came of it. The same scenario with the same seed is the same to the last bit.",
            "",
            "  list               the scenarios that are bundled",
            "  run SCENARIO       lives one: a file, or a bundled one by its name",
            "  validate SCENARIO  says what is wrong in a file, and where",
            "",
            "The exit code of run is 0 when all held, 1 when an assertion failed, 2 for a wrong",
            "file, 3 for a violated invariant, 4 when the cluster did not heal."
        },
        footer = {
            "%nExamples:",
            "  wavetank scenario list",
            "  wavetank scenario run node-dies",
            "  wavetank scenario run my.yaml --seed 42",
            "  wavetank scenario validate my.yaml"
        })
public final class ScenarioCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "list|run|validate", description = "what to do")
    String action = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SCENARIO",
            description = "a file, or the name of a bundled scenario")
    String scenario = "";

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "the same seed lives the same life; if not given, ${DEFAULT-VALUE}")
    long seed = 1;

    @Option(
            names = "--pods",
            description = "show in the timeline what each pod does and each component decides")
    boolean pods;

    @Option(
            names = "--report",
            paramLabel = "FOLDER",
            description = {
                "where run writes its report as an HTML page, JSON and JUnit's XML;",
                "\"none\" for nowhere; if not given, ${DEFAULT-VALUE}"
            })
    String report = "wavetank-reports";

    /// Like every command; this one leaves the home folder alone.
    @SuppressWarnings("unused") // All commands are made in the same way.
    public ScenarioCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return switch (action) {
            case "list" -> list();
            case "run" -> run();
            case "validate" -> validate();
            default ->
                    throw Failure.usage(
                            "scenarios can be listed, run and validated, not \"" + action + "\"",
                            "for example: wavetank scenario run node-dies");
        };
    }

    private int list() {
        var source = new ScenarioSource();
        for (String name : Library.names()) {
            var each = source.find(name, terminal);
            terminal.line(
                    terminal.bold(name)
                            + " ".repeat(Math.max(2, 34 - name.length()))
                            + each.title());
        }
        terminal.line("");
        terminal.line("Try next: " + terminal.bold("wavetank scenario run node-dies"));
        return 0;
    }

    private int validate() {
        return switch (new ScenarioSource().read(scenario)) {
            case Read.Understood(var understood) -> {
                terminal.line(scenario + " is right: " + understood.title());
                yield 0;
            }
            case Read.Wrong(var problems) -> {
                problems.forEach(problem -> terminal.line(problem.toString()));
                yield Failure.USAGE;
            }
        };
    }

    private int run() {
        var source = new ScenarioSource();
        var chosen = source.find(scenario, terminal);
        var reports = new Reports(report);
        var transcript = new Transcript(terminal, pods);
        terminal.line(terminal.bold(chosen.title()));
        terminal.line(chosen.description().strip());
        terminal.line("");
        long began = System.nanoTime();
        var result =
                VirtualRun.live(
                        chosen,
                        seed,
                        new Setting(source.expressions().forOneRun(), transcript::line));
        var took = Duration.ofNanos(System.nanoTime() - began);
        transcript.summary(result);
        terminal.line(
                Spoken.duration(Duration.ofNanos(result.ended().nanos()))
                        + " of cluster time in "
                        + Spoken.duration(took));
        var page = reports.write(result, "wavetank scenario run " + scenario + " --seed " + seed);
        if (page != null) {
            terminal.line("report " + page);
        }
        terminal.line("seed " + seed);
        terminal.line("trace " + result.hash());
        return result.verdict().exitCode();
    }
}
