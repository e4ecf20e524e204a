package dev.wavetank.node.shell;

import dev.wavetank.node.files.FileProblem;
import dev.wavetank.node.files.FileTree;
import dev.wavetank.node.files.Node;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/// Runs scripts, one command after the other.
final class Runner {
    /// What a shell answers for a command that it cannot find, and one that is no program.
    static final int NOT_FOUND = 127;

    static final int NOT_EXECUTABLE = 126;

    private final Situation situation;
    private final Source in;
    private final Sink out;
    private final Sink err;
    private @Nullable Call running;
    private IntConsumer then = _ -> {};
    private boolean exited;
    private boolean interrupted;

    Runner(Situation situation, Source in, Sink out, Sink err) {
        this.situation = situation;
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /// {@return whether `exit` was run: then nothing else is to be}
    boolean exited() {
        return exited;
    }

    /// Runs a script.
    ///
    /// @param whenDone told the code of its last command
    void run(String text, IntConsumer whenDone) {
        then = whenDone;
        interrupted = false;
        try {
            next(Parser.read(text).steps(), 0);
        } catch (SyntaxProblem problem) {
            complain("sh: " + problem.getMessage());
            done(2);
        }
    }

    private void complain(String text) {
        err.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void done(int code) {
        situation.lastCode = code;
        then.accept(code);
    }

    private void next(List<Script.Step> steps, int at) {
        if (at >= steps.size() || exited || interrupted) {
            done(situation.lastCode);
            return;
        }
        var step = steps.get(at);
        boolean runs =
                switch (step.when()) {
                    case ALWAYS -> true;
                    case AFTER_SUCCESS -> situation.lastCode == 0;
                    case AFTER_FAILURE -> situation.lastCode != 0;
                };
        if (!runs) {
            next(steps, at + 1);
            return;
        }
        run(
                step,
                code -> {
                    running = null;
                    situation.lastCode = code;
                    next(steps, at + 1);
                });
    }

    private void run(Script.Step step, IntConsumer ended) {
        var words = new ArrayList<String>();
        step.words().forEach(word -> words.addAll(word.expand(situation)));
        var inner = words.isEmpty() ? situation : scope(step, words.getFirst());
        for (var each : step.assignments()) {
            inner.variables().put(each.name(), String.join(" ", each.value().expand(situation)));
        }
        var streams = streams(step.redirections());
        if (streams == null) {
            ended.accept(1);
            return;
        }
        var call =
                new Call(
                        words.isEmpty() ? List.of("") : words,
                        inner,
                        streams.in(),
                        streams.out(),
                        streams.err(),
                        code -> {
                            int saved = streams.close();
                            ended.accept(code == 0 ? saved : code);
                        });
        running = call;
        begin(call);
    }

    /// What only the shell itself can change is not changed by other programs.
    private Situation scope(Script.Step step, String name) {
        return ShellWords.isOne(name) && step.assignments().isEmpty()
                ? situation
                : situation.copy();
    }

    private void begin(Call call) {
        String name = call.name();
        if (name.isEmpty()) {
            call.exit(0);
        } else if (name.equals("exit")) {
            exited = true;
            String code = call.arguments().isEmpty() ? "" : call.arguments().getFirst();
            call.exit(
                    code.matches("[0-9]{1,9}") ? Integer.parseInt(code) & 255 : situation.lastCode);
        } else if (ShellWords.isOne(name)) {
            ShellWords.run(call);
        } else {
            launch(call, name);
        }
    }

    private void launch(Call call, String name) {
        var program = Programs.find(name);
        if (program != null) {
            program.run(call);
            return;
        }
        boolean there = name.contains("/") && exists(call, name);
        complain("sh: " + name + (there ? ": Permission denied" : ": not found"));
        call.exit(there ? NOT_EXECUTABLE : NOT_FOUND);
    }

    private static boolean exists(Call call, String name) {
        try {
            return call.files().find(call.path(name)) != null;
        } catch (FileProblem notThere) {
            return false;
        }
    }

    /// What a command reads and writes.
    private record Streams(Source in, Sink out, Sink err, List<Runnable> files, int[] problems) {
        /// {@return 1 when something could not be written}
        int close() {
            files.forEach(Runnable::run);
            return problems[0];
        }
    }

    private @Nullable Streams streams(List<Script.Redirection> redirections) {
        Source from = in;
        var to = new Sink[] {out, out, err};
        var files = new ArrayList<Runnable>();
        var problems = new int[1];
        for (var each : redirections) {
            if (each.other() >= 0) {
                to[each.stream()] = to[each.other()];
                continue;
            }
            String path =
                    FileTree.resolve(
                            situation.directory(),
                            String.join(" ", each.target().expand(situation)));
            boolean reads = each.stream() == 0;
            try {
                if (reads) {
                    from = once(path.equals("/dev/null") ? new byte[0] : tree().read(path));
                } else if (path.equals("/dev/null")) {
                    to[each.stream()] = _ -> {};
                } else {
                    to[each.stream()] = file(path, each.append(), files, problems);
                }
            } catch (FileProblem problem) {
                complain(
                        "sh: can't " + (reads ? "open " : "create ") + path + ": " + problem.why());
                return null;
            }
        }
        return new Streams(from, to[1], to[2], files, problems);
    }

    private FileTree tree() {
        return situation.host().files();
    }

    private Sink file(String path, boolean append, List<Runnable> files, int[] problems) {
        var content = new ByteArrayOutputStream();
        if (append && tree().find(path) instanceof Node.Regular there) {
            content.writeBytes(there.bytes());
        }
        tree().write(path, content.toByteArray(), 0644, situation.host().now().wall());
        files.add(() -> {
            try {
                tree().write(path, content.toByteArray(), 0644, situation.host().now().wall());
            } catch (FileProblem problem) {
                complain("sh: write error: " + problem.why());
                problems[0] = 1;
            }
        });
        return bytes -> {
            if (content.size() + bytes.length <= FileTree.SIZE_MAX) {
                content.writeBytes(bytes);
            }
        };
    }

    private static Source once(byte[] bytes) {
        var left = new byte[][] {bytes};
        return then -> {
            byte[] piece = left[0];
            left[0] = new byte[0];
            then.accept(piece);
        };
    }

    /// The user pressed Ctrl-C: the running command ends, and with it the script.
    void interrupt() {
        if (running != null) {
            interrupted = true;
            running.interrupt();
        }
    }

    /// Ends without anybody being told.
    void end() {
        if (running != null) {
            running.end();
        }
        exited = true;
        then = _ -> {};
    }
}
