package dev.wavetank.node.docker;

import com.github.dockerjava.api.DockerClient;

import dev.wavetank.node.runtime.Command;
import dev.wavetank.node.runtime.ObservedPod;
import dev.wavetank.node.runtime.Result;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Executor;

/// Opens the ways into real containers.
final class Doors {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);

    private final DockerClient client;
    private final Owner owner;
    private final Executor threads;

    Doors(DockerClient client, Owner owner, Executor threads) {
        this.client = client;
        this.owner = owner;
        this.threads = threads;
    }

    Result exec(Command.Exec asked) {
        var run = running(asked.uid(), asked.container());
        if (run == null) {
            return notFound(asked.container());
        }
        String exec =
                client.execCreateCmd(run.id())
                        .withCmd(asked.argv().toArray(String[]::new))
                        .withAttachStdin(asked.stdin())
                        .withAttachStdout(true)
                        .withAttachStderr(!asked.tty())
                        .withTty(asked.tty())
                        .exec()
                        .getId();
        return new Result.Opened(
                ProgramConversation.exec(client, threads, exec, asked.stdin(), asked.tty()));
    }

    Result attach(Command.Attach asked) {
        var run = running(asked.uid(), asked.container());
        return run == null
                ? notFound(asked.container())
                : new Result.Opened(
                        ProgramConversation.attach(client, threads, run.id(), asked.stdin()));
    }

    private Listing.@Nullable Entry running(String uid, String container) {
        Listing.Entry running = null;
        for (var each : Listing.of(client, owner, uid).runs(container)) {
            running = each.runs() ? each : running;
        }
        return running;
    }

    private static Result notFound(String container) {
        return new Result.Failed(
                "", "unable to upgrade connection: container not found (\"" + container + "\")");
    }

    /// Connects from the host to the pod's address: what listens on the pod's own loopback only is
    /// not reached so.
    Result connect(int port, @Nullable ObservedPod pod) {
        if (pod == null || !pod.ready()) {
            return new Result.Failed("", "failed to find sandbox of pod in store: not found");
        }
        String ip = pod.ip().isEmpty() ? "127.0.0.1" : pod.ip();
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(ip, port), (int) CONNECT_MAX.toMillis());
            return new Result.Opened(new PortConversation(threads, socket));
        } catch (IOException | IllegalArgumentException failed) {
            close(socket);
            return new Result.Failed(
                    "",
                    "failed to connect to localhost:"
                            + port
                            + " inside namespace of pod \""
                            + pod.pod().name()
                            + "\", IPv4: "
                            + Handlers.dial(ip, port, failed));
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException unclean) {
            // It never was connected.
        }
    }
}
