package dev.wavetank.tank;

import dev.wavetank.apiserver.requests.Logs;
import dev.wavetank.apiserver.requests.Response;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Timestamps;
import dev.wavetank.node.runtime.Result;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A container's log on its way to a client, followed if so asked: the next lines are fetched only
/// when the client has taken the last ones.
final class LogStream implements Response.Source {
    private final NodeLogs logs;
    private final Pod pod;
    private final String container;
    private final Logs.Options options;
    private final Result.Log first;
    private Response.@Nullable Sink sink;
    private long next;
    private long bytesLeft;
    private boolean asking;

    LogStream(NodeLogs logs, Pod pod, String container, Logs.Options options, Result.Log first) {
        this.logs = logs;
        this.pod = pod;
        this.container = container;
        this.options = options;
        this.first = first;
        bytesLeft = options.limitBytes() == null ? Long.MAX_VALUE : options.limitBytes();
    }

    @Override
    public void start(Response.Sink to) {
        sink = to;
        write(first);
    }

    @Override
    public void drained() {
        follow();
    }

    @Override
    public void closed() {
        sink = null;
    }

    private void write(Result.Log log) {
        var to = sink;
        if (to == null) {
            return;
        }
        next = log.next();
        var text = new StringBuilder();
        for (var line : log.lines()) {
            if (options.timestamps()) {
                text.append(Timestamps.micros(line.time())).append(' ');
            }
            text.append(line.text()).append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > bytesLeft) {
            bytes = Arrays.copyOf(bytes, (int) bytesLeft);
        }
        bytesLeft -= bytes.length;
        if (bytes.length > 0) {
            to.write(bytes);
        }
        if (log.ended() || !options.follow() || bytesLeft == 0) {
            sink = null;
            to.end();
        } else {
            follow();
        }
    }

    private void follow() {
        var to = sink;
        if (to == null || asking || !to.ready()) {
            return;
        }
        asking = true;
        logs.ask(
                pod,
                logs.command(pod, container, options, next, true),
                result -> {
                    asking = false;
                    switch (result) {
                        case Result.Log log -> write(log);
                        case Result.Failed _,
                                Result.Unsupported _,
                                Result.Done _,
                                Result.Pulled _,
                                Result.Usage _,
                                Result.Opened _ ->
                                end();
                    }
                });
    }

    /// The container or its node is gone: so is the rest of the log.
    private void end() {
        var to = sink;
        sink = null;
        if (to != null) {
            to.end();
        }
    }
}
