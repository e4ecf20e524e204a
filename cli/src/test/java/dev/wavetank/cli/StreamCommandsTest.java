package dev.wavetank.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wavetank.cli.server.RunningCluster;
import dev.wavetank.cli.terminal.Terminal;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// `logs`, `exec` and `port-forward` on a cluster that runs in this process.
final class StreamCommandsTest {
    private static final String MANIFEST =
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: web
              labels: {app: web}
              annotations: {wavetank.dev/web.log: serving, wavetank.dev/side.log: beside}
            spec:
              containers:
              - {name: web, image: 'web:1', ports: [{containerPort: 80}]}
              - {name: side, image: 'side:1', ports: [{containerPort: 81}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {selector: {app: web}, ports: [{port: 80}]}
            """;

    @TempDir static Path home;

    private static RunningCluster cluster;

    private record Result(int code, String out, String err) {}

    @BeforeAll
    static void start() throws IOException {
        cluster = RunningCluster.start(home);
        ok("wait", "--for", "condition=Ready", "node", "--all", "--timeout", "2m");
        Path file = Files.writeString(home.resolve("web.yaml"), MANIFEST);
        ok("apply", "-f", file.toString());
        ok("wait", "--for", "condition=Ready", "pod/web", "--timeout", "2m");
    }

    @AfterAll
    static void stop() throws IOException {
        cluster.close();
    }

    private static int run(ByteArrayOutputStream out, ByteArrayOutputStream err, String... args) {
        var terminal =
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        false,
                        false);
        return new Main(terminal, Map.of("WAVETANK_HOME", home.toString())).run(List.of(args));
    }

    private static Result run(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = run(out, err, args);
        return new Result(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static String ok(String... args) {
        Result result = run(args);
        assertThat(result.code()).as("%s: %s", String.join(" ", args), result.err()).isZero();
        return result.out();
    }

    @Test
    void aLogIsThatOfTheFirstContainerOrTheNamedOrAll() {
        assertThat(ok("logs", "web")).contains("serving").doesNotContain("beside");
        assertThat(ok("logs", "service/web", "-c", "side"))
                .contains("beside")
                .doesNotContain("serving");
        assertThat(ok("logs", "pod/web", "--all-containers")).contains("serving", "beside");
        assertThat(ok("logs", "web", "--tail", "1")).isEqualTo("serving\n");
        assertThat(ok("logs", "web", "--tail", "1", "--timestamps"))
                .matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z serving\n");
    }

    @Test
    void whatCannotBeShownIsSaidWithTheRemedy() {
        assertThat(run("logs", "web", "--previous").err())
                .contains("previous terminated container \"web\" in pod \"web\" not found");
        assertThat(run("logs", "web", "-c", "no").err())
                .contains("container no is not valid for pod web");
        assertThat(run("logs", "nosuch").err()).contains("pods \"nosuch\" not found");
        assertThat(run("logs", "web", "--tail", "few").code()).isEqualTo(2);
        assertThat(run("logs", "web", "--since", "soon").code()).isEqualTo(2);
        assertThat(run("logs", "web", "--all-containers", "-f").code()).isEqualTo(2);
    }

    @Test
    void execEndsWithTheProgramsCode() {
        assertThat(run("exec", "web", "--", "sh", "-c", "echo out; echo oops >&2"))
                .isEqualTo(new Result(0, "out\n", "oops\n"));
        assertThat(run("exec", "service/web", "-c", "side", "--", "sh", "-c", "exit 7").code())
                .isEqualTo(7);
        assertThat(run("exec", "web", "--", "nothing-like-this").code()).isEqualTo(127);
    }

    @Test
    void execSaysWhatIsWrongBeforeAndAfterTheServerWasAsked() {
        assertThat(run("exec", "web").code()).isEqualTo(2);
        assertThat(run("exec", "nosuch", "--", "true").err()).contains("pods \"nosuch\" not found");
        assertThat(run("exec", "web", "-c", "no", "--", "true"))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(1);
                    assertThat(refused.err()).contains("container no is not valid for pod web");
                });
    }

    @Test
    void aPortOfThisMachineLeadsToThePod() throws Exception {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var forwarding =
                Thread.ofVirtual().start(() -> run(out, err, "port-forward", "web", ":80"));
        try {
            await().until(() -> out.toString(StandardCharsets.UTF_8).contains("leads to port 80"));
            String line = out.toString(StandardCharsets.UTF_8);
            int port = Integer.parseInt(line.replaceAll("(?s)localhost:(\\d+) .*", "$1"));
            for (String path : new String[] {"/first", "/second"}) {
                assertThat(get(port, path))
                        .startsWith("HTTP/1.1 200 OK\r\n")
                        .contains("pod default/web on node ", ": GET " + path + "\n");
            }
        } finally {
            forwarding.interrupt();
        }
        forwarding.join();
    }

    private static String get(int port, String path) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(
                            ("GET " + path + " HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aPortThatIsTakenOrNoneIsSaid() throws Exception {
        assertThat(run("port-forward", "web", "eighty").code()).isEqualTo(2);
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("port-forward", "web", taken.getLocalPort() + ":80"))
                    .satisfies(refused -> {
                        assertThat(refused.code()).isEqualTo(1);
                        assertThat(refused.err()).contains("cannot be used");
                    });
        }
    }
}
