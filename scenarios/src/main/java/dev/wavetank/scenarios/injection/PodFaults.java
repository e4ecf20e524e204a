package dev.wavetank.scenarios.injection;

import dev.wavetank.apiserver.core.Submission;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.scenarios.faults.PodChaos;

import java.time.Duration;
import java.util.List;

/// Makes pods and their containers fail.
record PodFaults(Stage stage, Runtimes runtimes, ActiveFault fault) {
    private static final String AUTHOR = "chaos";

    /// SIGKILL.
    private static final int KILLED = 137;

    /// Chosen: how long until a pod-kill that the API server did not take is tried again.
    private static final Duration RETRY = Duration.ofSeconds(1);

    void hit(PodChaos chaos) {
        var pods =
                fault.chance.choose(
                        PodChoice.of(chaos.selector()).found(stage.state()),
                        chaos.mode(),
                        chaos.value(),
                        pod -> pod.key().toString());
        switch (chaos.action()) {
            case POD_KILL -> new Kills(chaos.gracePeriod(), pods.size()).begin(pods);
            case CONTAINER_KILL -> {
                for (var pod : pods) {
                    killContainers(pod, chaos.containerNames());
                }
                fault.endAfter(Duration.ZERO);
            }
            case POD_FAILURE -> throw new Refusal("it has no counterpart here yet");
        }
    }

    /// The deletions of one pod-kill: it is over when the API server took them all.
    private final class Kills {
        private final long grace;
        private int left;

        Kills(long grace, int left) {
            this.grace = grace;
            this.left = left;
        }

        void begin(List<Pod> pods) {
            for (var pod : pods) {
                kill(pod);
            }
        }

        private void kill(Pod pod) {
            if (!fault.active()) {
                return;
            }
            var server = stage.tank.server();
            if (server == null) {
                again(pod);
                return;
            }
            var delete =
                    new Action.Delete(
                            pod.ref(),
                            pod.meta().uid(),
                            grace,
                            Action.Propagation.BACKGROUND,
                            List.of());
            server.writes()
                    .submit(
                            new Submission(delete, AUTHOR, false),
                            outcome -> stage.world.post("killed", () -> answered(pod, outcome)));
        }

        private void again(Pod pod) {
            stage.world.after("kill again", RETRY, () -> kill(pod));
        }

        private void answered(Pod pod, Outcome outcome) {
            switch (outcome) {
                case Outcome.Accepted _ -> done(pod);
                // It went by itself meanwhile, or a namesake is there.
                case Outcome.Stale _ -> done(pod);
                case Outcome.Refused(var reason, _, _) -> {
                    if (reason.equals("ServiceUnavailable")) {
                        again(pod);
                    } else {
                        done(pod);
                    }
                }
                case Outcome.NotSent _, Outcome.Unknown _ -> again(pod);
            }
        }

        private void done(Pod pod) {
            fault.hit("pod " + pod.key());
            left--;
            if (left == 0) {
                fault.end();
            }
        }
    }

    private void killContainers(Pod pod, List<String> names) {
        var all = pod.spec().containers();
        var wanted = names.isEmpty() ? List.of(all.getFirst().name()) : names;
        for (String name : wanted) {
            if (all.stream().noneMatch(each -> each.name().equals(name))) {
                throw new Refusal(
                        "pod "
                                + pod.key()
                                + " has no container "
                                + name
                                + "; it has "
                                + all.stream().map(each -> each.name()).toList());
            }
        }
        String node = pod.spec().nodeName();
        if (node.isEmpty()) {
            return;
        }
        for (var run : runtimes.running(node)) {
            if (run.id().uid().equals(pod.meta().uid()) && wanted.contains(run.id().name())) {
                runtimes.end(node, run.id(), KILLED, "Error");
                fault.hit(run.toString());
            }
        }
    }
}
