package dev.wavetank.apiserver.core;

import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Outcome;

/// Hears what components of this process did, in turns of the API server's World: when it can be
/// seen, and whether or not the component lives to hear of it.
@FunctionalInterface
public interface Acts {
    /// Something was done.
    ///
    /// @param component the name of its session
    void done(String component, Action action, Outcome.Accepted done);
}
