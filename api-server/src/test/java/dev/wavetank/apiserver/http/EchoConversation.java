package dev.wavetank.apiserver.http;

import dev.wavetank.cluster.streams.Conversation;
import dev.wavetank.cluster.streams.Input;
import dev.wavetank.cluster.streams.Output;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Says what it is told, within both windows; its turns are those of one World.
final class EchoConversation implements Conversation {
    private final AtomicInteger atWork;
    private final AtomicInteger beyond;
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private int unread;
    private int untaken;
    private boolean over;
    private @Nullable Consumer<Output> sink;

    /// @param atWork how many have begun and not heard of their end
    /// @param beyond how often a caller said more than the window allows
    EchoConversation(AtomicInteger atWork, AtomicInteger beyond) {
        this.atWork = atWork;
        this.beyond = beyond;
    }

    @Override
    public void begin(Consumer<Output> to) {
        sink = to;
        atWork.incrementAndGet();
    }

    @Override
    public void tell(Input input) {
        switch (input) {
            case Input.Bytes(var bytes) -> {
                waiting.add(bytes);
                unread += bytes.length;
                // A whole message more may be under way when the window closes.
                if (unread > WINDOW + (1 << 20)) {
                    beyond.incrementAndGet();
                }
                echo();
            }
            case Input.Taken(var bytes) -> {
                untaken -= bytes;
                echo();
            }
            case Input.HangUp() -> {
                if (!over) {
                    over = true;
                    waiting.clear();
                    atWork.decrementAndGet();
                }
            }
            case Input.End() -> {}
            case Input.Resize _ -> {}
        }
    }

    private void echo() {
        while (!waiting.isEmpty() && untaken < WINDOW) {
            byte[] next = waiting.removeFirst();
            unread -= next.length;
            untaken += next.length;
            Objects.requireNonNull(sink).accept(new Output.Bytes(false, next));
            Objects.requireNonNull(sink).accept(new Output.Taken(next.length));
        }
    }
}
