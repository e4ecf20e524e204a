package dev.wavetank.node.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The Docker engine of this machine, or the one that `DOCKER_HOST` names; shared by all nodes of a
/// cluster. Its calls block.
public final class Engine implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger("dev.wavetank.docker");

    /// Docker 20.10, of 2020: what Debian 12 has.
    private static final int API_MINOR_MIN = 41;

    /// A local socket answers at once or not at all.
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);

    /// Each stop that waits and each log that is followed holds one.
    private static final int CONNECTIONS_MAX = 10_000;

    private final DockerClient client;
    private final Version version;
    private final PauseImage pause;

    private Engine(DockerClient client, Version version) {
        this.client = client;
        this.version = version;
        pause = new PauseImage(client, Objects.requireNonNullElse(version.getArch(), ""));
    }

    /// Connects to the engine.
    ///
    /// @throws EngineProblem when there is none, it may not be used, or it is too old
    public static Engine open() {
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder().build();
        URI host = config.getDockerHost();
        var http =
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(host)
                        .sslConfig(config.getSSLConfig())
                        .maxConnections(CONNECTIONS_MAX)
                        .connectionTimeout(CONNECT_MAX)
                        .build();
        var client = DockerClientImpl.getInstance(config, http);
        try {
            var version = client.versionCmd().exec();
            String api = Objects.requireNonNullElse(version.getApiVersion(), "1.0");
            if (Integer.parseInt(api.substring(api.indexOf('.') + 1)) < API_MINOR_MIN) {
                throw new EngineProblem(
                        "the Docker engine at " + host + " speaks API " + api,
                        "Wavetank needs 1." + API_MINOR_MIN + ", which Docker 20.10 has");
            }
            return new Engine(client, version);
        } catch (RuntimeException failed) {
            close(client);
            throw failed instanceof EngineProblem ? failed : problem(host, failed);
        }
    }

    private static EngineProblem problem(URI host, RuntimeException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            String message = Objects.requireNonNullElse(cause.getMessage(), "");
            if (message.contains("Permission denied")) {
                return new EngineProblem(
                        "no permission to use the Docker engine at " + host,
                        "become a member of the group docker (sudo usermod -aG docker $USER, then"
                                + " log in again)",
                        failed);
            }
        }
        return new EngineProblem(
                "no Docker engine answers at " + host,
                "start it (sudo systemctl start docker), or set DOCKER_HOST to one; simulated"
                        + " nodes need none",
                failed);
    }

    DockerClient client() {
        return client;
    }

    PauseImage pause() {
        return pause;
    }

    /// {@return what a node says its runtime is: `docker://20.10.24`}
    public String describe() {
        return "docker://" + version.getVersion();
    }

    /// {@return the kernel that containers run on}
    public String kernel() {
        return Objects.requireNonNullElse(version.getKernelVersion(), "");
    }

    @Override
    public void close() {
        close(client);
    }

    private static void close(DockerClient client) {
        try {
            client.close();
        } catch (IOException unclean) {
            LOG.log(Level.FINE, "the connection to the Docker engine did not close", unclean);
        }
    }
}
