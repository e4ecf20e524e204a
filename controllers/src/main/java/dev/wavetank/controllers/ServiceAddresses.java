package dev.wavetank.controllers;

import dev.wavetank.cluster.loop.Controller;
import dev.wavetank.cluster.loop.Plan;
import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Service;
import dev.wavetank.cluster.model.ServiceStatus;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Query;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.state.View;
import dev.wavetank.cluster.world.Time;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Gives services of type LoadBalancer their outside address, at once: what a cloud's controller
/// does in minutes. Services of a `loadBalancerClass` are left to whoever knows the class.
///
/// Cluster addresses and node ports are given by the API server, when a service is written.
public final class ServiceAddresses implements Controller<ServiceAddresses.Memory> {
    public static final String NAME = "service-controller";

    private final String address;

    /// Nothing needs to be remembered.
    public record Memory() {}

    /// Makes a controller for one machine.
    ///
    /// @param address the IP address under which every load balancer is reached
    public ServiceAddresses(String address) {
        this.address = address;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Query> watches() {
        return List.of(Query.all(Service.KIND));
    }

    @Override
    public Memory start() {
        return new Memory();
    }

    @Override
    public SortedSet<Key> touched(Change change, View view) {
        return new TreeSet<>(List.of(change.object().key()));
    }

    @Override
    public Plan<Memory> reconcile(Key key, View view, Memory memory, Time now) {
        Service service = view.get(Service.KIND, key);
        if (service == null || service.deleting()) {
            return Plan.nothing(memory);
        }
        boolean balanced = service.spec().type().equals("LoadBalancer");
        if (balanced && !service.spec().loadBalancerClass().isEmpty()) {
            return Plan.nothing(memory);
        }
        var has = service.status().loadBalancer().ingress();
        if (balanced != has.isEmpty()) {
            return Plan.nothing(memory);
        }
        var wanted =
                balanced
                        ? List.of(
                                new ServiceStatus.Ingress(
                                        address, "", Json.Obj.of("ipMode", new Json.Text("VIP"))))
                        : List.<ServiceStatus.Ingress>of();
        var status = service.status();
        var actions = new ArrayList<Action>();
        actions.add(
                new Action.Emit(
                        balanced
                                ? event(
                                        service,
                                        "EnsuringLoadBalancer",
                                        "Ensuring load balancer",
                                        now)
                                : event(
                                        service,
                                        "DeletingLoadBalancer",
                                        "Deleting load balancer",
                                        now)));
        actions.add(
                new Action.UpdateStatus(
                        service.withStatus(
                                new ServiceStatus(
                                        new ServiceStatus.LoadBalancer(wanted),
                                        status.conditions(),
                                        status.rest())),
                        List.of()));
        actions.add(
                new Action.Emit(
                        balanced
                                ? event(
                                        service,
                                        "EnsuredLoadBalancer",
                                        "Ensured load balancer",
                                        now)
                                : event(
                                        service,
                                        "DeletedLoadBalancer",
                                        "Deleted load balancer",
                                        now)));
        return Plan.of(
                actions,
                List.of(
                        new Reason(
                                service.ref(),
                                service.meta().uid(),
                                NAME,
                                balanced
                                        ? "reached from outside under " + address
                                        : "no longer reached from outside",
                                List.of("type is " + service.spec().type()))),
                memory);
    }

    private static Event event(Service service, String reason, String message, Time now) {
        return Event.about(service, NAME, "", "Normal", reason, message, now.wall());
    }
}
