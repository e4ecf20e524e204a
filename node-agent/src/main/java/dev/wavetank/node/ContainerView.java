package dev.wavetank.node;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.ContainerState;
import dev.wavetank.cluster.model.ContainerStatus;
import dev.wavetank.cluster.model.EphemeralContainers;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.node.runtime.ObservedContainer;
import dev.wavetank.node.runtime.ObservedPod;
import dev.wavetank.node.runtime.ProbeKind;
import dev.wavetank.node.runtime.ProbeReport;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/// All that is known of one container: as asked for, as the runtime sees it, as last reported.
///
/// @param init whether it stands under `initContainers`
/// @param latest its newest run; one that only the status knows of counts as ended
/// @param previous the run before that, if the runtime still has it
/// @param reported its status in the API server, if it has one
record ContainerView(
        Container spec,
        boolean init,
        @Nullable ObservedContainer latest,
        @Nullable ObservedContainer previous,
        @Nullable ContainerStatus reported) {
    private static final String LOST =
            "The container could not be located when the pod was terminated";

    static ContainerView of(
            Container spec, boolean init, Pod pod, @Nullable ObservedPod observed, Time now) {
        var statuses =
                init ? pod.status().initContainerStatuses() : pod.status().containerStatuses();
        return of(spec, init, statuses, observed, now);
    }

    /// {@return all that is known of a container that was added to look into the pod}
    static ContainerView ephemeral(
            Container spec, Pod pod, @Nullable ObservedPod observed, Time now) {
        return of(spec, false, EphemeralContainers.of(pod.status()), observed, now);
    }

    private static ContainerView of(
            Container spec,
            boolean init,
            List<ContainerStatus> statuses,
            @Nullable ObservedPod observed,
            Time now) {
        ContainerStatus reported = reported(statuses, spec.name());
        ObservedContainer latest = observed == null ? null : observed.latest(spec.name());
        ObservedContainer previous =
                latest == null || observed == null
                        ? null
                        : observed.run(spec.name(), latest.attempt() - 1);
        if (reported != null && !reported.containerID().isEmpty()) {
            if (latest == null) {
                latest = lost(reported, now);
            } else if (previous == null && reported.restartCount() == latest.attempt() - 1) {
                previous = lost(reported, now);
            }
        }
        return new ContainerView(spec, init, latest, previous, reported);
    }

    private static @Nullable ContainerStatus reported(List<ContainerStatus> statuses, String name) {
        for (var status : statuses) {
            if (status.name().equals(name)) {
                return status;
            }
        }
        return null;
    }

    /// A run that was reported and that the runtime does not have: 137 and the reason are
    /// upstream's.
    private static ObservedContainer lost(ContainerStatus reported, Time now) {
        var ended = reported.state().terminated();
        if (ended == null && reported.state().running() == null) {
            ended = reported.lastState().terminated();
        }
        var running = reported.state().running();
        Instant second = now.wall().truncatedTo(ChronoUnit.SECONDS);
        return new ObservedContainer(
                reported.name(),
                reported.restartCount(),
                -1,
                ObservedContainer.State.EXITED,
                reported.containerID(),
                reported.image(),
                reported.imageID(),
                ended != null ? ended.startedAt() : running != null ? running.startedAt() : null,
                ended != null ? Objects.requireNonNullElse(ended.finishedAt(), second) : second,
                ended != null ? ended.exitCode() : 137,
                ended != null ? ended.reason() : "ContainerStatusUnknown",
                ended != null ? ended.message() : LOST,
                Collections.unmodifiableSortedMap(new TreeMap<>()));
    }

    String name() {
        return spec.name();
    }

    /// {@return whether it is an init container that keeps running beside the others}
    boolean sidecar() {
        return init && "Always".equals(spec.restartPolicy());
    }

    boolean alive() {
        return latest != null && latest.alive();
    }

    boolean running() {
        return latest != null && latest.running();
    }

    boolean exited() {
        return latest != null && latest.exited();
    }

    boolean succeeded() {
        return latest != null && latest.exited() && latest.exitCode() == 0;
    }

    /// {@return whether its newest run belongs to this sandbox}
    boolean in(int sandbox) {
        return latest != null && latest.sandbox() == sandbox;
    }

    /// {@return the run that its status tells of: one that does not run yet is not worth a write}
    @Nullable ObservedContainer shown() {
        return latest == null || latest.state() != ObservedContainer.State.CREATED
                ? latest
                : previous;
    }

    int attempt() {
        return latest == null ? -1 : latest.attempt();
    }

    int restartCount() {
        var run = shown();
        return run != null ? run.attempt() : reported != null ? reported.restartCount() : 0;
    }

    /// {@return the attempt of the run to start next}
    int nextAttempt() {
        return latest != null ? latest.attempt() + 1 : restartCount();
    }

    boolean started() {
        return running()
                && (spec.startupProbe() == null
                        || passes(
                                ProbeKind.STARTUP,
                                reported != null && Boolean.TRUE.equals(reported.started())));
    }

    boolean ready() {
        if (init && !sidecar()) {
            return succeeded();
        }
        return started()
                && (spec.readinessProbe() == null
                        || passes(ProbeKind.READINESS, reported != null && reported.ready()));
    }

    /// Until an agent that was restarted has probed a run, what was reported of it holds.
    private boolean passes(ProbeKind kind, boolean before) {
        var verdict = verdict(kind);
        if (verdict == null) {
            return before
                    && latest != null
                    && reported != null
                    && latest.id().equals(reported.containerID());
        }
        return verdict == ProbeReport.Verdict.PASSING;
    }

    ProbeReport.@Nullable Verdict verdict(ProbeKind kind) {
        var report = latest == null ? null : latest.probe(kind);
        return report == null ? null : report.verdict();
    }

    /// {@return how a run ended, as its status says it}
    static ContainerState terminated(ObservedContainer run) {
        return ContainerState.terminated(
                new ContainerState.Terminated(
                        run.exitCode(),
                        0,
                        run.reason(),
                        run.message(),
                        second(run.startedAt()),
                        second(run.finishedAt()),
                        run.id()));
    }

    static @Nullable Instant second(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS);
    }

    /// {@return how the run before the newest ended}
    ContainerState lastState() {
        var run = shown();
        if (run != null && run.equals(latest) && previous != null && previous.exited()) {
            return terminated(previous);
        } else if (reported == null) {
            return ContainerState.NONE;
        }
        boolean newRun = run != null && reported.restartCount() < run.attempt();
        return newRun && reported.state().terminated() != null
                ? reported.state()
                : reported.lastState();
    }
}
