package dev.wavetank.cli.folder;

import dev.wavetank.cli.terminal.Failure;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Where all clusters of a user live: `$WAVETANK_HOME`, else `~/.wavetank`.
public record Home(Path path) {
    /// The cluster that is meant when none is named.
    public static final String DEFAULT_CLUSTER = "default";

    /// It becomes part of a context's name, of host names and of a path.
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?");

    public static Home of(Map<String, String> environment) {
        String chosen = environment.getOrDefault("WAVETANK_HOME", "");
        Path path =
                chosen.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".wavetank")
                        : Path.of(chosen);
        return new Home(path.toAbsolutePath().normalize());
    }

    /// {@return the folder of a cluster, which need not exist}
    public ClusterFolder cluster(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Failure.usage(
                    "\"" + name + "\" is no name for a cluster",
                    "use lower case letters, digits and '-' inside, at most 40 of them");
        }
        return new ClusterFolder(name, path.resolve("clusters").resolve(name));
    }

    /// {@return the clusters that exist, running or not, by name}
    public List<ClusterFolder> clusters() {
        var found = new ArrayList<ClusterFolder>();
        Path folder = path.resolve("clusters");
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (NAME.matcher(name).matches() && cluster(name).exists()) {
                    found.add(cluster(name));
                }
            }
        } catch (IOException unreadable) {
            throw Failure.of(
                    "cannot read " + folder + ": " + unreadable.getMessage(),
                    "correct its permissions, or set WAVETANK_HOME to another folder");
        }
        found.sort((a, b) -> a.name().compareTo(b.name()));
        return found;
    }
}
