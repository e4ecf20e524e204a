package dev.wavetank.scenarios.injection;

import dev.wavetank.apiserver.core.Submission;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.world.World;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/// The deletions of one pod-kill, asked of the API server until it took them all; then the fault is
/// over.
final class Kills {
    private static final String AUTHOR = "chaos";

    /// Chosen: how long until a deletion that was not taken is asked for again.
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Stage stage;
    private final ActiveFault fault;
    private final long grace;
    private final TreeSet<String> left = new TreeSet<>();

    /// @param grace in seconds
    Kills(Stage stage, ActiveFault fault, long grace) {
        this.stage = stage;
        this.fault = fault;
        this.grace = grace;
    }

    void begin(List<Pod> pods) {
        fault.goesOn();
        pods.forEach(pod -> left.add(pod.meta().uid()));
        pods.forEach(this::kill);
    }

    private void kill(Pod pod) {
        if (!fault.active() || !left.contains(pod.meta().uid())) {
            return;
        }
        var server = stage.tank.server();
        if (server == null) {
            again(pod, RETRY);
            return;
        }
        var delete =
                new Action.Delete(
                        pod.ref(),
                        pod.meta().uid(),
                        grace,
                        Action.Propagation.BACKGROUND,
                        List.of());
        // A server that crashes does not answer.
        var unanswered = again(pod, Link.PATIENCE);
        server.writes()
                .submit(
                        new Submission(delete, AUTHOR, false),
                        outcome ->
                                stage.world.post(
                                        "killed",
                                        () -> {
                                            unanswered.cancel();
                                            answered(pod, outcome);
                                        }));
    }

    private World.Cancellable again(Pod pod, Duration delay) {
        return stage.world.after("kill again", delay, () -> kill(pod));
    }

    private void answered(Pod pod, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted _ -> {
                fault.hit("pod " + pod.key());
                done(pod);
            }
            // It went by itself meanwhile, and a namesake may be there.
            case Outcome.Stale _ -> done(pod);
            case Outcome.Refused(var reason, _, _) -> {
                if (reason.equals("ServiceUnavailable")) {
                    again(pod, RETRY);
                } else {
                    done(pod);
                }
            }
            case Outcome.NotSent _, Outcome.Unknown _ -> again(pod, RETRY);
        }
    }

    private void done(Pod pod) {
        if (left.remove(pod.meta().uid())) {
            if (left.isEmpty()) {
                fault.end();
            }
        }
    }
}
