package dev.wavetank.tank;

import dev.wavetank.apiserver.core.Journal;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.World;
import dev.wavetank.node.runtime.ContainerRuntime;

/// What each port of each component passes through on its way: identity, a trace, a fault.
///
/// @param world the component's time, chance and turns
/// @param api the component's session with the API server
/// @param runtime the node's containers
/// @param journal the API server's
public record Ports(
        Decorator<World> world,
        Decorator<Api> api,
        Decorator<ContainerRuntime> runtime,
        Decorator<Journal> journal) {

    public static final Ports PLAIN =
            new Ports(Decorator.none(), Decorator.none(), Decorator.none(), Decorator.none());

    /// Puts something in front of a port.
    @FunctionalInterface
    public interface Decorator<P> {
        /// {@return what the component gets in the place of this port}
        ///
        /// @param component whose port it is, such as `scheduler` or `node/node-1`
        /// @param world the component's own
        P decorate(String component, World world, P port);

        static <P> Decorator<P> none() {
            return (component, world, port) -> port;
        }

        /// {@return this one, seen through the outer one}
        default Decorator<P> within(Decorator<P> outer) {
            return (component, world, port) ->
                    outer.decorate(component, world, decorate(component, world, port));
        }
    }

    /// {@return these ports, seen through others}
    public Ports within(Ports outer) {
        return new Ports(
                world.within(outer.world),
                api.within(outer.api),
                runtime.within(outer.runtime),
                journal.within(outer.journal));
    }
}
