package dev.wavetank.tank;

import dev.wavetank.controllers.ServiceAccounts;
import dev.wavetank.controllers.ServiceAddresses;
import dev.wavetank.controllers.endpoints.EndpointSlices;
import dev.wavetank.controllers.replicas.ReplicaSets;
import dev.wavetank.controllers.rollout.Deployments;
import dev.wavetank.scheduler.Profile;
import dev.wavetank.scheduler.Scheduler;

import java.util.ArrayList;
import java.util.List;

/// Which components a cluster has.
final class Parts {
    private Parts() {}

    static List<Component> of(Blueprint blueprint) {
        var parts = new ArrayList<Component>();
        parts.add(Component.of("scheduler", () -> new Scheduler(Profile.DEFAULT)));
        parts.add(Component.of(Deployments.NAME, Deployments::new));
        parts.add(Component.of(ReplicaSets.NAME, ReplicaSets::new));
        parts.add(Component.of(EndpointSlices.NAME, EndpointSlices::new));
        parts.add(Component.of(ServiceAccounts.NAME, ServiceAccounts::new));
        parts.add(Component.of(ServiceAddresses.NAME, () -> new ServiceAddresses("127.0.0.1")));
        return parts;
    }
}
