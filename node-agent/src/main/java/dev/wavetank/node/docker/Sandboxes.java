package dev.wavetank.node.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.PortBinding;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.node.runtime.PodIdentity;

import java.util.List;

/// Makes and ends sandboxes: a container that holds the network, the host name and the IPC
/// namespace of a pod and does nothing.
final class Sandboxes {
    /// The longest that Linux takes as a host name.
    private static final int HOSTNAME_MAX = 63;

    private final Engine engine;
    private final Owner owner;
    private final PodVolumes volumes;

    Sandboxes(Engine engine, Owner owner, PodVolumes volumes) {
        this.engine = engine;
        this.owner = owner;
        this.volumes = volumes;
    }

    /// Provides the sandbox of this attempt. What ran in one before it ends, and that one goes.
    void provide(PodIdentity identity, Pod pod, int attempt) {
        var client = engine.client();
        var listing = Listing.of(client, owner, identity.uid());
        if (listing.sandboxes().stream().anyMatch(each -> each.attempt() > attempt)) {
            return;
        }
        for (var each : listing.all()) {
            if (each.sandbox() < attempt && each.runs()) {
                Containers.kill(client, each.id());
            }
        }
        for (var each : listing.sandboxes()) {
            if (each.attempt() == attempt && each.runs()) {
                return;
            }
            Containers.remove(client, each.id());
        }
        engine.pause().provide();
        String id = create(client, identity, pod, attempt);
        try {
            client.startContainerCmd(id).exec();
            volumes.open(id, pod);
        } catch (RuntimeException failed) {
            Containers.remove(client, id);
            throw failed;
        }
    }

    private String create(DockerClient client, PodIdentity identity, Pod pod, int attempt) {
        var bindings = HostPorts.of(pod);
        var host =
                HostConfig.newHostConfig()
                        .withNetworkMode(identity.hostNetwork() ? "host" : "bridge")
                        .withIpcMode(flag(pod, "hostIPC") ? "host" : "shareable")
                        .withPidMode(flag(pod, "hostPID") ? "host" : "")
                        .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE))
                        .withSecurityOpts(List.of("no-new-privileges"))
                        .withMounts(volumes.forSandbox(pod))
                        .withPortBindings(bindings);
        var create =
                client.createContainerCmd(PauseImage.NAME)
                        .withName(Containers.name(owner, identity, "POD", attempt))
                        .withLabels(Labels.sandbox(owner, identity, attempt))
                        .withEntrypoint(PauseImage.COMMAND)
                        .withExposedPorts(
                                bindings.stream().map(PortBinding::getExposedPort).toList())
                        .withHostConfig(host);
        if (!identity.hostNetwork()) {
            create.withHostName(hostname(pod));
        }
        return create.exec().getId();
    }

    private static boolean flag(Pod pod, String name) {
        return SecuritySettings.flag(pod.spec().rest(), name);
    }

    private static String hostname(Pod pod) {
        String given = pod.spec().rest().text("hostname");
        String name = given.isEmpty() ? pod.meta().name() : given;
        return name.length() <= HOSTNAME_MAX ? name : name.substring(0, HOSTNAME_MAX);
    }

    /// Gives the pod's network back.
    void stop(String uid) {
        for (var each : Listing.of(engine.client(), owner, uid).sandboxes()) {
            if (each.runs()) {
                Containers.kill(engine.client(), each.id());
            }
        }
    }
}
