package dev.wavetank.node.runtime;

import dev.wavetank.cluster.model.Container;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What can be asked of a runtime: the closed list. Each may be sent again without harm.
public sealed interface Command {
    /// Fetches an image; answered by [Result.Pulled] also when it is there already.
    ///
    /// @param container the container that needs it
    record Pull(PodIdentity pod, String container, String image) implements Command {}

    /// Makes the network and the frame of a pod.
    ///
    /// @param attempt counts from 0; a higher one replaces a sandbox that is no longer ready
    record Sandbox(PodIdentity pod, int attempt) implements Command {}

    /// Gives the pod's network back; its ended containers and their logs stay.
    record StopSandbox(String uid) implements Command {}

    /// Starts a container; answered when it runs.
    ///
    /// @param sandbox the attempt of the sandbox it belongs to
    /// @param init whether it has to end before the others start
    record Start(PodIdentity pod, int sandbox, int attempt, Container spec, boolean init)
            implements Command {
        public ContainerId id() {
            return new ContainerId(pod.uid(), spec.name(), attempt);
        }
    }

    /// Runs a container's `preStop` hook ahead of its [Stop], which then waits only for what is
    /// left of it: hooks of sidecars run while the pod's own containers end.
    record PreStop(ContainerId id) implements Command {}

    /// Ends a container: its `preStop` hook, then SIGTERM; SIGKILL when the grace period is over,
    /// but not before the container had two seconds. Answered when that has begun. Of two grace
    /// periods the shorter holds.
    ///
    /// @param grace for hook and reaction together
    record Stop(ContainerId id, Duration grace) implements Command {}

    /// Forgets a pod: its sandbox, its ended containers and their logs. What still runs is killed.
    record Remove(String uid) implements Command {}

    /// Probes a container from now on, first at the later of now and its start plus
    /// `initialDelaySeconds`, then every `periodSeconds` until it ends, or for [ProbeKind#STARTUP]
    /// until it passes. What comes of it is in [ObservedContainer#probes()].
    record Probe(ContainerId id, ProbeKind kind, dev.wavetank.cluster.model.Probe spec)
            implements Command {}

    /// Reads what a container wrote; answered by [Result.Log].
    ///
    /// @param previous whether the run before the latest is meant
    /// @param tail only so many of the last lines; null for all
    /// @param since only lines from this time on; null for all
    /// @param after only lines after this position; 0 for all
    /// @param await whether to answer only when there is a line or will be none: to follow a log,
    ///   ask again with [Result.Log#next()]
    record Logs(
            String uid,
            String container,
            boolean previous,
            @Nullable Integer tail,
            @Nullable Instant since,
            long after,
            boolean await)
            implements Command {}

    /// Runs a program beside a container's own; answered by [Result.Opened]. Sent again it would be
    /// run again, but nothing runs before its conversation has begun.
    ///
    /// @param stdin whether it can read anything
    /// @param tty whether it has a terminal
    record Exec(String uid, String container, List<String> argv, boolean stdin, boolean tty)
            implements Command {
        public Exec {
            argv = List.copyOf(argv);
        }
    }

    /// Joins a container's own program; answered by [Result.Opened].
    record Attach(String uid, String container, boolean stdin, boolean tty) implements Command {}

    /// Connects to a port inside of a pod; answered by [Result.Opened].
    record Connect(String uid, int port) implements Command {}

    /// Asks what the containers of a pod use; answered by [Result.Usage].
    record Stats(String uid) implements Command {}
}
