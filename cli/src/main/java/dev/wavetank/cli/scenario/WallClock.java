package dev.wavetank.cli.scenario;

import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Interrupts;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.client.WallWorld;
import dev.wavetank.scenarios.plan.Scenario;
import dev.wavetank.scenarios.run.Result;
import dev.wavetank.scenarios.run.Setting;
import dev.wavetank.scenarios.run.Verdict;
import dev.wavetank.scenarios.run.WallRun;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Lives a scenario on the wall clock, in this process.
final class WallClock {
    private final Terminal terminal;

    WallClock(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Lives it to its end, or until the user presses Ctrl-C.
    ///
    /// @param speed how many seconds pass in the cluster in one real second
    /// @param over prints the result; what interrupts waits for it
    Result live(Scenario scenario, long seed, int speed, Setting setting, Consumer<Result> over) {
        var result = new CompletableFuture<Result>();
        var world =
                new WallWorld(
                        "scenario",
                        seed,
                        speed,
                        (component, cause, thrown) -> result.completeExceptionally(thrown));
        var run = new AtomicReference<WallRun>();
        var told = new CountDownLatch(1);
        Interrupts.on(() -> interrupt(world, run, told));
        world.post(
                "begin",
                () ->
                        run.set(
                                WallRun.begin(
                                        scenario,
                                        seed,
                                        world,
                                        setting,
                                        result::completeExceptionally,
                                        result::complete)));
        try {
            var ended = result.get();
            over.accept(ended);
            terminal.flush();
            return ended;
        } catch (ExecutionException bug) {
            throw new IllegalStateException("the scenario met a bug", bug.getCause());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw Failure.of("the scenario was interrupted", "");
        } finally {
            told.countDown();
            Interrupts.off();
            world.close();
        }
    }

    /// Has every fault taken back and the result printed, before the process goes.
    private void interrupt(WallWorld world, AtomicReference<WallRun> run, CountDownLatch told) {
        world.post(
                "interrupt",
                () -> {
                    var begun = run.get();
                    if (begun != null) {
                        begun.interrupt();
                    }
                });
        try {
            if (!told.await(5, TimeUnit.SECONDS)) {
                terminal.note("interrupted: the scenario did not answer");
                terminal.flush();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(Verdict.INTERRUPTED.exitCode());
    }
}
