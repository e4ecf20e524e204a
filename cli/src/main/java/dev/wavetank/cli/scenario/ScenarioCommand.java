package dev.wavetank.cli.scenario;

import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.client.WallWorld;
import dev.wavetank.scenarios.explore.Exploration;
import dev.wavetank.scenarios.files.Read;
import dev.wavetank.scenarios.library.Library;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.concurrent.Callable;

/// `wavetank scenario`.
@Command(
        name = "scenario",
        description = {
            "Breaks things on purpose, in a cluster of its own on a virtual clock, and tells what",
            "came of it. The same scenario with the same seed is the same to the last bit.",
            "",
            "  list               the scenarios that are bundled",
            "  run SCENARIO       lives one: a file, or a bundled one by its name; all for every"
                    + " one",
            "  validate SCENARIO  says what is wrong in a file, and where",
            "  explore SCENARIO   lives it with random faults, seed by seed; all for every one",
            "  replay SCENARIO    lives again what exploring found with a seed, or a schedule",
            "  shrink SCHEDULE    takes away what a failure does not need",
            "  check-determinism  compares the hashes of five different Java machines",
            "",
            "The exit code of run is 0 when all held, 1 when an assertion failed, 2 for a wrong",
            "file, 3 for a violated invariant, 4 when the cluster did not heal, 5 when it was",
            "interrupted, 70 for a bug of Wavetank's."
        },
        footer = {
            "%nExamples:",
            "  wavetank scenario list",
            "  wavetank scenario run node-dies",
            "  wavetank scenario run my.yaml --seed 42",
            "  wavetank scenario run my.yaml --dry-run",
            "  wavetank scenario run my.yaml --clock wall --speed 10",
            "  wavetank scenario validate my.yaml",
            "  wavetank scenario explore node-dies --seeds 1..1000"
        })
public final class ScenarioCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "ACTION", description = "one of the above")
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
            names = "--seeds",
            paramLabel = "FIRST..LAST",
            description = "for explore: which seeds; if not given, ${DEFAULT-VALUE}")
    String seeds = "1..200";

    @Option(
            names = "--jobs",
            paramLabel = "NUMBER",
            description = "for explore: how many at a time; if not given, one for each processor")
    int jobs = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--clock",
            paramLabel = "virtual|wall",
            description = "for run: whether time jumps or passes; if not given, ${DEFAULT-VALUE}")
    String clock = "virtual";

    @Option(
            names = "--speed",
            paramLabel = "NUMBER",
            description = "for --clock wall: how much faster it runs, 1 to 100")
    int speed = 1;

    @Option(
            names = "--dry-run",
            description = "for run: print the plan, and the targets that the seed fixes")
    boolean dryRun;

    @Option(
            names = "--pods",
            description = "show in the timeline what each pod does and each component decides")
    boolean pods;

    @Option(
            names = "--report",
            paramLabel = "FOLDER",
            description = {
                "where run and replay write an HTML page, JSON and JUnit's XML; \"none\" for",
                "nowhere; if not given, ${DEFAULT-VALUE}"
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
            case "explore" -> explore();
            case "replay" -> replay();
            case "shrink" -> shrink();
            case "check-determinism" -> new Determinism(terminal).check(scenario, seed);
            default ->
                    throw Failure.usage(
                            "there is no \""
                                    + action
                                    + "\" of scenarios; there are list, run, validate,"
                                    + " explore, replay, shrink and check-determinism",
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

    private int explore() {
        if (jobs < 1) {
            throw Failure.usage("--jobs: found " + jobs, "allowed are 1 and more");
        }
        var source = new ScenarioSource();
        var names = scenario.equals("all") ? Library.names() : List.of(scenario);
        return new Explore(terminal, source).explore(names, seeds, jobs);
    }

    private int replay() {
        var source = new ScenarioSource();
        var chosen = source.find(scenario, terminal);
        var stamp = source.stamp(scenario);
        if (stamp != null) {
            return run(source).live(chosen, stamp.seed(), stamp.trace());
        }
        var exploration = new Exploration(chosen, source.expressions()::forOneRun);
        return run(source).live(exploration.schedule(seed), seed, "");
    }

    private int shrink() {
        var source = new ScenarioSource();
        var chosen = source.find(scenario, terminal);
        var stamp = source.stamp(scenario);
        return new Explore(terminal, source)
                .shrink(scenario, chosen, stamp == null ? seed : stamp.seed());
    }

    private int run() {
        var source = new ScenarioSource();
        if (scenario.equals("all")) {
            return new WholeLibrary(terminal, source).run(seed);
        }
        var chosen = source.find(scenario, terminal);
        return dryRun ? run(source).plan(chosen, seed) : run(source).live(chosen, seed, "");
    }

    private RunScenario run(ScenarioSource source) {
        if (speed < 1 || speed > WallWorld.SPEED_MAX) {
            throw Failure.usage(
                    "--speed: found " + speed, "allowed are 1 to " + WallWorld.SPEED_MAX);
        }
        return new RunScenario(
                terminal,
                source,
                switch (clock) {
                    case "virtual" -> 0;
                    case "wall" -> speed;
                    default ->
                            throw Failure.usage(
                                    "--clock: found \"" + clock + "\"",
                                    "allowed are virtual and wall");
                },
                pods,
                report,
                action + " " + scenario);
    }
}
