package dev.wavetank.apiserver.streams;

import dev.wavetank.cluster.streams.Conversation;
import dev.wavetank.cluster.streams.Ending;
import dev.wavetank.cluster.streams.Input;
import dev.wavetank.cluster.streams.Output;
import dev.wavetank.cluster.streams.Window;
import dev.wavetank.cluster.world.World;

import io.vertx.core.Context;

import java.util.function.Supplier;

/// The client's side of a conversation, between the connection's thread and the World's turns.
final class Caller {
    private final World world;
    private final Context context;
    private final Ear ear;
    private final Window window = new Window();

    /// Set and read in turns of the World only.
    private Conversation conversation = new Silence();

    private boolean over;

    /// Who listens, on the connection's thread.
    interface Ear {
        void wrote(boolean error, byte[] bytes);

        void ended(Ending how);

        /// What was said has been taken, so more may be.
        void taken();
    }

    private static final class Silence implements Conversation {
        @Override
        public void begin(java.util.function.Consumer<Output> sink) {}

        @Override
        public void tell(Input input) {}
    }

    Caller(Line line, Ear ear) {
        world = line.world();
        context = line.context();
        this.ear = ear;
    }

    /// Begins what a turn of the World makes.
    void begin(Supplier<Conversation> with) {
        world.post(
                "stream",
                () -> {
                    conversation = with.get();
                    conversation.begin(output -> context.runOnContext(_ -> told(output)));
                });
    }

    private void told(Output output) {
        if (over) {
            return;
        }
        switch (output) {
            case Output.Bytes(var error, var bytes) -> ear.wrote(error, bytes);
            case Output.Taken(var bytes) -> {
                window.taken(bytes);
                ear.taken();
            }
            case Output.Ended(var how) -> {
                over = true;
                ear.ended(how);
            }
        }
    }

    void say(byte[] bytes) {
        window.said(bytes.length);
        tell(new Input.Bytes(bytes));
    }

    /// {@return whether the other side has to take something first}
    boolean full() {
        return !over && window.full();
    }

    void sent(int bytes) {
        tell(new Input.Taken(bytes));
    }

    void tell(Input input) {
        if (!over) {
            world.post("stream", () -> conversation.tell(input));
        }
    }

    /// Nobody listens any more; nothing when it has ended.
    void hangUp() {
        tell(new Input.HangUp());
        over = true;
    }
}
