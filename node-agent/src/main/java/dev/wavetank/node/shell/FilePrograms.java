package dev.wavetank.node.shell;

import dev.wavetank.node.files.FileProblem;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Programs that read and change files.
final class FilePrograms {
    private FilePrograms() {}

    static void cat(Call call) {
        cat(call, call.arguments().isEmpty() ? List.of("-") : call.arguments(), 0, 0);
    }

    private static void cat(Call call, List<String> files, int at, int code) {
        if (at == files.size()) {
            call.exit(code);
        } else if (files.get(at).equals("-")) {
            copy(call, () -> cat(call, files, at + 1, code));
        } else {
            try {
                byte[] bytes = call.files().read(call.path(files.get(at)));
                call.write(bytes, () -> cat(call, files, at + 1, code));
            } catch (FileProblem problem) {
                String why =
                        problem.why().equals("Is a directory")
                                ? "read error: " + problem.why()
                                : "can't open '" + files.get(at) + "': " + problem.why();
                call.complain(why);
                cat(call, files, at + 1, 1);
            }
        }
    }

    /// Input to output, until there is no more.
    private static void copy(Call call, Runnable done) {
        call.read(bytes -> {
            if (bytes.length == 0) {
                done.run();
            } else {
                call.write(bytes, () -> copy(call, done));
            }
        });
    }

    /// {@return what is in a file; null when that failed and the program has ended}
    static @Nullable String text(Call call, String file) {
        try {
            return new String(call.files().read(call.path(file)), StandardCharsets.UTF_8);
        } catch (FileProblem problem) {
            call.fail(2, "can't open '" + file + "': " + problem.why());
            return null;
        }
    }

    /// Something done to each of the arguments that is no option.
    private interface Deed {
        void to(String path);
    }

    private static void each(Call call, String complaint, Deed deed) {
        int code = 0;
        for (String each : call.arguments()) {
            if (!each.startsWith("-")) {
                try {
                    deed.to(call.path(each));
                } catch (FileProblem problem) {
                    call.complain(complaint.replace("%", "'" + each + "'") + ": " + problem.why());
                    code = 1;
                }
            }
        }
        call.exit(code);
    }

    private static boolean option(Call call, char letter) {
        return call.arguments().stream()
                .anyMatch(each -> each.startsWith("-") && each.indexOf(letter) > 0);
    }

    static void mkdir(Call call) {
        boolean parents = option(call, 'p');
        each(
                call,
                "can't create directory %",
                path -> call.files().makeDirectory(path, parents, call.host().now().wall()));
    }

    static void rm(Call call) {
        boolean all = option(call, 'r') || option(call, 'R');
        boolean force = option(call, 'f');
        each(
                call,
                "can't remove %",
                path -> {
                    if (!force || call.files().find(path) != null) {
                        call.files().remove(path, all);
                    }
                });
    }

    static void touch(Call call) {
        each(
                call,
                "%",
                path -> {
                    byte[] there =
                            call.files().find(path) == null ? new byte[0] : call.files().read(path);
                    call.files().write(path, there, 0644, call.host().now().wall());
                });
    }
}
