package dev.wavetank.cli.streams;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.ClusterOption;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.folder.SocketPath;
import dev.wavetank.cli.socket.WebSocket;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Interrupts;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/// `wavetank exec`: runs a program in a container and ends as it does.
@Command(
        name = "exec",
        description = {
            "Runs a program in a container and ends with its exit code. Simulated containers have"
                    + " a",
            "small shell of their own: docs/simulated-pods.md says what it can do."
        },
        footer = {
            "%nExamples:",
            "  wavetank exec web-1 -- env                     what variables it has",
            "  wavetank exec -it web-1 -- sh                  a shell in it",
            "  wavetank exec deployment/web -- wget -qO- http://cart:8080/"
        })
public final class ExecCommand implements Callable<Integer> {
    private static final String PROTOCOL = "v5.channel.k8s.io";
    private static final byte STDIN = 0;
    private static final byte RESIZE = 4;
    private static final byte CLOSE = (byte) 255;

    private final Terminal terminal;

    @Mixin final ClusterOption cluster;

    @Parameters(
            arity = "1..*",
            paramLabel = "POD -- PROGRAM",
            description = "a pod, or deployment/NAME, service/NAME; then the program")
    List<String> words = new ArrayList<>();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "look there; if not given, in default")
    String namespace = "default";

    @Option(
            names = {"-c", "--container"},
            paramLabel = "CONTAINER",
            description = "this one; if not given, the first")
    String container = "";

    @Option(
            names = {"-i", "--stdin"},
            description = "pass on what is typed or piped in")
    boolean stdin;

    @Option(
            names = {"-t", "--tty"},
            description = "give the program a terminal")
    boolean tty;

    public ExecCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.cluster = new ClusterOption(home);
    }

    @Override
    public Integer call() {
        if (words.size() < 2) {
            throw Failure.usage(
                    "no program is named",
                    "say which: wavetank exec " + words.getFirst() + " -- env");
        }
        PodChoice chosen;
        try (ApiClient api = cluster.open()) {
            chosen = PodChoice.of(api, namespace, words.getFirst());
        } catch (Refused refused) {
            throw refused.failure("see which there are: wavetank get pods -n " + namespace);
        }
        boolean screen = tty && stdin && Terminal.isTerminal(0);
        if (tty && !screen) {
            terminal.note("there is no terminal to pass on: going on without one");
        }
        try (var socket = open(chosen, screen);
                var raw = screen ? RawTerminal.enter() : null) {
            Interrupts.on(() -> restore(raw));
            if (screen) {
                resize(socket);
            }
            if (stdin) {
                Thread.ofPlatform().daemon().name("stdin").start(() -> feed(socket));
            }
            return receive(socket);
        } catch (WebSocket.NotUpgraded refused) {
            throw Failure.of(
                    LogsCommand.message(refused.body()),
                    "see how the pod is: wavetank describe pod/" + chosen.name());
        } catch (IOException gone) {
            throw Failure.of(
                    "lost the program: " + gone.getMessage(), "see how it is: wavetank status");
        }
    }

    private static void restore(@Nullable RawTerminal raw) {
        if (raw != null) {
            raw.close();
        }
    }

    private WebSocket open(PodChoice chosen, boolean screen) throws IOException {
        var target = new StringBuilder(chosen.path("exec")).append("?stdout=true");
        target.append("&stdin=").append(stdin).append("&tty=").append(screen);
        target.append("&stderr=").append(!screen);
        target.append("&container=")
                .append(encoded(container.isEmpty() ? chosen.container() : container));
        for (String each : words.subList(1, words.size())) {
            target.append("&command=").append(encoded(each));
        }
        return WebSocket.open(SocketPath.of(cluster.folder()).path(), target.toString(), PROTOCOL);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void resize(WebSocket socket) throws IOException {
        String[] size = RawTerminal.size().split(" ", -1);
        if (size.length == 2) {
            String json = "{\"Width\":" + size[1] + ",\"Height\":" + size[0] + "}";
            socket.write(on(RESIZE, json.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private static byte[] on(byte channel, byte[] bytes) {
        var message = new byte[bytes.length + 1];
        message[0] = channel;
        System.arraycopy(bytes, 0, message, 1, bytes.length);
        return message;
    }

    private static void feed(WebSocket socket) {
        var buffer = new byte[32 << 10];
        try (var in = new FileInputStream(FileDescriptor.in)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                socket.write(on(STDIN, Arrays.copyOf(buffer, read)));
            }
            socket.write(new byte[] {CLOSE, STDIN});
        } catch (IOException over) {
            // The program has ended; so does this.
        }
    }

    private int receive(WebSocket socket) throws IOException {
        for (byte[] message = socket.read(); message != null; message = socket.read()) {
            int channel = message.length < 2 ? 0 : message[0];
            switch (channel) {
                case 1, 2 -> {
                    terminal.pass(channel == 2, Arrays.copyOfRange(message, 1, message.length));
                    if (terminal.broken()) {
                        throw new IOException("nobody reads what it writes");
                    }
                }
                case 3 -> {
                    return code(message);
                }
                default -> {}
            }
        }
        throw new IOException("the connection broke off");
    }

    private static int code(byte[] message) {
        String text = new String(message, 1, message.length - 1, StandardCharsets.UTF_8);
        var status = (Json.Obj) JsonText.read(text);
        if (status.text("status").equals("Success")) {
            return 0;
        }
        for (Json each : status.object("details").array("causes")) {
            if (each instanceof Json.Obj cause && cause.text("reason").equals("ExitCode")) {
                return Integer.parseInt(cause.text("message"));
            }
        }
        throw Failure.of(status.text("message"), "see which containers run: wavetank get pods");
    }
}
