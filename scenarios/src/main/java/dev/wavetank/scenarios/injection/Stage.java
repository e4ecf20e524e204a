package dev.wavetank.scenarios.injection;

import dev.wavetank.apiserver.core.Commit;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.world.World;
import dev.wavetank.tank.Tank;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The tank on which faults play, as it is at the moment.
final class Stage implements Site {
    final Tank tank;
    final World world;
    final Operations operations;
    private final TreeMap<Integer, Consumer<List<Change>>> attentive = new TreeMap<>();
    private ClusterState state;

    /// @param world the scenario's own
    Stage(Tank tank, World world) {
        this.tank = tank;
        this.world = world;
        this.operations = new Operations(tank);
        var server = tank.server();
        state = server == null ? ClusterState.EMPTY : server.watches().committed();
        tank.observe(this::committed);
    }

    private void committed(Commit commit) {
        state = commit.state();
        if (!attentive.isEmpty()) {
            world.post(
                    "faults look for new targets",
                    () ->
                            new ArrayList<>(attentive.values())
                                    .forEach(each -> each.accept(commit.changes())));
        }
    }

    /// {@return the newest committed state; the last one while no API server lives}
    ClusterState state() {
        return state;
    }

    /// Tells a fault of all changes until it is over, in later turns than theirs.
    void attend(int fault, Consumer<List<Change>> to) {
        attentive.put(fault, to);
    }

    @Override
    public void release(int fault) {
        attentive.remove(fault);
    }

    @Override
    public boolean holds(int fault) {
        return attentive.containsKey(fault);
    }
}
