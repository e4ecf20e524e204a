package dev.wavetank.node.docker;

import dev.wavetank.cluster.streams.Conversation;
import dev.wavetank.cluster.streams.Ending;
import dev.wavetank.cluster.streams.Input;
import dev.wavetank.cluster.streams.Output;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// A connection to a port of a pod that was made from the host.
final class PortConversation implements Conversation {
    private static final int PIECE = 32 << 10;

    private final Executor threads;
    private final Socket socket;
    private volatile @Nullable Pipe pipe;

    PortConversation(Executor threads, Socket socket) {
        this.threads = threads;
        this.socket = socket;
    }

    @Override
    public void begin(Consumer<Output> sink) {
        var between = new Pipe(sink);
        pipe = between;
        threads.execute(() -> send(between));
        threads.execute(() -> receive(between, sink));
    }

    private void send(Pipe between) {
        try {
            between.transferTo(socket.getOutputStream());
            socket.shutdownOutput();
        } catch (IOException broken) {
            // Whoever receives finds it, too.
        }
    }

    private void receive(Pipe between, Consumer<Output> sink) {
        Ending ending;
        try (socket) {
            byte[] piece = new byte[PIECE];
            var input = socket.getInputStream();
            for (int count = input.read(piece); count >= 0; count = input.read(piece)) {
                between.write(false, Arrays.copyOf(piece, count));
            }
            ending = new Ending.Exited(0);
        } catch (IOException broken) {
            ending = new Ending.Failed(String.valueOf(broken.getMessage()));
        }
        between.close();
        sink.accept(new Output.Ended(ending));
    }

    @Override
    public void tell(Input input) {
        var to = pipe;
        if (to == null) {
            return;
        }
        switch (input) {
            case Input.Bytes(var bytes) -> to.typed(bytes);
            case Input.End() -> to.end();
            case Input.Taken(var bytes) -> to.taken(bytes);
            case Input.Resize _ -> {}
            case Input.HangUp() -> {
                to.close();
                try {
                    socket.close();
                } catch (IOException unclean) {
                    // It is gone anyway.
                }
            }
        }
    }
}
