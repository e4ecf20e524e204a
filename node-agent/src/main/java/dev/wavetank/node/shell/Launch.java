package dev.wavetank.node.shell;

import dev.wavetank.node.files.FileProblem;
import dev.wavetank.node.files.Node;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/// Starts what an exec names, or says what a container runtime says when it cannot.
final class Launch {
    private static final String OCI =
            "OCI runtime exec failed: exec failed: unable to start container process: exec: ";

    private Launch() {}

    static void run(Call call) {
        String name = call.name();
        var program = Programs.find(name);
        if (program != null) {
            program.run(call);
            return;
        }
        Node there = name.contains("/") ? find(call, name) : null;
        String why =
                there != null
                        ? "permission denied"
                        : name.contains("/")
                                ? "stat " + name + ": no such file or directory"
                                : "executable file not found in $PATH";
        call.err()
                .write(
                        (OCI + '"' + name + "\": " + why + ": unknown\n")
                                .getBytes(StandardCharsets.UTF_8));
        call.exit(there != null ? Runner.NOT_EXECUTABLE : Runner.NOT_FOUND);
    }

    private static @Nullable Node find(Call call, String name) {
        try {
            return call.files().find(call.path(name));
        } catch (FileProblem notThere) {
            return null;
        }
    }
}
