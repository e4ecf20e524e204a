package dev.wavetank.endtoend;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/// Finds programs that tests drive a cluster with.
final class Programs {
    private Programs() {}

    /// {@return the program that this variable names, else the one on the path, else ""}
    static String find(String variable, String name) {
        String chosen = environment(variable);
        if (!chosen.isEmpty()) {
            return chosen;
        }
        for (String folder : environment("PATH").split(File.pathSeparator, -1)) {
            Path file = Path.of(folder, name);
            if (Files.isExecutable(file)) {
                return file.toString();
            }
        }
        return "";
    }

    /// {@return a variable of the environment; "" when it is not set}
    static String environment(String variable) {
        return System.getenv().getOrDefault(variable, "");
    }
}
