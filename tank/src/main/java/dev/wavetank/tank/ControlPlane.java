package dev.wavetank.tank;

import dev.wavetank.cluster.loop.ControlLoop;
import dev.wavetank.cluster.loop.Controller;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.World;
import dev.wavetank.controllers.Controllers;
import dev.wavetank.scheduler.Profile;
import dev.wavetank.scheduler.Scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// The scheduler and the controllers: what a cluster has beside its API server and its nodes.
public final class ControlPlane {
    /// Where a service of type LoadBalancer is reached: nothing listens outside of this machine.
    private static final String LOAD_BALANCER = "127.0.0.1";

    private ControlPlane() {}

    /// Starts the scheduler and every controller against an API server in another process.
    ///
    /// @param world closing it stops them all
    /// @param connect opens a session for a component, by its World and its name
    /// @param kinds every kind that the server serves
    /// @param rootCertificate the server's authority in PEM; "" without TLS
    public static void start(
            World world,
            BiFunction<World, String, Api> connect,
            List<Kind<?>> kinds,
            String rootCertificate) {
        for (var component : components(kinds, rootCertificate)) {
            var own = world.child(component.name());
            own.post(
                    "start",
                    () -> component.start().start(own, connect.apply(own, component.name())));
        }
    }

    /// {@return the scheduler and every controller}
    static List<Component> components(List<Kind<?>> kinds, String rootCertificate) {
        var components = new ArrayList<Component>();
        components.add(
                new Component(
                        "scheduler",
                        (world, api) ->
                                ControlLoop.start(new Scheduler(Profile.DEFAULT), world, api)));
        for (var controller : Controllers.all(kinds, LOAD_BALANCER, rootCertificate)) {
            components.add(
                    new Component(
                            controller.name(), (world, api) -> start(controller, world, api)));
        }
        return components;
    }

    private static <M> void start(Controller<M> controller, World world, Api api) {
        ControlLoop.start(controller, world, api);
    }
}
