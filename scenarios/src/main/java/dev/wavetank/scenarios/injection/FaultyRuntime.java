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
    private final Runtimes runtimes;
    private final Consumer<Observed> observer;

    /// @param world the machine's
    /// @param observer sees what the agent is told
    FaultyRuntime(
            String node,
            World world,
            ContainerRuntime runtime,
            Runtimes runtimes,
            Consumer<Observed> observer) {
        this.node = node;
        this.world = world;
        this.runtimes = runtimes;
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
        var failed = runtimes.starts.before(node, command);
        if (failed == null) {
            runtime.perform(command, answering(command, then));
        } else {
            world.post("runtime fault", () -> then.accept(failed));
        }
    }

    /// The times in a container's log are the only ones that it tells.
    private Consumer<Result> answering(Command command, Consumer<Result> then) {
        if (!(command instanceof Command.Logs logs) || runtimes.clocks.right()) {
            return then;
        }
        var pod = runtimes.pod(node, logs.uid());
        return pod == null
                ? then
                : result ->
                        then.accept(
                                result instanceof Result.Log log
                                        ? runtimes.clocks.read(node, pod, logs.container(), log)
                                        : result);
    }
}
