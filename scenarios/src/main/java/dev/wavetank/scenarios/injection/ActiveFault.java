package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.world.World;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/// A fault from its beginning to its verified end.
final class ActiveFault implements Injection {
    final int number;
    final Chance chance;
    private final Victims victims;
    private final List<Site> sites;
    private final World world;
    private final TreeSet<String> hits = new TreeSet<>();
    private World.@Nullable Cancellable timer;
    private boolean active = true;
    private boolean goesOn;

    ActiveFault(int number, Victims victims, List<Site> sites, World world) {
        this.number = number;
        this.victims = victims;
        this.sites = sites;
        this.world = world;
        this.chance = new Chance(world, number);
    }

    /// Tells that something is hit; once for each.
    void hit(String target) {
        if (active && hits.add(target)) {
            victims.hit(target);
        }
    }

    void refuse(String why) {
        active = false;
        takeBack();
        victims.refused(why);
    }

    /// What it does takes its time: it ends when that is done.
    void goesOn() {
        goesOn = true;
    }

    /// Ends by itself after this time; stays when it is null.
    void endAfter(@Nullable Duration duration) {
        if (duration != null && active && !goesOn) {
            timer = world.after("fault is over", duration, this::end);
        }
    }

    @Override
    public boolean active() {
        return active;
    }

    @Override
    public void end() {
        if (active) {
            active = false;
            takeBack();
            victims.over();
        }
    }

    private void takeBack() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        sites.forEach(site -> site.release(number));
        for (var site : sites) {
            if (site.holds(number)) {
                throw new IllegalStateException(
                        "fault "
                                + number
                                + " was taken back, but "
                                + site.getClass().getSimpleName()
                                + " still has some of it");
            }
        }
    }
}
