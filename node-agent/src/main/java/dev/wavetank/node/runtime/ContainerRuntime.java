package dev.wavetank.node.runtime;

import java.util.function.Consumer;

/// The only door to the containers of one node.
///
/// Callbacks come later than the call, on any thread or turn: who calls posts them to its own
/// world.
public interface ContainerRuntime {
    /// Tells the sink of everything on the node: first all there is, then at each change. A second
    /// call takes the first one's place, since one agent runs a node at a time.
    void observe(Consumer<Observed> sink);

    /// Does what the command says, once however often it is sent, and answers it.
    void perform(Command command, Consumer<Result> then);
}
