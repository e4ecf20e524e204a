package dev.wavetank.tank;

import dev.wavetank.apiserver.requests.Logs;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.world.World;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.ContainerRuntime;
import dev.wavetank.node.runtime.Result;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;

/// Fetches logs from the machines: what the API server's `/log` gets from a kubelet upstream.
///
/// Each question crosses to the machine's World and its answer crosses back.
final class NodeLogs implements Logs {
    private final World server;
    private final World parts;
    private final Function<String, @Nullable ContainerRuntime> runtimes;

    /// @param runtimes the containers of a node by its name; null when it is off or unknown
    NodeLogs(World server, World parts, Function<String, @Nullable ContainerRuntime> runtimes) {
        this.server = server;
        this.parts = parts;
        this.runtimes = runtimes;
    }

    @Override
    public void read(Pod pod, String container, Options options, Consumer<Answer> then) {
        String problem = LogCheck.problem(pod, container, options.previous());
        if (problem != null) {
            then.accept(new Answer.Unreadable("BadRequest", problem));
            return;
        }
        ask(
                pod,
                command(pod, container, options, 0, false),
                first ->
                        then.accept(
                                switch (first) {
                                    case Result.Log log ->
                                            new Answer.Lines(
                                                    new LogStream(
                                                            this, pod, container, options, log));
                                    case Result.Failed(_, var message) ->
                                            new Answer.Unreadable("BadRequest", message);
                                    case Result.Unsupported(var what) ->
                                            new Answer.Unreadable(
                                                    "BadRequest",
                                                    "this node does not support " + what);
                                    case Result.Done _,
                                            Result.Pulled _,
                                            Result.Usage _,
                                            Result.Opened _ ->
                                            throw new IllegalStateException(
                                                    "a log was asked for, found " + first);
                                }));
    }

    Command.Logs command(Pod pod, String container, Options options, long after, boolean await) {
        Long tail = after == 0 ? options.tailLines() : null;
        return new Command.Logs(
                pod.meta().uid(),
                container,
                options.previous(),
                tail == null ? null : (int) Math.min(tail, Integer.MAX_VALUE),
                since(options),
                after,
                await);
    }

    private @Nullable Instant since(Options options) {
        return options.sinceSeconds() == null
                ? options.sinceTime()
                : server.now().wall().minusSeconds(options.sinceSeconds());
    }

    /// Asks a machine; the answer comes in a turn of the API server's World.
    void ask(Pod pod, Command.Logs command, Consumer<Result> then) {
        String node = pod.spec().nodeName();
        Consumer<Result> back = result -> server.post("log", () -> then.accept(result));
        parts.post(
                "log request",
                () -> {
                    var runtime = runtimes.apply(node);
                    if (runtime == null) {
                        back.accept(
                                new Result.Failed(
                                        "NodeUnreachable", "node " + node + " does not answer"));
                    } else {
                        runtime.perform(command, back);
                    }
                });
    }
}
