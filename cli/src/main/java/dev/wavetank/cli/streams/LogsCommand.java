package dev.wavetank.cli.streams;

import static dev.wavetank.cli.api.ApiClient.query;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.ClusterOption;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.folder.Home;
import dev.wavetank.cli.folder.SocketPath;
import dev.wavetank.cli.socket.UnixConnection;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Malformed;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// `wavetank logs`: what a container wrote.
@Command(
        name = "logs",
        description = "Shows what a container wrote.",
        footer = {
            "%nExamples:",
            "  wavetank logs web-1                       the log of its container",
            "  wavetank logs deployment/web -f           stay, and show what is written",
            "  wavetank logs web-1 --previous            of the run before its last restart",
            "  wavetank logs web-1 --all-containers --tail 20"
        })
public final class LogsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin final ClusterOption cluster;

    @Parameters(paramLabel = "POD", description = "a pod, or deployment/NAME, service/NAME")
    String pod = "";

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
            names = "--all-containers",
            description = "those of all containers, one after the other")
    boolean all;

    @Option(
            names = {"-f", "--follow"},
            description = "stay, and show what is written until Ctrl-C")
    boolean follow;

    @Option(
            names = {"-p", "--previous"},
            description = "of the run before the last restart")
    boolean previous;

    @Option(names = "--timestamps", description = "begin each line with its time")
    boolean timestamps;

    @Option(names = "--tail", paramLabel = "LINES", description = "only so many of the last lines")
    String tail = "";

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "only what is younger: 30s, 5m, 2h")
    String since = "";

    public LogsCommand(Terminal terminal, Home home) {
        this.terminal = terminal;
        this.cluster = new ClusterOption(home);
    }

    @Override
    public Integer call() {
        if (!tail.matches("[0-9]{0,9}")) {
            throw Failure.usage("--tail: found " + tail, "give a number of lines: --tail 20");
        }
        String seconds = seconds();
        if (all && follow) {
            throw Failure.usage(
                    "several logs cannot be followed at once", "name one: --container NAME");
        }
        PodChoice chosen;
        try (ApiClient api = cluster.open()) {
            chosen = PodChoice.of(api, namespace, pod);
        } catch (Refused refused) {
            throw refused.failure("see which there are: wavetank get pods -n " + namespace);
        }
        List<String> containers =
                all
                        ? chosen.containers()
                        : List.of(container.isEmpty() ? chosen.container() : container);
        for (String each : containers) {
            show(
                    chosen.path("log")
                            + query(
                                    "container",
                                    each,
                                    "follow",
                                    follow ? "true" : "",
                                    "previous",
                                    previous ? "true" : "",
                                    "timestamps",
                                    timestamps ? "true" : "",
                                    "tailLines",
                                    tail,
                                    "sinceSeconds",
                                    seconds));
        }
        return 0;
    }

    private String seconds() {
        if (since.isEmpty()) {
            return "";
        } else if (!since.matches("[0-9]{1,7}[smh]")) {
            throw Failure.usage("--since: found " + since, "give a time: --since 30s, 5m, 2h");
        }
        long number = Long.parseLong(since.substring(0, since.length() - 1));
        return Long.toString(
                switch (since.charAt(since.length() - 1)) {
                    case 'h' -> number * 3_600;
                    case 'm' -> number * 60;
                    default -> number;
                });
    }

    private void show(String target) {
        try (var connection = UnixConnection.open(SocketPath.of(cluster.folder()).path())) {
            var answer = connection.send("GET", target, Map.of("accept", "*/*"), new byte[0]);
            if (answer.status() != 200) {
                throw Failure.of(
                        message(answer.text()), "see how the pod is: wavetank describe " + pod);
            }
            var lines =
                    new BufferedReader(
                            new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
            for (String line = lines.readLine();
                    line != null && !terminal.broken();
                    line = lines.readLine()) {
                terminal.line(line);
                if (follow) {
                    terminal.flush();
                }
            }
        } catch (IOException gone) {
            throw Failure.of(
                    "lost the server: " + gone.getMessage(), "see how it is: wavetank status");
        }
    }

    /// {@return what the server's Status says}
    static String message(String body) {
        try {
            return JsonText.read(body) instanceof Json.Obj status
                            && !status.text("message").isEmpty()
                    ? status.text("message")
                    : body.strip();
        } catch (Malformed text) {
            return body.strip();
        }
    }
}
