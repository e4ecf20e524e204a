package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.world.World;
import dev.wavetank.tank.PausableWorld;
import dev.wavetank.tank.Pause;

import java.util.TreeMap;

/// Which components stand still, and by whom.
final class Pauses implements Site {
    private final TreeMap<String, Pause> pauses = new TreeMap<>();
    private final Owners owners = new Owners();

    World decorate(String component, World world) {
        return new PausableWorld(world, pauses.computeIfAbsent(component, _ -> new Pause()));
    }

    void begin(String component, int fault) {
        var pause = pauses.computeIfAbsent(component, _ -> new Pause());
        if (owners.take(component, fault)) {
            pause.begin();
        }
    }

    @Override
    public void release(int fault) {
        for (String component : owners.release(fault)) {
            pauses.getOrDefault(component, new Pause()).end();
        }
    }

    @Override
    public boolean holds(int fault) {
        return owners.holds(fault)
                || pauses.entrySet().stream()
                        .anyMatch(each -> each.getValue().paused() && !owners.held(each.getKey()));
    }
}
