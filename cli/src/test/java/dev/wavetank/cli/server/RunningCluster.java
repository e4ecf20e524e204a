package dev.wavetank.cli.server;

import dev.wavetank.cli.folder.ClusterFolder;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.folder.Settings;

import java.io.IOException;
import java.nio.file.Path;

/// A cluster in this process, with its journal in a folder and its Unix socket, as `serve` runs it.
public final class RunningCluster implements AutoCloseable {
    private final ClusterServer server;

    private RunningCluster(ClusterServer server) {
        this.server = server;
    }

    /// Starts one.
    ///
    /// @param home where the cluster `default` lives from now on
    public static RunningCluster start(Path home) throws IOException {
        ClusterFolder folder = new Home(home).cluster(Home.DEFAULT_CLUSTER);
        folder.create();
        Settings usual = Settings.DEFAULT;
        var settings =
                new Settings(
                        Settings.equal(2, usual.first().cpu(), usual.first().memory()),
                        1,
                        0,
                        home.resolve("kubeconfig").toString());
        folder.keep(settings);
        return new RunningCluster(ClusterServer.start(folder, settings, false));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
