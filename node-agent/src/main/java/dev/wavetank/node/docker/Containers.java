package dev.wavetank.node.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;

import dev.wavetank.node.runtime.PodIdentity;

import java.time.Duration;

/// What is done to any container of the engine. One that is gone is as good as ended.
final class Containers {
    private Containers() {}

    /// {@return a name that says what it is in `docker ps`, as the kubelet's did}
    static String name(Owner owner, PodIdentity pod, String container, int attempt) {
        return String.join(
                "_",
                "wavetank",
                owner.cluster(),
                container,
                pod.name(),
                pod.namespace(),
                pod.uid(),
                Integer.toString(attempt));
    }

    static void kill(DockerClient client, String id) {
        try {
            client.killContainerCmd(id).exec();
        } catch (NotFoundException | ConflictException over) {
            // It does not run.
        }
    }

    /// Asks it to end, and kills it after the grace period; returns when it has ended.
    static void stop(DockerClient client, String id, Duration grace) {
        try {
            int seconds = (int) Math.min(Integer.MAX_VALUE, grace.plusMillis(999).toSeconds());
            client.stopContainerCmd(id).withTimeout(seconds).exec();
        } catch (NotFoundException | NotModifiedException over) {
            // It does not run.
        }
    }

    /// Removes it with all that only it has, whether it runs or not.
    static void remove(DockerClient client, String id) {
        try {
            client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
        } catch (NotFoundException gone) {
            // As it should be.
        } catch (ConflictException underWay) {
            // Somebody removes it already.
        }
    }
}
