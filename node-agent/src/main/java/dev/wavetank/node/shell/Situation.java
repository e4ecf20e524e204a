package dev.wavetank.node.shell;

import java.util.NavigableMap;
import java.util.TreeMap;

/// What a shell and the programs it runs have in common: the directory they are in, and the
/// variables.
final class Situation {
    private final Host host;
    private final NavigableMap<String, String> variables;
    private String directory = "/";

    /// The `$?` of the shell.
    int lastCode;

    Situation(Host host) {
        this(host, new TreeMap<>(host.environment()), "/");
    }

    private Situation(Host host, NavigableMap<String, String> variables, String directory) {
        this.host = host;
        this.variables = variables;
        this.directory = directory;
    }

    /// {@return one of its own for a program that changes nothing here}
    Situation copy() {
        return new Situation(host, new TreeMap<>(variables), directory);
    }

    Host host() {
        return host;
    }

    NavigableMap<String, String> variables() {
        return variables;
    }

    String directory() {
        return directory;
    }

    void enter(String path) {
        directory = path;
    }
}
