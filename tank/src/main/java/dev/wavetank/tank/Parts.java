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

/// Which components a control plane has beside the API server.
final class Parts {
    /// Where a service of type LoadBalancer is reached: nothing listens outside of this machine.
    private static final String LOAD_BALANCER = "127.0.0.1";

    private Parts() {}

    /// {@return the scheduler and every controller}
    ///
    /// @param kinds every kind that is served
    /// @param rootCertificate the API server's authority in PEM; "" without TLS
    static List<Component> of(List<Kind<?>> kinds, String rootCertificate) {
        var parts = new ArrayList<Component>();
        parts.add(
                new Component(
                        "scheduler",
                        (world, api) ->
                                ControlLoop.start(new Scheduler(Profile.DEFAULT), world, api)));
        for (var controller : Controllers.all(kinds, LOAD_BALANCER, rootCertificate)) {
            parts.add(
                    new Component(
                            controller.name(), (world, api) -> start(controller, world, api)));
        }
        return parts;
    }

    private static <M> void start(Controller<M> controller, World world, Api api) {
        ControlLoop.start(controller, world, api);
    }
}
