package dev.wavetank.apiserver.tables;

import dev.wavetank.cluster.model.Condition;
import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.ContainerState;
import dev.wavetank.cluster.model.ContainerStatus;
import dev.wavetank.cluster.model.Pod;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// A pod in a few words, found as upstream's `printPod` finds them.
///
/// @param ready how many containers are ready
/// @param containers how many containers shall be, sidecars included
/// @param word `Running`, `CrashLoopBackOff`, `Init:0/1`, `Terminating`, ...
/// @param restarts how often containers were restarted
/// @param restarted when one last ended before it was restarted; null when that is not known
record PodSummary(
        int ready, int containers, String word, int restarts, @Nullable Instant restarted) {

    /// What is known after some of the containers were looked at.
    private static final class Tally {
        int ready;
        int restarts;
        @Nullable Instant restarted;
        String word;

        Tally(String word) {
            this.word = word;
        }

        void count(ContainerStatus status) {
            restarts += status.restartCount();
            var ended = status.lastState().terminated();
            if (ended != null && ended.finishedAt() != null) {
                Instant at = ended.finishedAt();
                restarted = restarted == null || restarted.isBefore(at) ? at : restarted;
            }
        }
    }

    static PodSummary of(Pod pod) {
        var status = pod.status();
        var scheduled = Condition.find(status.conditions(), "PodScheduled");
        String word = status.reason().isEmpty() ? status.phase() : status.reason();
        if (scheduled != null && scheduled.reason().equals("SchedulingGated")) {
            word = "SchedulingGated";
        }
        var tally = new Tally(word);
        var sidecars = pod.spec().initContainers().stream().filter(PodSummary::restarts).toList();
        boolean initializing = initialize(pod, sidecars, tally);
        if (!initializing || Condition.isTrue(status.conditions(), "Initialized")) {
            run(pod, sidecars, tally);
        }
        if (pod.deleting() && status.reason().equals("NodeLost")) {
            tally.word = "Unknown";
        } else if (pod.deleting() && !pod.finished()) {
            tally.word = "Terminating";
        }
        return new PodSummary(
                tally.ready,
                pod.spec().containers().size() + sidecars.size(),
                tally.word,
                tally.restarts,
                tally.restarted);
    }

    private static boolean restarts(Container container) {
        return "Always".equals(container.restartPolicy());
    }

    /// {@return whether an init container is still to end}
    private static boolean initialize(Pod pod, List<Container> sidecars, Tally tally) {
        var statuses = pod.status().initContainerStatuses();
        for (int i = 0; i < statuses.size(); i++) {
            var status = statuses.get(i);
            tally.count(status);
            var ended = status.state().terminated();
            if (ended != null && ended.exitCode() == 0) {
                continue;
            }
            if (isOneOf(status, sidecars) && Boolean.TRUE.equals(status.started())) {
                tally.ready += status.ready() ? 1 : 0;
                continue;
            }
            var waiting = status.state().waiting();
            if (ended != null) {
                tally.word = "Init:" + end(ended);
            } else if (waiting != null
                    && !waiting.reason().isEmpty()
                    && !waiting.reason().equals("PodInitializing")) {
                tally.word = "Init:" + waiting.reason();
            } else {
                tally.word = "Init:" + i + "/" + pod.spec().initContainers().size();
            }
            return true;
        }
        return false;
    }

    private static void run(Pod pod, List<Container> sidecars, Tally tally) {
        tally.restarts = 0;
        tally.restarted = null;
        for (var status : pod.status().initContainerStatuses()) {
            if (isOneOf(status, sidecars)) {
                tally.count(status);
            }
        }
        boolean running = false;
        for (var status : pod.status().containerStatuses().reversed()) {
            tally.count(status);
            var waiting = status.state().waiting();
            var ended = status.state().terminated();
            if (waiting != null && !waiting.reason().isEmpty()) {
                tally.word = waiting.reason();
            } else if (ended != null) {
                tally.word = end(ended);
            } else if (status.ready() && status.state().running() != null) {
                running = true;
                tally.ready++;
            }
        }
        if (tally.word.equals("Completed") && running) {
            tally.word = pod.ready() ? "Running" : "NotReady";
        }
    }

    private static boolean isOneOf(ContainerStatus status, List<Container> containers) {
        return containers.stream().anyMatch(each -> each.name().equals(status.name()));
    }

    private static String end(ContainerState.Terminated ended) {
        if (!ended.reason().isEmpty()) {
            return ended.reason();
        }
        return ended.signal() != 0 ? "Signal:" + ended.signal() : "ExitCode:" + ended.exitCode();
    }
}
