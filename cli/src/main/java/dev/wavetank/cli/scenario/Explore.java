package dev.wavetank.cli.scenario;

import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Interrupts;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.scenarios.explore.Exploration;
import dev.wavetank.scenarios.explore.Exploration.Find;
import dev.wavetank.scenarios.explore.Schedule;
import dev.wavetank.scenarios.plan.Scenario;
import dev.wavetank.scenarios.run.Setting;
import dev.wavetank.scenarios.run.Verdict;
import dev.wavetank.scenarios.run.VirtualRun;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// `wavetank scenario explore` and `shrink`: random faults, seed by seed, and what is left of a
/// failure.
final class Explore {
    /// After so many failures there is enough to look at.
    private static final int FAILURES_MAX = 10;

    private final Terminal terminal;
    private final ScenarioSource source;

    Explore(Terminal terminal, ScenarioSource source) {
        this.terminal = terminal;
        this.source = source;
    }

    /// Explores.
    ///
    /// @param seeds as in `1..1000`, both included
    /// @param jobs how many threads share them
    /// @return the exit code
    int explore(List<String> names, String seeds, int jobs) {
        long first = bound(seeds, 0);
        long last = bound(seeds, 1);
        int code = 0;
        for (String name : names) {
            var exploration = exploration(source.find(name, terminal));
            if (!exploration.unfit().isEmpty()) {
                terminal.line(
                        name
                                + " cannot be explored, since without faults it fails: "
                                + exploration.unfit());
                code = Math.max(code, Verdict.ASSERTION_FAILED.exitCode());
                continue;
            }
            var found = explore(name, exploration, first, last, jobs);
            for (var least : found.values().stream().limit(1).toList()) {
                terminal.line("");
                shrink(name, exploration, least);
                code = Math.max(code, least.failure().verdict().exitCode());
            }
        }
        return code;
    }

    private Exploration exploration(Scenario scenario) {
        return new Exploration(scenario, source.expressions()::forOneRun);
    }

    private static long bound(String seeds, int which) {
        String[] parts = seeds.split("\\.\\.", -1);
        try {
            long first = Long.parseLong(parts[0]);
            long last = Long.parseLong(parts[parts.length - 1]);
            if (parts.length <= 2 && first <= last) {
                return which == 0 ? first : last;
            }
        } catch (NumberFormatException notNumbers) {
            // Said below.
        }
        throw Failure.usage(
                "--seeds: found \"" + seeds + "\"", "write two numbers such as 1..1000, or one");
    }

    private SortedMap<Long, Find> explore(
            String name, Exploration exploration, long first, long last, int jobs) {
        var bug = new AtomicReference<@Nullable RuntimeException>();
        SortedMap<Long, Find> found = Collections.synchronizedSortedMap(new TreeMap<>());
        var next = new AtomicLong(first);
        var done = new AtomicLong();
        long began = System.nanoTime();
        Interrupts.on(() -> interrupted(name, done.get(), found.size()));
        try (var threads = Executors.newFixedThreadPool(jobs)) {
            for (int i = 0; i < jobs; i++) {
                threads.execute(() -> {
                    for (long seed = next.getAndIncrement();
                            seed <= last;
                            seed = next.getAndIncrement()) {
                        try {
                            one(exploration, seed, found);
                        } catch (RuntimeException thrown) {
                            bug.compareAndSet(null, met(name, seed, thrown));
                        }
                        progress(name, done.incrementAndGet(), last - first + 1, began);
                        if (found.size() >= FAILURES_MAX || bug.get() != null) {
                            return;
                        }
                    }
                });
            }
            threads.shutdown();
            while (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                // Each run ends by itself.
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        Interrupts.off();
        var met = bug.get();
        if (met != null) {
            throw met;
        }
        terminal.line(
                String.format(
                        Locale.ROOT,
                        "%s: %d seeds, %s, %.1f s, %.1f seeds/s",
                        name,
                        done.get(),
                        found.isEmpty() ? "no failure" : found.size() + " failures",
                        seconds(began),
                        done.get() / seconds(began)));
        return found;
    }

    /// A run that throws has met a bug of Wavetank's: the seed is what one needs to see it again.
    private static RuntimeException met(String name, long seed, RuntimeException thrown) {
        return new IllegalStateException(name + " with seed " + seed + ": " + thrown, thrown);
    }

    private void one(Exploration exploration, long seed, SortedMap<Long, Find> found) {
        var find = exploration.explore(seed);
        if (find != null) {
            found.put(seed, find);
            terminal.line(
                    terminal.red("seed " + seed + " fails: ")
                            + dev.wavetank.scenarios.explore.Failure.words(find.result()));
        }
    }

    private static double seconds(long began) {
        return Math.max(1, System.nanoTime() - began) / 1e9;
    }

    private void progress(String name, long done, long of, long began) {
        terminal.progress(
                String.format(
                        Locale.ROOT,
                        "%s: %d of %d seeds, %.0f seeds/s",
                        name,
                        done,
                        of,
                        done / seconds(began)));
    }

    private void interrupted(String name, long done, int failures) {
        terminal.note(
                "interrupted: "
                        + name
                        + ", "
                        + done
                        + " seeds explored, "
                        + failures
                        + " failures");
        Runtime.getRuntime().halt(Verdict.INTERRUPTED.exitCode());
    }

    /// Shrinks a failure, and writes what is left as a schedule.
    private void shrink(String name, Exploration exploration, Find find) {
        terminal.line(terminal.bold("Shrinking seed " + find.seed()));
        var smallest =
                exploration.shrink(
                        find,
                        (smaller, runs) ->
                                terminal.progress(
                                        runs
                                                + " runs: "
                                                + smaller.method().size()
                                                + " steps, "
                                                + smaller.cluster().nodes()
                                                + " nodes"));
        var traced =
                VirtualRun.live(
                        smallest.schedule(),
                        find.seed(),
                        new Setting(source.expressions().forOneRun(), _ -> {}));
        var file = Path.of(name.replaceAll(".*/|\\.[a-z]+$", "") + "-" + find.seed() + ".json");
        try {
            Files.writeString(
                    file,
                    Schedule.write(
                            smallest.schedule(), new Schedule.Stamp(find.seed(), traced.hash())));
        } catch (IOException unwritable) {
            throw Failure.of(
                    file + " cannot be written: " + unwritable.getMessage(),
                    "run this in a folder that can be written to");
        }
        terminal.line(
                "left are "
                        + smallest.schedule().method().size()
                        + " steps on "
                        + smallest.schedule().cluster().nodes()
                        + " nodes: "
                        + dev.wavetank.scenarios.explore.Failure.words(traced));
        terminal.line("See it again: " + terminal.bold("wavetank scenario replay " + file));
    }

    /// Shrinks a schedule that fails.
    ///
    /// @return the exit code
    int shrink(String name, Scenario schedule, long seed) {
        var exploration = exploration(schedule);
        var find = exploration.find(schedule, seed);
        if (find == null) {
            terminal.line(name + " passes with seed " + seed + ": there is nothing to shrink");
            return 0;
        }
        shrink(name, exploration, find);
        return find.failure().verdict().exitCode();
    }
}
