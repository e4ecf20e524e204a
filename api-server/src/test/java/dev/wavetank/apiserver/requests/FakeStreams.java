package dev.wavetank.apiserver.requests;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.streams.Conversation;
import dev.wavetank.cluster.streams.Input;
import dev.wavetank.cluster.streams.Output;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Notes what is asked for; its conversations say nothing.
final class FakeStreams implements Streams {
    final List<String> asked = new ArrayList<>();

    private static final class Silent implements Conversation {
        @Override
        public void begin(Consumer<Output> sink) {}

        @Override
        public void tell(Input input) {}
    }

    @Override
    public Conversation exec(
            Pod pod, String container, List<String> command, boolean stdin, boolean tty) {
        asked.add(
                "exec "
                        + container
                        + " "
                        + command
                        + (stdin ? " stdin" : "")
                        + (tty ? " tty" : ""));
        return new Silent();
    }

    @Override
    public Conversation attach(Pod pod, String container, boolean stdin, boolean tty) {
        asked.add("attach " + container + (stdin ? " stdin" : "") + (tty ? " tty" : ""));
        return new Silent();
    }

    @Override
    public Conversation connect(Pod pod, int port) {
        asked.add("connect " + port);
        return new Silent();
    }
}
