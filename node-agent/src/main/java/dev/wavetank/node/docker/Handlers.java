package dev.wavetank.node.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Frame;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Json;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Carries out what probes and hooks name: `exec`, `httpGet`, `tcpSocket`, `sleep`.
final class Handlers {
    /// The kubelet's limit of what it reads of a probe's output.
    private static final int OUTPUT_MAX = 10 * 1024;

    private final DockerClient client;

    Handlers(DockerClient client) {
        this.client = client;
    }

    /// What came of it.
    ///
    /// @param message why it failed
    record Outcome(boolean passed, String message) {
        static final Outcome PASSED = new Outcome(true, "");

        static Outcome failed(String message) {
            return new Outcome(false, message);
        }
    }

    /// A container to be asked.
    ///
    /// @param id the engine's
    /// @param ip where its ports are
    record Target(String id, String ip, Container spec) {
        /// {@return the number of a port that is given so or by its name; -1 for an unknown name}
        int port(@Nullable Json given) {
            if (given instanceof Json.Num number) {
                Long whole = number.whole();
                return whole == null ? -1 : whole.intValue();
            }
            for (var each : spec.ports()) {
                if (given instanceof Json.Text(var name) && each.name().equals(name)) {
                    return each.containerPort();
                }
            }
            return -1;
        }
    }

    /// {@return what comes of a handler within this time}
    Outcome run(Json.Obj handler, Target target, Duration timeout) {
        try {
            if (handler.has("exec")) {
                return exec(words(handler.object("exec").array("command")), target, timeout);
            } else if (handler.has("httpGet")) {
                return new HttpGet(handler.object("httpGet"), target).run(timeout);
            } else if (handler.has("tcpSocket")) {
                return tcp(handler.object("tcpSocket"), target, timeout);
            } else if (handler.has("sleep")) {
                return sleep(handler.object("sleep"), timeout);
            }
            return Outcome.failed("this runtime supports exec, httpGet and tcpSocket only");
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return Outcome.failed("the node is shutting down");
        }
    }

    private static List<String> words(List<Json> command) {
        return command.stream()
                .map(each -> each instanceof Json.Text(var text) ? text : each.toString())
                .toList();
    }

    private static Outcome sleep(Json.Obj sleep, Duration timeout) throws InterruptedException {
        Long seconds = sleep.get("seconds") instanceof Json.Num number ? number.whole() : null;
        var asked = Duration.ofSeconds(seconds == null ? 0 : seconds);
        Thread.sleep(asked.compareTo(timeout) < 0 ? asked : timeout);
        return Outcome.PASSED;
    }

    private Outcome exec(List<String> command, Target target, Duration timeout)
            throws InterruptedException {
        var bytes = new ByteArrayOutputStream();
        try (var output = new Receiving<Frame>(frame -> keep(frame, bytes))) {
            String exec =
                    client.execCreateCmd(target.id())
                            .withCmd(command.toArray(String[]::new))
                            .withAttachStdout(true)
                            .withAttachStderr(true)
                            .exec()
                            .getId();
            client.execStartCmd(exec).exec(output);
            if (!output.awaitCompletion(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                return Outcome.failed(
                        "command timed out: \""
                                + String.join(" ", command)
                                + "\" timed out after "
                                + timeout.toSeconds()
                                + "s");
            }
            Long code = client.inspectExecCmd(exec).exec().getExitCodeLong();
            return code != null && code == 0
                    ? Outcome.PASSED
                    : Outcome.failed(bytes.toString(StandardCharsets.UTF_8));
        } catch (RuntimeException failed) {
            return Outcome.failed(EngineErrors.message(failed));
        }
    }

    private static void keep(Frame frame, ByteArrayOutputStream bytes) {
        int room = OUTPUT_MAX - bytes.size();
        bytes.write(frame.getPayload(), 0, Math.min(room, frame.getPayload().length));
    }

    private static Outcome tcp(Json.Obj handler, Target target, Duration timeout) {
        String given = handler.text("host");
        String host = given.isEmpty() ? target.ip() : given;
        int port = target.port(handler.get("port"));
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) timeout.toMillis());
            return Outcome.PASSED;
        } catch (IOException | IllegalArgumentException failed) {
            return Outcome.failed(dial(host, port, failed));
        }
    }

    /// {@return why a connection did not come about, as Go says it}
    static String dial(String host, int port, Exception failed) {
        String why =
                switch (failed) {
                    case SocketTimeoutException _ -> "i/o timeout";
                    case ConnectException refused
                            when String.valueOf(refused.getMessage()).contains("refused") ->
                            "connect: connection refused";
                    default -> String.valueOf(failed.getMessage());
                };
        return "dial tcp " + host + ":" + port + ": " + why;
    }
}
