package dev.wavetank.cli.scenario;

import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.scenarios.plan.Scenario;
import dev.wavetank.scenarios.run.Entry;
import dev.wavetank.scenarios.run.Result;
import dev.wavetank.scenarios.run.Setting;
import dev.wavetank.scenarios.run.Spoken;
import dev.wavetank.scenarios.run.VirtualRun;
import dev.wavetank.scenarios.sight.FaultRecord;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// `wavetank scenario run` and `replay`: lives one scenario and says what came of it.
final class RunScenario {
    private final Terminal terminal;
    private final ScenarioSource source;
    private final int speed;
    private final boolean pods;
    private final String report;
    private final String command;

    /// @param speed of the wall clock; 0 for the virtual one
    /// @param pods whether to show what each pod does
    /// @param report where reports are written
    /// @param command what the user asked for, such as `run node-dies`
    RunScenario(
            Terminal terminal,
            ScenarioSource source,
            int speed,
            boolean pods,
            String report,
            String command) {
        this.terminal = terminal;
        this.source = source;
        this.speed = speed;
        this.pods = pods;
        this.report = report;
        this.command = command;
    }

    /// Lives it.
    ///
    /// @param expected the hash that its trace had when it was found; "" when there was none
    /// @return the exit code
    int live(Scenario scenario, long seed, String expected) {
        var reports = new Reports(report);
        var transcript = new Transcript(terminal, pods);
        introduce(scenario);
        long began = System.nanoTime();
        Consumer<Result> over = result -> ended(transcript, reports, result, began, expected);
        if (speed > 0) {
            return new WallClock(terminal)
                    .live(scenario, seed, speed, setting(transcript), over)
                    .verdict()
                    .exitCode();
        }
        var result = VirtualRun.live(scenario, seed, setting(transcript));
        over.accept(result);
        return result.verdict().exitCode();
    }

    private void introduce(Scenario scenario) {
        terminal.line(terminal.bold(scenario.title()));
        if (!scenario.description().isBlank()) {
            terminal.line(scenario.description().strip());
        }
        terminal.line("");
    }

    /// On the wall clock somebody waits for each line.
    private Setting setting(Transcript transcript) {
        return new Setting(
                source.expressions().forOneRun(),
                entry -> {
                    transcript.line(entry);
                    if (speed > 0) {
                        terminal.flush();
                    }
                });
    }

    private void ended(
            Transcript transcript, Reports reports, Result result, long began, String expected) {
        transcript.summary(result);
        terminal.line(
                Spoken.duration(result.ended().since(result.methodBegan()))
                        + " of cluster time in "
                        + Spoken.duration(Duration.ofNanos(System.nanoTime() - began)));
        var page =
                reports.write(result, "wavetank scenario " + command + " --seed " + result.seed());
        if (page != null) {
            terminal.line("report " + page);
        }
        if (!expected.isEmpty()) {
            terminal.line(
                    result.hash().equals(expected)
                            ? terminal.green("the same life as when it was found")
                            : terminal.yellow(
                                    "another life than when it was found: the code changed"));
        }
        terminal.line("seed " + result.seed());
        if (!result.hash().isEmpty()) {
            terminal.line("trace " + result.hash());
        }
    }

    /// Prints what is going to be done, and to whom. The targets follow from the seed and from how
    /// the cluster stands then, so they are found by living it in virtual time.
    ///
    /// @return the exit code
    int plan(Scenario scenario, long seed) {
        introduce(scenario);
        var result =
                VirtualRun.live(
                        scenario, seed, new Setting(source.expressions().forOneRun(), _ -> {}));
        terminal.line(
                scenario.cluster().nodes()
                        + " nodes, "
                        + scenario.objects().size()
                        + " objects, times from the beginning of the method:");
        planned(result).forEach(terminal::line);
        terminal.line("");
        terminal.line("seed " + seed);
        return 0;
    }

    /// {@return what happens when, in the order of time; a step before the faults of its moment}
    private static List<String> planned(Result result) {
        var began = result.methodBegan();
        var planned = new TreeMap<Duration, List<String>>();
        for (var entry : result.timeline()) {
            if (entry.sort() == Entry.Sort.STEP && !entry.at().before(began)) {
                said(planned, entry.at().since(began), entry.text());
            }
        }
        for (var fault : result.faults()) {
            said(planned, fault.began().since(began), hits(fault));
        }
        return planned.values().stream().flatMap(List::stream).toList();
    }

    private static String hits(FaultRecord fault) {
        var ended = fault.ended();
        String length =
                ended == null || ended.equals(fault.began())
                        ? ""
                        : " for " + Spoken.duration(ended.since(fault.began()));
        return fault.name()
                + length
                + " hits "
                + (fault.targets().isEmpty() ? "nothing" : String.join(", ", fault.targets()));
    }

    private static void said(SortedMap<Duration, List<String>> planned, Duration at, String text) {
        planned.computeIfAbsent(at, _ -> new ArrayList<>())
                .add("  " + Spoken.clock(at.toNanos()) + "  " + text);
    }
}
