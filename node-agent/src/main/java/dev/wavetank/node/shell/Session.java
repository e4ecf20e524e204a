package dev.wavetank.node.shell;

import dev.wavetank.cluster.streams.Conversation;
import dev.wavetank.cluster.streams.Ending;
import dev.wavetank.cluster.streams.Input;
import dev.wavetank.cluster.streams.Output;
import dev.wavetank.cluster.streams.Window;
import dev.wavetank.cluster.world.World;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/// One program that somebody runs in a container, and the streams between the two.
public final class Session implements Conversation, Terminal.Reader {
    private static final byte[] NOTHING = {};

    private final World world;
    private final Host host;
    private final List<String> argv;
    private final boolean stdin;
    private final IntConsumer ended;
    private final Window window = new Window();
    private final ArrayDeque<byte[]> input = new ArrayDeque<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private final @Nullable Terminal terminal;
    private @Nullable Consumer<Output> sink;
    private @Nullable Consumer<byte[]> reader;
    private @Nullable Call call;
    private boolean inputEnded;
    private boolean over;

    /// @param world the machine's
    /// @param stdin whether anything can be read
    /// @param ended told the exit code, or -1 when nobody waited for one
    public Session(World world, Host host, List<String> argv, boolean stdin, IntConsumer ended) {
        this.world = world;
        this.host = host;
        this.argv = List.copyOf(argv);
        this.stdin = stdin;
        this.ended = ended;
        terminal = host.terminal() ? new Terminal(this) : null;
    }

    /// {@return the program and its arguments}
    public List<String> argv() {
        return argv;
    }

    @Override
    public void begin(Consumer<Output> to) {
        world.post("exec", () -> start(to));
    }

    private void start(Consumer<Output> to) {
        sink = to;
        if (over) {
            return;
        }
        var begun =
                new Call(
                        argv,
                        new Situation(host),
                        stdin ? this::read : Source.EMPTY,
                        stream(false),
                        stream(true),
                        this::exit);
        call = begun;
        Launch.run(begun);
    }

    @Override
    public void tell(Input said) {
        world.post("exec", () -> told(said));
    }

    private void told(Input said) {
        if (over) {
            return;
        }
        switch (said) {
            case Input.Bytes(var bytes) -> heard(bytes);
            case Input.End() -> {
                inputEnded = true;
                if (terminal == null) {
                    input.add(NOTHING);
                    serve();
                }
            }
            case Input.Resize _ -> {}
            case Input.Taken(var bytes) -> {
                window.taken(bytes);
                goOn();
            }
            case Input.HangUp() -> kill();
        }
    }

    private void heard(byte[] bytes) {
        if (!stdin) {
            emit(new Output.Taken(bytes.length));
        } else if (terminal != null) {
            terminal.typed(bytes);
            emit(new Output.Taken(bytes.length));
        } else if (bytes.length > 0) {
            input.add(bytes);
            serve();
        }
    }

    private void read(Consumer<byte[]> then) {
        reader = then;
        serve();
    }

    private void serve() {
        var to = reader;
        byte[] next = to == null ? null : input.poll();
        if (to == null || (next == null && !(inputEnded && terminal == null))) {
            return;
        }
        reader = null;
        byte[] bytes = next == null ? NOTHING : next;
        if (terminal == null && bytes.length > 0) {
            emit(new Output.Taken(bytes.length));
        }
        to.accept(bytes);
    }

    @Override
    public void show(byte[] bytes) {
        say(false, bytes);
    }

    @Override
    public void input(byte[] bytes) {
        input.add(bytes);
        serve();
    }

    @Override
    public void interrupt() {
        if (call != null) {
            call.interrupt();
        }
    }

    private Sink stream(boolean error) {
        return new Sink() {
            @Override
            public void write(byte[] bytes) {
                say(error && terminal == null, terminal == null ? bytes : onScreen(bytes));
            }

            @Override
            public void whenRoom(Runnable then) {
                waiting.add(then);
                goOn();
            }
        };
    }

    /// A terminal begins a new line on the left only if told.
    private static byte[] onScreen(byte[] bytes) {
        var screen = new ByteArrayOutputStream(bytes.length + 16);
        for (byte each : bytes) {
            if (each == '\n') {
                screen.write('\r');
            }
            screen.write(each);
        }
        return screen.toByteArray();
    }

    private void say(boolean error, byte[] bytes) {
        if (bytes.length > 0) {
            window.said(bytes.length);
            emit(new Output.Bytes(error, bytes));
        }
    }

    private void goOn() {
        if (!window.full() && !waiting.isEmpty()) {
            var now = List.copyOf(waiting);
            waiting.clear();
            now.forEach(Runnable::run);
        }
    }

    private void emit(Output output) {
        if (sink != null && !over) {
            sink.accept(output);
        }
    }

    private void exit(int code) {
        if (!over) {
            emit(new Output.Ended(new Ending.Exited(code)));
            close();
            ended.accept(code);
        }
    }

    private void close() {
        over = true;
        input.clear();
        waiting.clear();
        reader = null;
        if (call != null) {
            call.end();
        }
    }

    /// Nobody listens any more.
    private void kill() {
        close();
        ended.accept(-1);
    }

    /// Ends the program as a signal would; in a turn of the machine's World.
    public void end(int code) {
        exit(code);
    }
}
