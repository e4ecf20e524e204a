package dev.wavetank.scenarios.run;

import dev.wavetank.apiserver.core.EncodedObjects;
import dev.wavetank.apiserver.core.MemoryJournal;
import dev.wavetank.apiserver.tokens.SeededKey;
import dev.wavetank.cluster.world.World;
import dev.wavetank.scenarios.injection.Injector;
import dev.wavetank.scenarios.plan.Scenario;
import dev.wavetank.tank.Boot;
import dev.wavetank.tank.Tank;
import dev.wavetank.tank.Worlds;

import java.util.function.Consumer;

/// Lives a scenario on a World whose time passes by itself. The same files as in virtual time, but
/// no run is like another.
///
/// To be used in turns of that World.
public final class WallRun {
    private final Director director;

    private WallRun(Director director) {
        this.director = director;
    }

    /// Begins; all else happens in turns of the World.
    ///
    /// @param world the run's own; whoever made it closes it
    /// @param bugs told of what should not have happened while a request was answered
    /// @param over hears the result once, also after [#interrupt]
    public static WallRun begin(
            Scenario scenario,
            long seed,
            World world,
            Setting setting,
            Consumer<Throwable> bugs,
            Consumer<Result> over) {
        var injector = new Injector();
        var decisions = new Decisions();
        var tank =
                new Tank(
                        Worlds.in(world),
                        new MemoryJournal(),
                        new EncodedObjects(),
                        new SeededKey(seed),
                        scenario.cluster().blueprint(),
                        injector.ports().within(decisions.ports()),
                        bugs);
        var own = world.child("scenario");
        injector.attach(tank, own);
        var director = new Director(scenario, own, tank, injector, setting);
        if (setting.recorded()) {
            decisions.tellTo(director.chronicle());
        }
        director.whenOver(() -> over.accept(director.result(seed, "")));
        tank.start(Boot.CONTAINERS_ALIVE);
        director.start();
        return new WallRun(director);
    }

    /// Ends it now: every fault is taken back, and the result says that it was interrupted.
    public void interrupt() {
        director.interrupt();
    }
}
