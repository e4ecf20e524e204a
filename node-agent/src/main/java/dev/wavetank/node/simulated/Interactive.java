package dev.wavetank.node.simulated;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.node.runtime.ContainerFaults;
import dev.wavetank.node.shell.Programs;

import java.util.List;

/// Containers that read standard input: those of `kubectl run -i` and `kubectl debug -it`.
///
/// Nobody can tell what such a program does before somebody talks to it, so it is run when somebody
/// attaches, and its end is the container's.
final class Interactive {
    private Interactive() {}

    /// {@return whether a container waits for somebody to talk to it}
    static boolean reads(Container spec) {
        return flag(spec, "stdin");
    }

    private static boolean flag(Container spec, String name) {
        return spec.rest().get(name) instanceof Json.Bool(var value) && value;
    }

    /// {@return what a container runs; a shell where only its image knows}
    static List<String> command(List<String> given) {
        return given.isEmpty() || !Programs.names().contains(name(given.getFirst()))
                ? List.of("sh")
                : given;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// The program of a run has ended, and the run with it. One that nobody listens to any more
    /// reads the end of its input if it was to have one talk only.
    static void ended(ContainerFaults ends, SimulatedContainer run, int code) {
        if (code >= 0) {
            ends.end(run.id(), code, code == 0 ? "Completed" : "Error");
        } else if (flag(run.spec(), "stdinOnce")) {
            ends.end(run.id(), 0, "Completed");
        }
    }
}
