package dev.wavetank.node;

import dev.wavetank.cluster.world.Time;
import dev.wavetank.node.Effort.Image;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.Result;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/// What the answer to a command means for the pod: pure, as the rest of the lifecycle.
///
/// @param memory what to remember from now on
/// @param events what to tell the user
record Answers(PodMemory memory, List<Told> events) {
    /// Between tries at a sandbox or a start that failed; upstream's backOffPeriod.
    private static final Duration RETRY = Duration.ofSeconds(10);

    static Answers to(Command command, Result result, PodMemory memory, Time now) {
        return switch (command) {
            case Command.Pull pull -> pulled(pull, result, memory, now);
            case Command.Start start -> started(start, result, memory, now);
            case Command.Sandbox sandbox -> sandbox(sandbox, result, memory, now);
            case Command.StopSandbox _,
                    Command.PreStop _,
                    Command.Stop _,
                    Command.Remove _,
                    Command.Probe _,
                    Command.Logs _,
                    Command.Exec _,
                    Command.Attach _,
                    Command.Connect _,
                    Command.Stats _ ->
                    new Answers(memory, List.of());
        };
    }

    private static Answers pulled(Command.Pull pull, Result result, PodMemory memory, Time now) {
        var effort = memory.effort(pull.container());
        if (!(effort.image() instanceof Image.Asked(var attempt, var before))) {
            return new Answers(memory, List.of());
        }
        if (result instanceof Result.Pulled done) {
            return new Answers(
                    memory.with(pull.container(), effort.with(new Image.Ready(attempt))),
                    List.of(
                            Told.normal(
                                    "Pulled",
                                    "Successfully pulled image \""
                                            + pull.image()
                                            + "\" in "
                                            + duration(done.took())
                                            + " ("
                                            + duration(done.waited())
                                            + " including waiting). Image size: "
                                            + done.bytes()
                                            + " bytes.",
                                    pull.container())));
        }
        var failure = failure(result, "ErrImagePull");
        var backOff = Restarts.next(before == null ? Duration.ZERO : before.backOff());
        return new Answers(
                memory.with(
                        pull.container(),
                        effort.with(
                                new Image.Failed(
                                        attempt,
                                        now,
                                        backOff,
                                        failure.reason(),
                                        failure.message(),
                                        false))),
                List.of(
                        Told.warning(
                                "Failed",
                                "Failed to pull image \""
                                        + pull.image()
                                        + "\": "
                                        + failure.message(),
                                pull.container()),
                        Told.warning("Failed", "Error: " + failure.reason(), pull.container())));
    }

    private static Answers started(Command.Start start, Result result, PodMemory memory, Time now) {
        String name = start.spec().name();
        var effort = memory.effort(name);
        if (effort.start() == null || effort.start().attempt() != start.attempt()) {
            return new Answers(memory, List.of());
        }
        if (result instanceof Result.Done) {
            return new Answers(
                    memory,
                    List.of(
                            Told.normal("Created", "Container created", name),
                            Told.normal("Started", "Container started", name)));
        }
        var failure = failure(result, "RunContainerError");
        return new Answers(
                memory.with(
                        name,
                        effort.with(new Effort.Start(start.attempt(), now.plus(RETRY), failure))),
                List.of(Told.warning("Failed", "Error: " + failure.message(), name)));
    }

    private static Answers sandbox(
            Command.Sandbox sandbox, Result result, PodMemory memory, Time now) {
        var asked = memory.sandbox();
        if (result instanceof Result.Done
                || asked == null
                || asked.attempt() != sandbox.attempt()) {
            return new Answers(memory, List.of());
        }
        var failure = failure(result, "CreatePodSandboxError");
        return new Answers(
                memory.with(
                        new PodMemory.SandboxAsked(asked.attempt(), asked.at(), now.plus(RETRY))),
                List.of(
                        failure.reason().equals("FailedMount")
                                ? Told.warning("FailedMount", failure.message(), "")
                                : Told.warning(
                                        "FailedCreatePodSandBox",
                                        "Failed to create pod sandbox: " + failure.message(),
                                        "")));
    }

    private static Effort.Failure failure(Result result, String otherwise) {
        return switch (result) {
            case Result.Failed(var reason, var message) ->
                    new Effort.Failure(reason.isEmpty() ? otherwise : reason, message);
            case Result.Unsupported(var what) ->
                    new Effort.Failure(otherwise, "this runtime does not support " + what);
            case Result.Done _, Result.Pulled _, Result.Log _, Result.Usage _, Result.Opened _ ->
                    new Effort.Failure(otherwise, "the runtime answered " + result);
        };
    }

    /// {@return the time as Go prints one: `500ms`, `1.2s`}
    static String duration(Duration time) {
        long millis = time.toMillis();
        if (millis < 1000) {
            return millis + "ms";
        }
        String rest = BigDecimal.valueOf(millis % 60_000, 3).stripTrailingZeros().toPlainString();
        return (millis >= 60_000 ? millis / 60_000 + "m" : "") + rest + "s";
    }
}
