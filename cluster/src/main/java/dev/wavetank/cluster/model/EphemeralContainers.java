package dev.wavetank.cluster.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Containers that were added to a running pod to look into it: `kubectl debug`.
///
/// They are rare, so pods carry them among the fields that have no place of their own.
public final class EphemeralContainers {
    private static final Shape<Container> CONTAINER = Shape.of(Container.class);
    private static final Shape<ContainerStatus> STATUS = Shape.of(ContainerStatus.class);

    private EphemeralContainers() {}

    /// {@return those that a pod shall have}
    public static List<Container> of(PodSpec spec) {
        List<Container> containers = new ArrayList<>();
        for (Json each : spec.rest().array("ephemeralContainers")) {
            if (each instanceof Json.Obj object) {
                containers.add(CONTAINER.read(object, "spec.ephemeralContainers"));
            }
        }
        return Collections.unmodifiableList(containers);
    }

    /// {@return how they fare}
    public static List<ContainerStatus> of(PodStatus status) {
        List<ContainerStatus> statuses = new ArrayList<>();
        for (Json each : status.rest().array("ephemeralContainerStatuses")) {
            if (each instanceof Json.Obj object) {
                statuses.add(STATUS.read(object, "status.ephemeralContainerStatuses"));
            }
        }
        return Collections.unmodifiableList(statuses);
    }

    /// {@return the fields of a status without a place, with these statuses}
    public static Json.Obj with(Json.Obj rest, List<ContainerStatus> statuses) {
        if (statuses.isEmpty()) {
            return rest;
        }
        List<Json> written = new ArrayList<>();
        statuses.forEach(each -> written.add(STATUS.write(each)));
        return rest.with("ephemeralContainerStatuses", new Json.Arr(written));
    }
}
