package dev.wavetank.tank;

import java.util.ArrayList;
import java.util.LinkedHashSet;

/// Stops the turns of the [PausableWorld]s that share it, as SIGSTOP stops a process, and lets them
/// go on. One serves all lives of a component, so that a life which begins during a pause waits
/// too.
///
/// May be used on any thread.
public final class Pause {
    private final LinkedHashSet<PausableWorld> worlds = new LinkedHashSet<>();
    private volatile boolean paused;

    /// {@return whether turns wait at the moment}
    public boolean paused() {
        return paused;
    }

    /// Turns wait from now on.
    public void begin() {
        paused = true;
    }

    /// What waited runs now, in the order in which it was due; then all is as it was.
    public void end() {
        paused = false;
        all().forEach(PausableWorld::goOn);
    }

    private synchronized Iterable<PausableWorld> all() {
        return new ArrayList<>(worlds);
    }

    synchronized void add(PausableWorld world) {
        worlds.add(world);
    }

    synchronized void remove(PausableWorld world) {
        worlds.remove(world);
    }
}
