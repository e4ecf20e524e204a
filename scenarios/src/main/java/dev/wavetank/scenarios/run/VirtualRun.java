package dev.wavetank.scenarios.run;

import dev.wavetank.cluster.world.Trace;
import dev.wavetank.scenarios.injection.Injector;
import dev.wavetank.scenarios.plan.Scenario;
import dev.wavetank.tank.TraceHash;
import dev.wavetank.tank.Tracing;
import dev.wavetank.tank.VirtualTank;

/// Lives a scenario in virtual time: the same seed lives the same life.
public final class VirtualRun {
    private VirtualRun() {}

    /// {@return what came of it, with the hash of its trace}
    public static Result live(Scenario scenario, long seed, Setting setting) {
        var injector = new Injector();
        var hash = new TraceHash();
        var decisions = new Decisions();
        var tank =
                new VirtualTank(
                        seed,
                        scenario.cluster().blueprint(),
                        injector.ports().within(Tracing.into(hash)).within(decisions.ports()),
                        hash);
        var director = direct(scenario, tank, injector, decisions, setting);
        return director.result(seed, hash.hex());
    }

    /// {@return what came of it; its hash is "": hashing takes most of the time of a small
    /// scenario}
    public static Result liveUnhashed(Scenario scenario, long seed, Setting setting) {
        var injector = new Injector();
        var tank =
                new VirtualTank(seed, scenario.cluster().blueprint(), injector.ports(), Trace.NONE);
        return direct(scenario, tank, injector, new Decisions(), setting).result(seed, "");
    }

    private static Director direct(
            Scenario scenario,
            VirtualTank tank,
            Injector injector,
            Decisions decisions,
            Setting setting) {
        var world = tank.world().child("scenario");
        injector.attach(tank.tank(), world);
        var director = new Director(scenario, world, tank.tank(), injector, setting);
        if (setting.recorded()) {
            decisions.tellTo(director.chronicle());
        }
        director.start();
        while (!director.over() && tank.world().step()) {
            // Each turn of the scenario's own World brings it on.
        }
        return director;
    }
}
