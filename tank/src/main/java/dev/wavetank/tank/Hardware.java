package dev.wavetank.tank;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.node.docker.DockerRuntime;
import dev.wavetank.node.runtime.ContainerFaults;
import dev.wavetank.node.runtime.ContainerRuntime;
import dev.wavetank.node.runtime.Listeners;
import dev.wavetank.node.simulated.SimulatedRuntime;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What a machine's containers live on, beside what its agent sees of them.
sealed interface Hardware {
    ContainerRuntime runtime();

    /// {@return what can be done to its containers}
    ///
    /// @throws IllegalArgumentException when that is not possible here
    ContainerFaults faults();

    /// {@return what modelled clients find here}
    Listeners listeners();

    /// Puts the containers back that these pods report.
    void restore(List<Pod> bound);

    /// Ends all containers, as the loss of power does.
    ///
    /// @return done when they have ended
    CompletableFuture<Void> powerOff();

    /// Lets go of the containers.
    void close();

    /// Modelled containers.
    record Simulated(SimulatedRuntime containers) implements Hardware {
        @Override
        public ContainerRuntime runtime() {
            return containers;
        }

        @Override
        public ContainerFaults faults() {
            return containers;
        }

        @Override
        public Listeners listeners() {
            return containers;
        }

        @Override
        public void restore(List<Pod> bound) {
            containers.restore(bound);
        }

        @Override
        public CompletableFuture<Void> powerOff() {
            containers.powerOff();
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {}
    }

    /// Containers of a Docker engine, which keeps them by itself.
    record Real(DockerRuntime containers) implements Hardware {
        @Override
        public ContainerRuntime runtime() {
            return containers;
        }

        @Override
        public ContainerFaults faults() {
            throw new IllegalArgumentException(
                    "faults of containers are for simulated nodes; this one has real containers");
        }

        /// They are not in the modelled network.
        @Override
        public Listeners listeners() {
            return (_, _) -> Listeners.Answer.SILENT;
        }

        @Override
        public void restore(List<Pod> bound) {}

        @Override
        public CompletableFuture<Void> powerOff() {
            return containers.powerOff();
        }

        @Override
        public void close() {
            containers.close();
        }
    }
}
