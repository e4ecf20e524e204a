package dev.wavetank.node.network;

import dev.wavetank.cluster.streams.Conversation;
import dev.wavetank.cluster.streams.Ending;
import dev.wavetank.cluster.streams.Input;
import dev.wavetank.cluster.streams.Output;
import dev.wavetank.cluster.streams.Window;
import dev.wavetank.cluster.world.World;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;

/// A connection to a modelled app, which speaks HTTP/1.1: one request after the other, kept alive.
///
/// Bodies are read and forgotten. What is no HTTP gets a 400 and the end.
public final class AppConnection implements Conversation {
    /// As Go's default for a request's head would be far too much for something that only answers.
    private static final int HEAD_MAX = 64 << 10;

    /// An empty line: CR, LF, CR, LF.
    private static final int END_OF_HEAD = 0x0d0a0d0a;

    private final World world;
    private final App app;
    private final boolean silent;
    private final Consumer<AppConnection> ended;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final Window window = new Window();
    private @Nullable Consumer<Output> sink;
    private int lastFour;
    private long body;
    private boolean over;

    /// @param world the machine's
    /// @param silent whether the app hangs: it takes everything and says nothing
    /// @param ended told when it is over, either way
    public AppConnection(World world, App app, boolean silent, Consumer<AppConnection> ended) {
        this.world = world;
        this.app = app;
        this.silent = silent;
        this.ended = ended;
    }

    @Override
    public void begin(Consumer<Output> to) {
        world.post("connection", () -> sink = to);
    }

    @Override
    public void tell(Input input) {
        world.post("connection", () -> told(input));
    }

    private void told(Input input) {
        if (over) {
            return;
        }
        switch (input) {
            case Input.Bytes(var bytes) -> {
                say(new Output.Taken(bytes.length));
                heard(bytes);
            }
            case Input.End() -> end();
            case Input.HangUp() -> {
                over = true;
                ended.accept(this);
            }
            case Input.Taken(var bytes) -> window.taken(bytes);
            case Input.Resize _ -> {}
        }
    }

    private void say(Output output) {
        if (sink != null && !over) {
            sink.accept(output);
        }
    }

    private void heard(byte[] bytes) {
        int at = 0;
        while (at < bytes.length && !over && !silent) {
            if (body > 0) {
                int skipped = (int) Math.min(body, bytes.length - at);
                body -= skipped;
                at += skipped;
            } else {
                byte next = bytes[at++];
                head.write(next);
                lastFour = (lastFour << 8) | (next & 0xff);
                if (lastFour == END_OF_HEAD) {
                    answer();
                } else if (head.size() > HEAD_MAX) {
                    write(400, "Bad Request", "the head of the request is too long\n", true);
                }
            }
        }
    }

    private void answer() {
        String[] lines = head.toString(StandardCharsets.ISO_8859_1).split("\r\n", -1);
        head.reset();
        String[] first = lines[0].split(" ", -1);
        if (first.length != 3 || !first[2].startsWith("HTTP/1.")) {
            write(400, "Bad Request", "this app speaks HTTP/1.1\n", true);
            return;
        }
        boolean close = first[2].equals("HTTP/1.0");
        for (String line : lines) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                String length = lower.substring(15).strip();
                body = length.matches("[0-9]{1,15}") ? Long.parseLong(length) : 0;
            } else if (lower.startsWith("connection:")) {
                close = lower.contains("close") || (close && !lower.contains("keep-alive"));
            } else if (lower.startsWith("transfer-encoding:")) {
                // How long it is shows only at its end, so nothing can follow.
                close = true;
            }
        }
        var page = app.answer(first[0], first[1]);
        write(page.status(), page.reason(), first[0].equals("HEAD") ? "" : page.body(), close);
    }

    private void write(int status, String reason, String text, boolean close) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        byte[] bytes =
                ("HTTP/1.1 "
                                + status
                                + " "
                                + reason
                                + "\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: "
                                + content.length
                                + (close ? "\r\nconnection: close" : "")
                                + "\r\n\r\n"
                                + text)
                        .getBytes(StandardCharsets.UTF_8);
        window.said(bytes.length);
        say(new Output.Bytes(false, bytes));
        // A client that asks on and on and reads nothing is not waited for.
        if (close || window.full()) {
            end();
        }
    }

    /// Closes it; in a turn of the machine's World.
    public void end() {
        if (!over) {
            say(new Output.Ended(new Ending.Exited(0)));
            over = true;
            ended.accept(this);
        }
    }
}
