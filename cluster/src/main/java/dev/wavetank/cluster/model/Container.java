package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A container of a pod as it is asked for.
///
/// @param restartPolicy `Always` makes an init container a sidecar; null otherwise
public record Container(
        @Wire(always = true) String name,
        String image,
        String imagePullPolicy,
        @Nullable String restartPolicy,
        List<ContainerPort> ports,
        ResourceRequirements resources,
        @Nullable Probe livenessProbe,
        @Nullable Probe readinessProbe,
        @Nullable Probe startupProbe,
        Json.Obj rest) {
    public Container {
        ports = List.copyOf(ports);
    }
}
