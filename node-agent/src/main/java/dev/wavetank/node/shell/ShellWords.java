package dev.wavetank.node.shell;

import dev.wavetank.node.files.FileProblem;
import dev.wavetank.node.files.Node;

import java.util.List;

/// The commands that a shell does itself, since they change it.
final class ShellWords {
    private static final List<String> ALL = List.of("cd", "exit", "export", "unset", ":", "exec");

    private ShellWords() {}

    static boolean isOne(String name) {
        return ALL.contains(name);
    }

    /// Runs one; `exit` is the shell's own.
    static void run(Call call) {
        switch (call.name()) {
            case "cd" -> changeDirectory(call);
            case "export" -> export(call);
            case "unset" -> {
                call.arguments().forEach(call.situation().variables()::remove);
                call.exit(0);
            }
            case "exec" -> Programs.runInstead(call);
            default -> call.exit(0);
        }
    }

    private static void changeDirectory(Call call) {
        String to =
                call.arguments().isEmpty()
                        ? call.situation().variables().getOrDefault("HOME", "/")
                        : call.arguments().getFirst();
        String path = call.path(to);
        try {
            if (!(call.files().get(path) instanceof Node.Directory)) {
                fail(call, to, "Not a directory");
                return;
            }
        } catch (FileProblem problem) {
            fail(call, to, problem.why());
            return;
        }
        call.situation().enter(path);
        call.exit(0);
    }

    private static void fail(Call call, String to, String why) {
        call.err()
                .write(
                        ("sh: cd: can't cd to " + to + ": " + why + "\n")
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        call.exit(2);
    }

    private static void export(Call call) {
        if (call.arguments().isEmpty()) {
            call.situation()
                    .variables()
                    .forEach((name, value) -> call.line("export " + name + "='" + value + "'"));
        }
        for (String each : call.arguments()) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                call.situation()
                        .variables()
                        .put(each.substring(0, equals), each.substring(equals + 1));
            }
        }
        call.exit(0);
    }
}
