package dev.wavetank.node;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.PodStatus;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.World;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.ContainerRuntime;
import dev.wavetank.node.runtime.Observed;
import dev.wavetank.node.runtime.Result;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Carries out the plans for one pod: commands to the runtime, at most one write to the API server
/// at a time, and a timer for the next look.
final class PodWorker {
    private static final Duration RETRY_FIRST = Duration.ofMillis(10);
    private static final Duration RETRY_MAX = Duration.ofSeconds(10);

    /// The kubelet's `syncPeriod` of its status manager: what others made of a status is put right
    /// no more often. Else an agent whose node is thought to be gone and the controller that marks
    /// its pods not ready would write against each other as fast as they can.
    private static final Duration CORRECTION = Duration.ofSeconds(10);

    private final PodLifecycle lifecycle;
    private final String node;
    private final World world;
    private final Api api;
    private final ContainerRuntime runtime;
    private final Consumer<PodWorker> lookAgain;
    private Pod pod;
    private PodMemory memory = PodMemory.START;
    private boolean gone;
    private boolean writing;
    private boolean deleteAccepted;
    private int failures;
    private @Nullable PodStatus sent;
    private long sentVersion;
    private @Nullable Time sentAt;
    private World.@Nullable Cancellable timer;

    /// @param lookAgain asks for [#look] in a turn that is to come
    PodWorker(
            PodLifecycle lifecycle,
            String node,
            World world,
            Api api,
            ContainerRuntime runtime,
            Pod pod,
            Consumer<PodWorker> lookAgain) {
        this.lifecycle = lifecycle;
        this.node = node;
        this.world = world;
        this.api = api;
        this.runtime = runtime;
        this.pod = pod;
        this.lookAgain = lookAgain;
    }

    Pod pod() {
        return pod;
    }

    String uid() {
        return pod.meta().uid();
    }

    /// {@return whether it counts against what the node has}
    boolean takesRoom() {
        return !gone && !pod.finished() && memory.ending() == null;
    }

    /// Takes in what the API server holds, unless that is older than what it answered.
    void saw(Pod seen) {
        if (seen.meta().resourceVersion() >= pod.meta().resourceVersion()) {
            pod = seen;
        }
        lookAgain.accept(this);
    }

    /// The API server holds it no longer.
    void vanished() {
        gone = true;
        lookAgain.accept(this);
    }

    /// Ends the pod, which is then `Failed`.
    void end(PodMemory.Ending why, Told told) {
        memory = memory.with(why);
        tell(List.of(told));
        lookAgain.accept(this);
    }

    /// Plans and carries out.
    ///
    /// @return whether nothing is left to do for it, ever
    boolean look(Observed observed) {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        var seen = observed.pods().get(uid());
        var plan = lifecycle.plan(desired(), seen, observed.images(), memory, world.now());
        memory = plan.memory();
        plan.commands().forEach(this::perform);
        tell(plan.events());
        if (!plan.reasons().isEmpty()) {
            api.explain(plan.reasons());
        }
        if (plan.wakeAt() != null) {
            lookAt(plan.wakeAt());
        }
        if (gone) {
            if (plan.done()) {
                perform(new Command.Remove(uid()));
            }
            return plan.done();
        }
        write(plan);
        return false;
    }

    /// A pod that vanished is one that is being deleted.
    private Pod desired() {
        return gone && !pod.deleting()
                ? pod.withMeta(
                        pod.meta()
                                .withDeletion(
                                        world.now().wall(),
                                        pod.spec().terminationGracePeriodSeconds()))
                : pod;
    }

    private void write(PodPlan plan) {
        if (writing || plan.hold()) {
            return;
        }
        // What the server made of a status is not asked for again and again.
        boolean same =
                plan.status().equals(pod.status())
                        || (plan.status().equals(sent)
                                && sentVersion == pod.meta().resourceVersion());
        if (!same && !correctsTooSoon(plan)) {
            submit(
                    new Action.UpdateStatus(pod.withStatus(plan.status()), List.of()),
                    written -> {
                        sent = plan.status();
                        sentAt = world.now();
                        sentVersion = written.meta().resourceVersion();
                    });
        } else if (same && plan.done() && pod.deleting() && !deleteAccepted) {
            submit(Action.Delete.now(pod), _ -> deleteAccepted = true);
        }
    }

    /// A status that says what was sent already is there for what somebody else wrote.
    private boolean correctsTooSoon(PodPlan plan) {
        if (sent == null || sentAt == null || !timeless(plan.status()).equals(timeless(sent))) {
            return false;
        }
        var due = sentAt.plus(CORRECTION);
        if (!world.now().before(due)) {
            return false;
        }
        if (timer == null || plan.wakeAt() == null || due.before(plan.wakeAt())) {
            lookAt(due);
        }
        return true;
    }

    private static PodStatus timeless(PodStatus status) {
        return status.withConditions(
                status.conditions().stream().map(condition -> condition.since(null)).toList());
    }

    private void lookAt(Time at) {
        if (timer != null) {
            timer.cancel();
        }
        timer = world.after("pod", at.since(world.now()), () -> lookAgain.accept(this));
    }

    private void submit(Action action, Consumer<Resource> accepted) {
        writing = true;
        api.submit(
                action,
                outcome -> {
                    writing = false;
                    answered(outcome, accepted);
                });
    }

    private void answered(Outcome outcome, Consumer<Resource> accepted) {
        switch (outcome) {
            case Outcome.Accepted(_, var object, var isGone) -> {
                failures = 0;
                accepted.accept(object);
                if (isGone) {
                    vanished();
                } else if (object instanceof Pod written) {
                    saw(written);
                }
            }
            case Outcome.Unknown(_, var settles) -> again(settles);
            case Outcome.Stale _, Outcome.Refused _, Outcome.NotSent _ -> again(retry());
        }
    }

    private Duration retry() {
        var delay = RETRY_FIRST.multipliedBy(1L << Math.min(failures++, 12));
        return delay.compareTo(RETRY_MAX) < 0 ? delay : RETRY_MAX;
    }

    private void again(Duration delay) {
        // Nothing is written meanwhile: what is new would meet the same answer.
        writing = true;
        world.after(
                "write again",
                delay,
                () -> {
                    writing = false;
                    lookAgain.accept(this);
                });
    }

    private void perform(Command command) {
        runtime.perform(
                command, result -> world.post("runtime result", () -> answered(command, result)));
    }

    private void answered(Command command, Result result) {
        var answers = Answers.to(command, result, memory, world.now());
        memory = answers.memory();
        tell(answers.events());
        lookAgain.accept(this);
    }

    private void tell(List<Told> events) {
        for (var told : events) {
            api.submit(new Action.Emit(PodEvents.of(pod, told, node, world.now().wall())), _ -> {});
        }
    }
}
