package dev.wavetank.tank;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.streams.Conversation;
import dev.wavetank.cluster.streams.Ending;
import dev.wavetank.cluster.streams.Input;
import dev.wavetank.cluster.streams.Output;
import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.Result;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// One conversation between the API server's World and that of a node: what is said on one side is
/// heard in a turn of the other.
final class Crossing implements Conversation {
    private final NodeStreams streams;
    private final Pod pod;
    private final Command command;

    /// Used in turns of the parts' World only, as all below.
    private @Nullable Conversation there;

    private final List<Input> early = new ArrayList<>();
    private @Nullable Consumer<Output> sink;
    private boolean over;

    Crossing(NodeStreams streams, Pod pod, Command command) {
        this.streams = streams;
        this.pod = pod;
        this.command = command;
    }

    String node() {
        return pod.spec().nodeName();
    }

    @Override
    public void begin(Consumer<Output> to) {
        streams.parts().post("stream", () -> open(to));
    }

    private void open(Consumer<Output> to) {
        sink = to;
        streams.opened(this);
        var runtime = streams.runtime(node());
        if (runtime == null) {
            breakOff(
                    "error dialing backend: dial tcp "
                            + pod.status().hostIP()
                            + ":10250: connect: connection refused");
            return;
        }
        runtime.perform(command, result -> streams.parts().post("stream", () -> answered(result)));
    }

    private void answered(Result result) {
        switch (result) {
            case Result.Opened(var conversation) -> {
                if (over) {
                    // Its caller left while it was being opened: it must not wait for ever.
                    conversation.tell(new Input.HangUp());
                    return;
                }
                there = conversation;
                conversation.begin(output -> streams.parts().post("stream", () -> heard(output)));
                early.forEach(conversation::tell);
                early.clear();
            }
            case Result.Failed(_, var message) -> breakOff(message);
            case Result.Unsupported(var what) -> breakOff("this node does not support " + what);
            case Result.Done _, Result.Pulled _, Result.Log _, Result.Usage _ ->
                    throw new IllegalStateException("a stream was asked for, found " + result);
        }
    }

    private void heard(Output output) {
        var to = sink;
        if (over || to == null) {
            return;
        }
        if (output instanceof Output.Ended) {
            end();
        }
        streams.server().post("stream", () -> to.accept(output));
    }

    private void end() {
        over = true;
        early.clear();
        streams.ended(this);
    }

    /// Ends it for the caller; whatever runs for it ends as well.
    void breakOff(String why) {
        heard(new Output.Ended(new Ending.Failed(why)));
        if (there != null) {
            there.tell(new Input.HangUp());
        }
    }

    @Override
    public void tell(Input input) {
        streams.parts().post("stream", () -> told(input));
    }

    private void told(Input input) {
        if (over) {
            return;
        }
        if (input instanceof Input.HangUp) {
            end();
        }
        if (there == null) {
            early.add(input);
        } else {
            there.tell(input);
        }
    }
}
