package dev.wavetank.node.shell;

import dev.wavetank.cluster.world.World;
import dev.wavetank.node.files.FileTree;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/// One run of a program.
final class Call {
    /// How much is written at a time.
    private static final int PIECE = 32 << 10;

    /// 128 and the number of SIGINT.
    private static final int INTERRUPTED = 130;

    private final List<String> words;
    private final Situation situation;
    private final Source in;
    private final Sink out;
    private final Sink err;
    private final IntConsumer then;
    private World.@Nullable Cancellable timer;
    private @Nullable Runner within;
    private boolean over;

    /// @param words the program's name and its arguments
    /// @param then told the exit code, once
    Call(List<String> words, Situation situation, Source in, Sink out, Sink err, IntConsumer then) {
        this.words = words;
        this.situation = situation;
        this.in = in;
        this.out = out;
        this.err = err;
        this.then = then;
    }

    String name() {
        return words.getFirst();
    }

    /// {@return the arguments, without the name}
    List<String> arguments() {
        return words.subList(1, words.size());
    }

    Situation situation() {
        return situation;
    }

    Host host() {
        return situation.host();
    }

    FileTree files() {
        return situation.host().files();
    }

    /// {@return a path as the program means it, absolute}
    String path(String given) {
        return FileTree.resolve(situation.directory(), given);
    }

    void print(String text) {
        if (!over) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    void line(String text) {
        print(text + "\n");
    }

    /// Says what is wrong, after the program's name.
    void complain(String text) {
        if (!over) {
            err.write((name() + ": " + text + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Says what is wrong and ends.
    void fail(int code, String text) {
        complain(text);
        exit(code);
    }

    /// Writes something long, no faster than it is taken.
    void write(byte[] bytes, Runnable done) {
        write(bytes, 0, done);
    }

    private void write(byte[] bytes, int from, Runnable done) {
        if (over) {
            return;
        } else if (from >= bytes.length) {
            done.run();
            return;
        }
        int to = Math.min(bytes.length, from + PIECE);
        out.write(Arrays.copyOfRange(bytes, from, to));
        out.whenRoom(() -> write(bytes, to, done));
    }

    /// Reads the next bytes; none at the end.
    void read(Consumer<byte[]> next) {
        in.read(bytes -> {
            if (!over) {
                next.accept(bytes);
            }
        });
    }

    void after(Duration delay, Runnable turn) {
        timer =
                host().after(
                                delay,
                                () -> {
                                    if (!over) {
                                        turn.run();
                                    }
                                });
    }

    /// Answers of the network come through here, so that none reaches a program that has ended.
    void fetch(Url url, Consumer<Host.Fetched> answer) {
        host().fetch(
                        url,
                        fetched -> {
                            if (!over) {
                                answer.accept(fetched);
                            }
                        });
    }

    Source in() {
        return in;
    }

    Sink out() {
        return out;
    }

    Sink err() {
        return err;
    }

    void exit(int code) {
        if (!over) {
            end();
            then.accept(code);
        }
    }

    /// This program is a shell, which runs others.
    void runsBy(Runner runner) {
        within = runner;
    }

    /// The user pressed Ctrl-C: a shell passes it on, all else ends.
    void interrupt() {
        if (within != null) {
            within.interrupt();
        } else {
            exit(INTERRUPTED);
        }
    }

    /// Ends it without anybody being told.
    void end() {
        over = true;
        if (within != null) {
            within.end();
        }
        if (timer != null) {
            timer.cancel();
        }
    }
}
