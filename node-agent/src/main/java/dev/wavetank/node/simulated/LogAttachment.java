package dev.wavetank.node.simulated;

import dev.wavetank.cluster.streams.Conversation;
import dev.wavetank.cluster.streams.Ending;
import dev.wavetank.cluster.streams.Input;
import dev.wavetank.cluster.streams.Output;
import dev.wavetank.cluster.streams.Window;
import dev.wavetank.cluster.world.World;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.Result;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// What a container writes, from the moment somebody attached to it until it ends.
final class LogAttachment implements Conversation {
    private final World world;
    private final Logbook logbook;
    private final String uid;
    private final String container;
    private final Window window = new Window();
    private @Nullable Consumer<Output> sink;
    private long position = -1;
    private boolean asking;
    private boolean over;

    LogAttachment(World world, Logbook logbook, String uid, String container) {
        this.world = world;
        this.logbook = logbook;
        this.uid = uid;
        this.container = container;
    }

    @Override
    public void begin(Consumer<Output> to) {
        world.post(
                "attach",
                () -> {
                    sink = to;
                    ask();
                });
    }

    private void ask() {
        if (!asking && !over && !window.full()) {
            asking = true;
            boolean first = position < 0;
            logbook.read(
                    new Command.Logs(
                            uid,
                            container,
                            false,
                            first ? 0 : null,
                            null,
                            first ? 0 : position,
                            !first),
                    result -> world.post("attach", () -> answered(result)));
        }
    }

    private void answered(Result result) {
        asking = false;
        if (!(result instanceof Result.Log log)) {
            end();
            return;
        }
        position = log.next();
        var text = new StringBuilder();
        log.lines().forEach(line -> text.append(line.text()).append('\n'));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0) {
            window.said(bytes.length);
            say(new Output.Bytes(false, bytes));
        }
        if (log.ended()) {
            end();
        } else {
            ask();
        }
    }

    private void say(Output output) {
        if (sink != null && !over) {
            sink.accept(output);
        }
    }

    private void end() {
        say(new Output.Ended(new Ending.Exited(0)));
        over = true;
    }

    @Override
    public void tell(Input input) {
        world.post("attach", () -> told(input));
    }

    private void told(Input input) {
        switch (input) {
            // Such a program reads nothing.
            case Input.Bytes(var bytes) -> say(new Output.Taken(bytes.length));
            case Input.Taken(var bytes) -> {
                window.taken(bytes);
                ask();
            }
            case Input.HangUp() -> over = true;
            case Input.End(), Input.Resize _ -> {}
        }
    }
}
