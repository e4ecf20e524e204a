package dev.wavetank.cli.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Which machines are switched off, written down so that a crash of the server does not switch them
/// on.
public final class PoweredOff {
    private final ClusterFolder folder;
    private final Path file;

    public PoweredOff(ClusterFolder folder) {
        this.folder = folder;
        this.file = folder.path().resolve("powered-off");
    }

    /// {@return the machines that are off, or were when the server ended without order}
    public List<String> nodes() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException unreadable) {
            throw folder.unwritable(unreadable);
        }
    }

    /// Writes down that a machine is off, or on.
    public void set(String node, boolean off) {
        var nodes = new TreeSet<>(nodes());
        if (off ? nodes.add(node) : nodes.remove(node)) {
            folder.replace(
                    file, nodes.stream().map(each -> each + "\n").collect(Collectors.joining()));
        }
    }

    /// Writes down that all machines are on, as they are after a boot of all.
    public void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException refused) {
            throw folder.unwritable(refused);
        }
    }
}
