package dev.wavetank.node.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Ip;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.PodStatus;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.node.config.Environment;
import dev.wavetank.node.config.References;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.Result;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/// Starts the runs of containers.
final class Runs {
    /// The kubelet's containerLogMaxSize and containerLogMaxFiles.
    private static final LogConfig LOG =
            new LogConfig(
                    LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "10m", "max-file", "5"));

    private final Engine engine;
    private final Owner owner;
    private final PodVolumes volumes;
    private final long nodeMemory;

    Runs(Engine engine, Owner owner, PodVolumes volumes, long nodeMemory) {
        this.engine = engine;
        this.owner = owner;
        this.volumes = volumes;
        this.nodeMemory = nodeMemory;
    }

    /// Starts a run, once however often it is asked for.
    ///
    /// @param ip the pod's address, which its status may not have yet
    Result start(Command.Start start, Pod pod, String ip, ClusterState cluster) {
        var client = engine.client();
        var listing = Listing.of(client, owner, start.pod().uid());
        Listing.Entry sandbox = null;
        for (var each : listing.sandboxes()) {
            sandbox = each.attempt() == start.sandbox() && each.runs() ? each : sandbox;
        }
        if (sandbox == null) {
            return new Result.Failed("CreateContainerError", "the pod's sandbox is gone");
        }
        String name = start.spec().name();
        var known = listing.run(name, start.attempt());
        if (known != null && !known.state().equals("created")) {
            return new Result.Done();
        }
        String id;
        try {
            id =
                    known != null
                            ? known.id()
                            : create(client, start, withIp(pod, ip), sandbox.id(), cluster);
        } catch (Refusal refusal) {
            return refusal.result;
        } catch (NotFoundException missing) {
            return missingImage(start.spec(), missing);
        } catch (RuntimeException failed) {
            return new Result.Failed("CreateContainerError", EngineErrors.message(failed));
        }
        try {
            client.startContainerCmd(id).exec();
        } catch (RuntimeException failed) {
            return new Result.Failed("RunContainerError", EngineErrors.message(failed));
        }
        // One dead run is kept for its log, as the kubelet's maxPerPodContainer has it.
        for (var each : listing.runs(name)) {
            if (each.attempt() < start.attempt() - 1) {
                Containers.remove(client, each.id());
            }
        }
        return new Result.Done();
    }

    private static Result missingImage(Container spec, NotFoundException missing) {
        return spec.imagePullPolicy().equals("Never")
                ? new Result.Failed(
                        "ErrImageNeverPull",
                        "Container image \""
                                + spec.image()
                                + "\" is not present with pull policy of Never")
                : new Result.Failed("CreateContainerError", EngineErrors.message(missing));
    }

    /// A container that the node will not make.
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Result.Failed result;

        Refusal(String reason, String message) {
            super(message, null, false, false);
            result = new Result.Failed(reason, message);
        }
    }

    private static Pod withIp(Pod pod, String ip) {
        var old = pod.status();
        return ip.isEmpty() || !old.podIP().isEmpty()
                ? pod
                : pod.withStatus(
                        new PodStatus(
                                old.phase(),
                                old.conditions(),
                                old.message(),
                                old.reason(),
                                old.hostIP(),
                                old.hostIPs(),
                                ip,
                                List.of(new Ip(ip)),
                                old.startTime(),
                                old.initContainerStatuses(),
                                old.containerStatuses(),
                                old.qosClass(),
                                old.observedGeneration(),
                                old.rest()));
    }

    private String create(
            DockerClient client,
            Command.Start start,
            Pod pod,
            String sandbox,
            ClusterState cluster) {
        var spec = start.spec();
        String missing = References.missing(pod, spec, cluster);
        if (missing != null) {
            throw new Refusal("CreateContainerConfigError", missing);
        }
        var security = SecuritySettings.of(pod, spec);
        var config = client.inspectImageCmd(spec.image()).exec().getConfig();
        volumes.refresh(sandbox, pod, cluster);
        String imageUser = config == null ? "" : Objects.requireNonNullElse(config.getUser(), "");
        String refusal = security.rootRefusal(imageUser, spec.name(), pod);
        if (refusal != null) {
            throw new Refusal("CreateContainerConfigError", refusal);
        }
        var create =
                client.createContainerCmd(spec.image())
                        .withName(Containers.name(owner, start.pod(), spec.name(), start.attempt()))
                        .withLabels(
                                Labels.container(
                                        owner,
                                        start.pod(),
                                        spec.name(),
                                        start.attempt(),
                                        start.sandbox()))
                        .withHostConfig(host(pod, spec, security, sandbox));
        program(create, spec, security.user(), Environment.given(pod, spec, cluster));
        return create.exec().getId();
    }

    private HostConfig host(Pod pod, Container spec, SecuritySettings security, String sandbox) {
        String shared = "container:" + sandbox;
        var host =
                HostConfig.newHostConfig()
                        .withNetworkMode(shared)
                        .withIpcMode(flag(pod, "hostIPC") ? "host" : shared)
                        .withPidMode(
                                flag(pod, "hostPID")
                                        ? "host"
                                        : flag(pod, "shareProcessNamespace") ? shared : "")
                        .withLogConfig(LOG);
        security.applyTo(host);
        ResourceSettings.applyTo(host, pod, spec, nodeMemory);
        volumes.mount(host, pod, spec);
        return host;
    }

    private static boolean flag(Pod pod, String name) {
        return SecuritySettings.flag(pod.spec().rest(), name);
    }

    private static void program(
            CreateContainerCmd create,
            Container spec,
            @Nullable String user,
            SortedMap<String, String> variables) {
        var command = Environment.words(spec, "command", variables);
        var arguments = Environment.words(spec, "args", variables);
        if (!command.isEmpty()) {
            create.withEntrypoint(command);
        }
        if (!arguments.isEmpty()) {
            create.withCmd(arguments);
        }
        var environment = new ArrayList<String>();
        variables.forEach((name, value) -> environment.add(name + "=" + value));
        create.withEnv(environment)
                .withTty(SecuritySettings.flag(spec.rest(), "tty"))
                .withStdinOpen(SecuritySettings.flag(spec.rest(), "stdin"))
                .withStdInOnce(SecuritySettings.flag(spec.rest(), "stdinOnce"));
        if (user != null) {
            create.withUser(user);
        }
        String folder = spec.rest().text("workingDir");
        if (!folder.isEmpty()) {
            create.withWorkingDir(folder);
        }
    }
}
