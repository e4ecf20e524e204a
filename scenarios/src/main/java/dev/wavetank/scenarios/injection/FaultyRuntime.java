package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.world.World;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.ContainerRuntime;
import dev.wavetank.node.runtime.Observed;
import dev.wavetank.node.runtime.Result;

import java.util.function.Consumer;

/// The runtime of one node, as faults let its agent see it.
final class FaultyRuntime implements ContainerRuntime {
    private final String node;
    private final World world;
    private final ContainerRuntime runtime;
    private final Starts starts;
    private final Consumer<Observed> observer;

    /// @param world the machine's
    /// @param observer sees what the agent is told
    FaultyRuntime(
            String node,
            World world,
            ContainerRuntime runtime,
            Starts starts,
            Consumer<Observed> observer) {
        this.node = node;
        this.world = world;
        this.starts = starts;
        this.runtime = runtime;
        this.observer = observer;
    }

    @Override
    public void observe(Consumer<Observed> sink) {
        runtime.observe(seen -> {
            observer.accept(seen);
            sink.accept(seen);
        });
    }

    @Override
    public void perform(Command command, Consumer<Result> then) {
        var failed = starts.before(node, command);
        if (failed == null) {
            runtime.perform(command, then);
        } else {
            world.post("runtime fault", () -> then.accept(failed));
        }
    }
}
