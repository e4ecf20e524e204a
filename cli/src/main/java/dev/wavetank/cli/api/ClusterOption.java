package dev.wavetank.cli.api;

import dev.wavetank.cli.folder.ClusterFolder;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.folder.ServerLock;
import dev.wavetank.cli.folder.SocketPath;
import dev.wavetank.cli.terminal.Failure;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/// Which cluster a command is about, as an option, and how to reach it.
public final class ClusterOption {
    @Option(
            names = "--name",
            paramLabel = "CLUSTER",
            description = "the cluster; if there is only one it need not be named")
    String name = "";

    private final Home home;

    public ClusterOption(Home home) {
        this.home = home;
    }

    /// A choice that was made already.
    public ClusterOption(Home home, String name) {
        this.home = home;
        this.name = name;
    }

    /// {@return the folder of the cluster that is meant: the named one, else `default`, else the
    /// only one}
    public ClusterFolder folder() {
        if (!name.isEmpty()) {
            return home.cluster(name);
        }
        ClusterFolder usual = home.cluster(Home.DEFAULT_CLUSTER);
        if (!usual.exists()) {
            List<ClusterFolder> all = home.clusters();
            if (all.size() == 1) {
                return all.getFirst();
            } else if (!all.isEmpty()) {
                throw Failure.usage(
                        "there are several clusters: " + names(all),
                        "say which one: --name " + all.getFirst().name());
            }
        }
        return usual;
    }

    /// {@return the API of the cluster that is meant}
    public ApiClient open() {
        ClusterFolder folder = folder();
        try {
            return connect(folder);
        } catch (IOException nobody) {
            throw notReached(folder);
        }
    }

    /// {@return the API of a cluster that is starting, or null while nobody listens there}
    public static @Nullable ApiClient tryOpen(ClusterFolder folder) {
        try {
            return connect(folder);
        } catch (IOException notYet) {
            return null;
        }
    }

    private static ApiClient connect(ClusterFolder folder) throws IOException {
        return new ApiClient(SocketPath.of(folder).path(), folder.name(), folder.log().toString());
    }

    private Failure notReached(ClusterFolder folder) {
        String up =
                folder.name().equals(Home.DEFAULT_CLUSTER)
                        ? "wavetank up"
                        : "wavetank up --name " + folder.name();
        if (!folder.exists()) {
            List<ClusterFolder> others = home.clusters();
            return Failure.of(
                    "there is no cluster " + folder.name(),
                    others.isEmpty()
                            ? "start it: " + up
                            : "start it: " + up + "; others are: " + names(others));
        }
        if (ServerLock.holder(folder).isPresent()) {
            return Failure.of(
                    "the server of cluster " + folder.name() + " does not answer yet",
                    "run this again in a moment; its log is " + folder.log());
        }
        return Failure.of(
                "cluster " + folder.name() + " is not running",
                "start it again, with all that was in it: " + up);
    }

    private static String names(List<ClusterFolder> clusters) {
        return clusters.stream().map(ClusterFolder::name).collect(Collectors.joining(", "));
    }
}
