package dev.wavetank.apiserver.http;

import dev.wavetank.cluster.streams.Conversation;
import dev.wavetank.cluster.streams.Input;
import dev.wavetank.cluster.streams.Output;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// The other side of a conversation: notes what it is told and takes only what it is allowed to.
final class Recorder implements Conversation {
    final List<String> told = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger bytes = new AtomicInteger();
    volatile boolean takes = true;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private volatile @Nullable Consumer<Output> sink;

    @Override
    public void begin(Consumer<Output> to) {
        sink = to;
    }

    @Override
    public void tell(Input input) {
        switch (input) {
            case Input.Bytes(var piece) -> {
                heard.writeBytes(piece);
                bytes.addAndGet(piece.length);
                if (takes) {
                    say(new Output.Taken(piece.length));
                }
            }
            case Input.End() -> told.add("end");
            case Input.Resize(var columns, var rows) -> told.add(columns + "x" + rows);
            case Input.Taken(var taken) -> told.add("taken " + taken);
            case Input.HangUp() -> told.add("hung up");
        }
    }

    boolean begun() {
        return sink != null;
    }

    String heard() {
        return heard.toString(StandardCharsets.UTF_8);
    }

    void say(String text) {
        say(new Output.Bytes(false, text.getBytes(StandardCharsets.UTF_8)));
    }

    void say(Output output) {
        Objects.requireNonNull(sink).accept(output);
    }
}
