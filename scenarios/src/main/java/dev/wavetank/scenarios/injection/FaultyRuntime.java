package dev.wavetank.scenarios.injection;

import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.ContainerRuntime;
import dev.wavetank.node.runtime.Observed;
import dev.wavetank.node.runtime.Result;

import java.util.function.Consumer;

/// The runtime of one node, as faults let its agent see it.
final class FaultyRuntime implements ContainerRuntime {
    private final ContainerRuntime runtime;
    private final Consumer<Observed> observer;

    /// @param observer sees what the agent is told
    FaultyRuntime(ContainerRuntime runtime, Consumer<Observed> observer) {
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
        runtime.perform(command, then);
    }
}
