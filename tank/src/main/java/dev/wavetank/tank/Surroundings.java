package dev.wavetank.tank;

import dev.wavetank.apiserver.core.ApiServerCore;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.node.runtime.Listeners;
import dev.wavetank.node.simulated.Neighbourhood;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;
import java.util.function.Supplier;

/// What the modelled containers of a tank see of it.
///
/// @param server the living API server. A state is immutable, so one that is read from the parts'
///   World is at worst a moment old
/// @param machines those of the tank, by name
record Surroundings(
        Supplier<@Nullable ApiServerCore> server, Function<String, @Nullable Machine> machines)
        implements Neighbourhood {
    @Override
    public ClusterState cluster() {
        var core = server.get();
        return core == null ? ClusterState.EMPTY : core.watches().committed();
    }

    @Override
    public Listeners.Answer connect(String node, String uid, int port) {
        var machine = machines.apply(node);
        return machine == null ? Listeners.Answer.SILENT : machine.listeners().connect(uid, port);
    }
}
