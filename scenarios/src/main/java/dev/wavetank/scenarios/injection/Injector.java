package dev.wavetank.scenarios.injection;

import dev.wavetank.cluster.world.World;
import dev.wavetank.node.runtime.ContainerFaults;
import dev.wavetank.node.runtime.Observed;
import dev.wavetank.scenarios.faults.ControlPlaneChaos;
import dev.wavetank.scenarios.faults.Fault;
import dev.wavetank.scenarios.faults.NetworkChaos;
import dev.wavetank.scenarios.faults.NodeChaos;
import dev.wavetank.scenarios.faults.PodChaos;
import dev.wavetank.scenarios.faults.TimeChaos;
import dev.wavetank.scenarios.plan.Trigger;
import dev.wavetank.tank.Ports;
import dev.wavetank.tank.Tank;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;

/// Makes faults happen in one tank. Made before the tank, since it stands at the tank's ports.
///
/// To be used in turns of the tank's World.
public final class Injector {
    private final Pauses pauses = new Pauses();
    private final Clocks clocks = new Clocks();
    private final Links links = new Links();
    private final Runtimes runtimes = new Runtimes();
    private final Afflictions hangs = new Afflictions(runtimes, ContainerFaults::hang);
    private final Afflictions mutes = new Afflictions(runtimes, ContainerFaults::mute);
    private final Network network = new Network();
    private final Journals journals = new Journals();
    private @Nullable Stage stage;

    /// {@return what the tank's ports have to pass through}
    public Ports ports() {
        return new Ports(
                (name, _, world) -> world(name, world),
                links::decorate,
                runtimes::decorate,
                (_, _, journal) -> journals.decorate(journal));
    }

    private World world(String name, World world) {
        String node = Components.node(name);
        return pauses.decorate(name, node.isEmpty() ? world : clocks.decorate(node, world));
    }

    /// Begins to act.
    ///
    /// @param world the scenario's own
    public void attach(Tank tank, World world) {
        if (stage != null) {
            throw new IllegalStateException("an injector serves one tank");
        }
        stage = new Stage(tank, world);
        links.attach(stage);
        runtimes.attach(stage);
    }

    /// Every place where anything of a fault can be: each is asked to let go of it, and then
    /// whether it did.
    private List<Site> sites() {
        return List.of(
                stage(),
                stage().operations,
                pauses,
                clocks,
                links,
                hangs,
                mutes,
                runtimes.starts,
                runtimes.clocks,
                network,
                journals);
    }

    private Stage stage() {
        if (stage == null) {
            throw new IllegalStateException("not attached to a tank");
        }
        return stage;
    }

    /// Makes a fault happen now.
    ///
    /// Victims hear of what is hit, or of the refusal, within this call; of the end always later.
    ///
    /// @param number the fault's; its draws of chance depend on it and on the seed only
    public Injection begin(int number, Fault fault, Victims victims) {
        var sites = sites();
        if (sites.stream().anyMatch(site -> site.holds(number))) {
            throw new IllegalArgumentException("fault " + number + " has begun already");
        }
        var active = new ActiveFault(number, victims, sites, stage().world);
        try {
            hit(active, fault);
            active.endAfter(fault.momentary() ? Duration.ZERO : fault.duration());
        } catch (Refusal refusal) {
            active.refuse(fault.verb() + ": " + refusal.why());
        }
        return active;
    }

    private void hit(ActiveFault active, Fault fault) {
        switch (fault) {
            case PodChaos chaos -> new PodFaults(stage(), runtimes, hangs, active).hit(chaos);
            case NodeChaos chaos -> nodes(active).hit(chaos);
            case ControlPlaneChaos chaos -> control(active).hit(chaos);
            case NetworkChaos chaos ->
                    new NetworkFaults(stage(), network, links, mutes, active).hit(chaos);
            case TimeChaos chaos -> new ClockFaults(stage(), runtimes, active).hit(chaos);
        }
    }

    private NodeFaults nodes(ActiveFault active) {
        return new NodeFaults(stage(), pauses, clocks, links, runtimes, hangs, active);
    }

    private ControlPlaneFaults control(ActiveFault active) {
        return new ControlPlaneFaults(stage(), pauses, links, journals, active);
    }

    /// Does something exactly at a change of state, once: what the component sends or sees then
    /// waits until the deed's own moment is over.
    ///
    /// @throws IllegalArgumentException when no component or kind is called so, with those there
    ///   are
    public World.Cancellable when(Trigger trigger, Runnable deed) {
        var found = links.matching(trigger.component());
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "no component is called "
                            + trigger.component()
                            + "; there are "
                            + String.join(", ", links.names()));
        }
        ResourceFilter filter;
        try {
            filter = ResourceFilter.of(List.of(trigger.resource()), stage().tank.kinds());
        } catch (Refusal refusal) {
            throw new IllegalArgumentException(refusal.why(), refusal);
        }
        var waits = found.stream().map(link -> link.triggers.add(trigger, filter, deed)).toList();
        return () -> waits.forEach(World.Cancellable::cancel);
    }

    /// {@return how the network is, for who sends something over it}
    public Network network() {
        return network;
    }

    /// {@return by node what its runtime has, as last told}
    public SortedMap<String, Observed> containers() {
        return runtimes.containers();
    }

    /// Tells the name of each node whose containers changed.
    public void onContainers(Consumer<String> listener) {
        runtimes.onContainers(listener);
    }
}
