package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.world.World;
import dev.wavetank.node.runtime.Observed;
import dev.wavetank.scenarios.faults.Fault;
import dev.wavetank.scenarios.plan.Trigger;
import dev.wavetank.tank.Ports;
import dev.wavetank.tank.Tank;

import java.util.SortedMap;
import java.util.function.Consumer;

/// Makes faults happen in one tank. Made before the tank, since it stands at the tank's ports.
///
/// To be used in turns of the tank's World.
public interface Injector {
    /// {@return what the tank's ports have to pass through}
    Ports ports();

    /// Begins to act.
    ///
    /// @param world the scenario's own
    void attach(Tank tank, World world);

    /// Makes a fault happen now.
    ///
    /// @param number the fault's; its draws of chance depend on it and on the seed only
    Injection begin(int number, Fault fault, Victims victims);

    /// Does something exactly at a change of state, once: what the component sends or sees then
    /// waits until the deed's own moment is over.
    World.Cancellable when(Trigger trigger, Runnable deed);

    /// {@return by node what its runtime has, as last told}
    SortedMap<String, Observed> containers();

    /// Tells the name of each node whose containers changed.
    void onContainers(Consumer<String> listener);
}
