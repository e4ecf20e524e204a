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
import java.util.TreeMap;
import java.util.function.BiFunction;

/// The scheduler and the controllers: what a cluster has beside its API server and its nodes.
public final class ControlPlane {
    /// Where a service of type LoadBalancer is reached: nothing listens outside of this machine.
    private static final String LOAD_BALANCER = "127.0.0.1";

    private static final String SCHEDULER = "scheduler";

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
        for (var component : components(kinds, rootCertificate, 1)) {
            var own = world.child(component.name());
            own.post("start", () -> component.start().start(own, connect));
        }
    }

    /// {@return the scheduler and every controller, or as many instances of the scheduler and of
    /// the controller manager}
    ///
    /// One alone elects no leader: nobody could take over, and a start, a restart and a quiet
    /// cluster cost what they did before.
    static List<Component> components(List<Kind<?>> kinds, String rootCertificate, int instances) {
        var controllers = new TreeMap<String, Component.Part>();
        for (var controller : Controllers.all(kinds, LOAD_BALANCER, rootCertificate)) {
            controllers.put(controller.name(), (world, api) -> start(controller, world, api));
        }
        var components = new ArrayList<Component>();
        if (instances == 1) {
            components.add(Component.simple(SCHEDULER, ControlPlane::startScheduler));
            controllers.forEach((name, part) -> components.add(Component.simple(name, part)));
            return components;
        }
        var scheduler = new TreeMap<String, Component.Part>();
        scheduler.put(SCHEDULER, ControlPlane::startScheduler);
        for (int i = 1; i <= instances; i++) {
            components.add(
                    new Instance(
                                    SCHEDULER + "-" + i,
                                    "kube-scheduler",
                                    "default-scheduler",
                                    scheduler)
                            .component());
            components.add(
                    new Instance(
                                    "controller-manager-" + i,
                                    "kube-controller-manager",
                                    "kube-controller-manager",
                                    controllers)
                            .component());
        }
        return components;
    }

    private static void startScheduler(World world, Api api) {
        ControlLoop.start(new Scheduler(Profile.DEFAULT), world, api);
    }

    private static <M> void start(Controller<M> controller, World world, Api api) {
        ControlLoop.start(controller, world, api);
    }
}
