package dev.wavetank.scenarios.explore;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.scenarios.assertions.Expressions;
import dev.wavetank.scenarios.files.Read;
import dev.wavetank.scenarios.files.ScenarioFiles;
import dev.wavetank.scenarios.library.Library;
import dev.wavetank.scenarios.plan.Scenario;
import dev.wavetank.scenarios.samples.Samples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// How many seeds are explored in a second: `ExploreBenchmark SCENARIO FIRST LAST JOBS`, the
/// scenario a bundled one or a file. Prints each failure, each seed that takes more than a second,
/// and the rate, warm-up included.
final class ExploreBenchmark {
    private ExploreBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        var scenario = read(arguments[0]);
        long first = Long.parseLong(arguments[1]);
        long last = Long.parseLong(arguments[2]);
        int jobs = Integer.parseInt(arguments[3]);
        var exploration =
                new Exploration(scenario, new Expressions(Contract.load().kinds())::forOneRun);
        var next = new AtomicLong(first);
        var failures = new AtomicInteger();
        long began = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(jobs)) {
            for (int i = 0; i < jobs; i++) {
                threads.execute(() -> {
                    for (long seed = next.getAndIncrement();
                            seed <= last;
                            seed = next.getAndIncrement()) {
                        one(exploration, seed, failures);
                    }
                });
            }
            threads.shutdown();
            threads.awaitTermination(1, TimeUnit.HOURS);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%s on %d nodes: %d seeds, %d jobs, %d failures, %.1f s, %.1f seeds/s%n",
                scenario.name(),
                scenario.cluster().nodes(),
                last - first + 1,
                jobs,
                failures.get(),
                seconds,
                (last - first + 1) / seconds);
    }

    private static void one(Exploration exploration, long seed, AtomicInteger failures) {
        long began = System.nanoTime();
        try {
            var find = exploration.explore(seed);
            if (find != null) {
                failures.incrementAndGet();
                System.out.println(
                        seed + " " + find.failure() + " " + Failure.words(find.result()));
            }
        } catch (RuntimeException bug) {
            failures.incrementAndGet();
            System.out.println(seed + " met a bug: " + bug + " at " + bug.getStackTrace()[0]);
        }
        long took = System.nanoTime() - began;
        if (took > 1_000_000_000L) {
            System.out.printf(Locale.ROOT, "%d took %.1f s%n", seed, took / 1e9);
        }
    }

    private static Scenario read(String name) throws Exception {
        String bundled = Library.find(name);
        String text = bundled != null ? bundled : Files.readString(Path.of(name));
        var files = new ScenarioFiles(_ -> null, Samples.bundled(), _ -> List.of(), List.of());
        return switch (files.read(name, Objects.requireNonNull(text))) {
            case Read.Understood(var scenario) -> scenario;
            case Read.Wrong(var problems) ->
                    throw new IllegalArgumentException(problems.toString());
        };
    }
}
