package dev.wavetank.scenarios.explore;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.scenarios.assertions.Expressions;
import dev.wavetank.scenarios.files.Read;
import dev.wavetank.scenarios.files.ScenarioFiles;
import dev.wavetank.scenarios.library.Library;
import dev.wavetank.scenarios.plan.Scenario;
import dev.wavetank.scenarios.samples.Samples;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// How many seeds are explored in a second.
///
/// `ExploreBenchmark SCENARIO FIRST LAST JOBS`
final class ExploreBenchmark {
    private ExploreBenchmark() {}

    public static void main(String[] arguments) throws InterruptedException {
        var scenario = read(arguments[0]);
        long last = Long.parseLong(arguments[2]);
        int jobs = Integer.parseInt(arguments[3]);
        var expressions = new Expressions(Contract.load().kinds());
        var exploration = new Exploration(expressions::forOneRun);
        var next = new AtomicLong(Long.parseLong(arguments[1]));
        var failures = new AtomicInteger();
        long began = System.nanoTime();
        long first = next.get();
        try (var threads = Executors.newFixedThreadPool(jobs)) {
            for (int i = 0; i < jobs; i++) {
                threads.submit(() -> {
                    for (long seed = next.getAndIncrement();
                            seed <= last;
                            seed = next.getAndIncrement()) {
                        try {
                            long t = System.nanoTime();
                            var find = exploration.explore(scenario, seed);
                            t = System.nanoTime() - t;
                            if (t > 1e9) System.out.println(seed + " took " + t / 1e9);
                            if (find != null) {
                                failures.incrementAndGet();
                                System.out.println(
                                        seed
                                                + " "
                                                + find.failure()
                                                + " "
                                                + Failure.words(find.result()));
                            }
                        } catch (RuntimeException bug) {
                            failures.incrementAndGet();
                            System.out.println(seed + " crashed: " + bug);
                            if (failures.get() < 3) bug.printStackTrace(System.out);
                        }
                    }
                });
            }
            threads.shutdown();
            threads.awaitTermination(1, TimeUnit.HOURS);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "%d seeds, %d failures, %.1f s, %.1f seeds/s%n",
                last - first + 1, failures.get(), seconds, (last - first + 1) / seconds);
    }

    private static Scenario read(String name) {
        var files = new ScenarioFiles(_ -> null, Samples.bundled(), _ -> List.of(), List.of());
        return switch (files.read(name, Objects.requireNonNull(Library.find(name)))) {
            case Read.Understood(var scenario) -> scenario;
            case Read.Wrong(var problems) ->
                    throw new IllegalArgumentException(problems.toString());
        };
    }
}
