package dev.wavetank.node.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;

import dev.wavetank.cluster.streams.Conversation;
import dev.wavetank.cluster.streams.Ending;
import dev.wavetank.cluster.streams.Input;
import dev.wavetank.cluster.streams.Output;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// A talk with a program in a container: one that was run for it, or the container's own.
final class ProgramConversation implements Conversation {
    private final Executor threads;
    private final boolean stdin;
    private final Way way;
    private volatile @Nullable Pipe pipe;
    private volatile @Nullable Receiving<Frame> receiving;

    /// How the engine leads there.
    interface Way {
        /// Goes there.
        ///
        /// @param input what the program reads; null for nothing
        void open(@Nullable Pipe input, Receiving<Frame> output);

        void resize(int columns, int rows);

        /// {@return the code the program ended with}
        int exitCode();
    }

    /// A talk that has not begun.
    ///
    /// @param stdin whether the program can read anything
    ProgramConversation(Executor threads, boolean stdin, Way way) {
        this.threads = threads;
        this.stdin = stdin;
        this.way = way;
    }

    /// {@return a program that is to be run beside the container's own}
    static ProgramConversation exec(
            DockerClient client, Executor threads, String exec, boolean stdin, boolean tty) {
        return new ProgramConversation(
                threads,
                stdin,
                new Way() {
                    @Override
                    public void open(@Nullable Pipe input, Receiving<Frame> output) {
                        var start = client.execStartCmd(exec).withTty(tty);
                        (input == null ? start : start.withStdIn(input)).exec(output);
                    }

                    @Override
                    public void resize(int columns, int rows) {
                        client.resizeExecCmd(exec).withSize(rows, columns).exec();
                    }

                    @Override
                    public int exitCode() {
                        Long code = client.inspectExecCmd(exec).exec().getExitCodeLong();
                        return code == null ? 0 : (int) (long) code;
                    }
                });
    }

    /// {@return the container's own program}
    static ProgramConversation attach(
            DockerClient client, Executor threads, String container, boolean stdin) {
        return new ProgramConversation(
                threads,
                stdin,
                new Way() {
                    @Override
                    public void open(@Nullable Pipe input, Receiving<Frame> output) {
                        var attach =
                                client.attachContainerCmd(container)
                                        .withStdOut(true)
                                        .withStdErr(true)
                                        .withFollowStream(true);
                        (input == null ? attach : attach.withStdIn(input)).exec(output);
                    }

                    @Override
                    public void resize(int columns, int rows) {
                        client.resizeContainerCmd(container).withSize(rows, columns).exec();
                    }

                    @Override
                    public int exitCode() {
                        return 0;
                    }
                });
    }

    @Override
    public void begin(Consumer<Output> sink) {
        var between = new Pipe(sink);
        pipe = between;
        threads.execute(() -> talk(between, sink));
    }

    private void talk(Pipe between, Consumer<Output> sink) {
        Ending ending;
        try (var output =
                new Receiving<Frame>(frame ->
                        between.write(
                                frame.getStreamType() == StreamType.STDERR, frame.getPayload()))) {
            receiving = output;
            way.open(stdin ? between : null, output);
            output.awaitCompletion();
            ending = new Ending.Exited(way.exitCode());
        } catch (InterruptedException closing) {
            ending = new Ending.Failed("the node is shutting down");
        } catch (RuntimeException failed) {
            ending = new Ending.Failed(EngineErrors.message(failed));
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
            case Input.Resize(var columns, var rows) ->
                    threads.execute(() -> resize(columns, rows));
            case Input.HangUp() -> {
                to.close();
                var open = receiving;
                if (open != null) {
                    threads.execute(open::close);
                }
            }
        }
    }

    private void resize(int columns, int rows) {
        try {
            way.resize(columns, rows);
        } catch (RuntimeException notStartedOrOver) {
            // The size of a terminal is a courtesy.
        }
    }
}
