package dev.wavetank.cli.streams;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.ClusterOption;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.folder.SocketPath;
import dev.wavetank.cli.socket.WebSocket;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/// `wavetank port-forward`: a port of this machine leads to a port of a pod.
@Command(
        name = "port-forward",
        description = "Lets ports of this machine lead to ports of a pod, until Ctrl-C.",
        footer = {
            "%nExamples:",
            "  wavetank port-forward web-1 8080               localhost:8080 to its port 8080",
            "  wavetank port-forward deployment/web 9000:80   localhost:9000 to its port 80",
            "  wavetank port-forward web-1 :80                from any free port"
        })
public final class PortForwardCommand implements Callable<Integer> {
    private static final String PROTOCOL = "v4.channel.k8s.io";
    private static final byte DATA = 0;
    private static final byte ERROR = 1;

    private final Terminal terminal;

    @Mixin final ClusterOption cluster;

    @Parameters(
            index = "0",
            paramLabel = "POD",
            description = "a pod, or deployment/NAME, service/NAME (by the pod's port)")
    String pod = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "PORT",
            description = "the pod's, or LOCAL:PORT; an empty LOCAL is any free one")
    List<String> ports = new ArrayList<>();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "look there; if not given, in default")
    String namespace = "default";

    public PortForwardCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.cluster = new ClusterOption(home);
    }

    private record Pair(int local, int remote) {
        static Pair of(String text) {
            if (!text.matches("[0-9]{0,5}:[0-9]{1,5}|[0-9]{1,5}")) {
                throw Failure.usage("found the port " + text, "give PORT, LOCAL:PORT or :PORT");
            }
            int colon = text.indexOf(':');
            String local = colon < 0 ? text : text.substring(0, colon);
            int remote = Integer.parseInt(text.substring(colon + 1));
            return new Pair(local.isEmpty() ? 0 : Integer.parseInt(local), remote);
        }
    }

    @Override
    public Integer call() {
        var pairs = ports.stream().map(Pair::of).toList();
        PodChoice chosen;
        try (ApiClient api = cluster.open()) {
            chosen = PodChoice.of(api, namespace, pod);
        } catch (Refused refused) {
            throw refused.failure("see which there are: wavetank get pods -n " + namespace);
        }
        Path socket = SocketPath.of(cluster.folder()).path();
        var threads = new ArrayList<Thread>();
        for (var pair : pairs) {
            var listening = listen(pair);
            terminal.line(
                    "localhost:"
                            + listening.getLocalPort()
                            + " leads to port "
                            + pair.remote()
                            + " of pod "
                            + chosen.name()
                            + "; Ctrl-C ends it");
            threads.add(
                    Thread.ofVirtual()
                            .start(() -> accept(listening, socket, chosen, pair.remote())));
        }
        terminal.flush();
        try {
            for (Thread each : threads) {
                each.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }

    private static ServerSocket listen(Pair pair) {
        try {
            return new ServerSocket(pair.local(), 50, InetAddress.getLoopbackAddress());
        } catch (IOException taken) {
            throw Failure.of(
                    "port " + pair.local() + " cannot be used: " + taken.getMessage(),
                    "choose another: wavetank port-forward POD :" + pair.remote());
        }
    }

    private void accept(ServerSocket listening, Path socket, PodChoice chosen, int port) {
        try (listening) {
            while (true) {
                var connection = listening.accept();
                Thread.ofVirtual().start(() -> forward(connection, socket, chosen, port));
            }
        } catch (IOException closed) {
            terminal.failure("no longer listens: " + closed.getMessage(), "run this again");
        }
    }

    private void forward(Socket connection, Path socket, PodChoice chosen, int port) {
        String target = chosen.path("portforward") + "?ports=" + port;
        try (connection;
                var line = WebSocket.open(socket, target, PROTOCOL)) {
            Thread.ofVirtual().start(() -> send(connection, line));
            receive(line, connection);
        } catch (WebSocket.NotUpgraded refused) {
            terminal.failure(
                    LogsCommand.message(refused.body()),
                    "see how the pod is: wavetank describe pod/" + chosen.name());
        } catch (IOException broken) {
            terminal.note("a connection to port " + port + " broke off: " + broken.getMessage());
        }
    }

    private static void send(Socket from, WebSocket to) {
        var buffer = new byte[32 << 10];
        try {
            var in = from.getInputStream();
            for (int read = in.read(buffer, 1, buffer.length - 1);
                    read >= 0;
                    read = in.read(buffer, 1, buffer.length - 1)) {
                buffer[0] = DATA;
                to.write(Arrays.copyOf(buffer, read + 1));
            }
            to.close();
        } catch (IOException over) {
            // The other direction says why.
        }
    }

    /// The first message of each channel repeats the port.
    private void receive(WebSocket from, Socket to) throws IOException {
        var begun = new boolean[2];
        var out = to.getOutputStream();
        for (byte[] message = next(from, to); message.length > 0; message = next(from, to)) {
            int channel = message[0];
            boolean known = channel == DATA || channel == ERROR;
            if (known && !begun[channel]) {
                begun[channel] = true;
            } else if (channel == DATA) {
                out.write(message, 1, message.length - 1);
            } else if (channel == ERROR) {
                terminal.failure(
                        new String(message, 1, message.length - 1, StandardCharsets.UTF_8),
                        "see what it listens on: wavetank describe pod/" + pod);
            }
        }
    }

    private static byte[] next(WebSocket from, Socket to) throws IOException {
        try {
            byte[] message = from.read();
            return message == null ? new byte[0] : message;
        } catch (IOException broken) {
            // The caller hung up first: that is an end like any other.
            if (to.isClosed() || !to.isConnected() || broken instanceof ClosedChannelException) {
                return new byte[0];
            }
            throw broken;
        }
    }
}
