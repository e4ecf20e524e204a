package dev.wavetank.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.wavetank.apiserver.requests.Response;
import dev.wavetank.apiserver.requests.Upgrade;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/// Watches over WebSockets: an event is a message, the client sets the pace, and both sides learn
/// of every end; what does not speak WebSocket says so.
final class WatchSocketTest extends RunningFront {
    private static final String LAST = "GET /last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    private final Listener listener = new Listener();

    /// Notes what it is told; writes what the test has it write.
    private static final class Events implements Response.Source {
        final List<String> told = Collections.synchronizedList(new ArrayList<>());
        volatile Response.@Nullable Sink sink;

        @Override
        public void start(Response.Sink to) {
            told.add("start");
            sink = to;
        }

        @Override
        public void drained() {
            told.add("drained");
        }

        @Override
        public void closed() {
            told.add("closed");
        }

        void write(String text) {
            sink().write(text.getBytes(StandardCharsets.UTF_8));
        }

        Response.Sink sink() {
            return Objects.requireNonNull(sink);
        }
    }

    /// Takes a message only when asked to.
    private static final class Listener implements WebSocket.Listener {
        final List<String> heard = Collections.synchronizedList(new ArrayList<>());
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder message = new StringBuilder();

        @Override
        public void onOpen(WebSocket socket) {}

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                heard.add(message.toString());
                message.setLength(0);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.complete(-1);
        }
    }

    private Events events(String protocol) {
        var events = new Events();
        echo.upgrade =
                new Response(
                        101,
                        new TreeMap<>(),
                        new Response.Body.Upgraded(new Upgrade.Events(protocol, events)));
        return events;
    }

    private WebSocket open(String path, String... protocols) throws Exception {
        var builder = client(null, HttpClient.Version.HTTP_1_1).newWebSocketBuilder();
        if (protocols.length > 0) {
            builder.subprotocols(protocols[0]);
        }
        return builder.buildAsync(URI.create("wss://127.0.0.1:" + port + path), listener)
                .get(10, TimeUnit.SECONDS);
    }

    private void in(Runnable turn) throws Exception {
        var done = new CompletableFuture<Void>();
        world.post(
                "test",
                () -> {
                    turn.run();
                    done.complete(null);
                });
        done.get(10, TimeUnit.SECONDS);
    }

    @Test
    void eachEventIsATextMessageAndTheEndIsANormalClose() throws Exception {
        var events = events("");
        var socket = open("/upgrade");
        socket.request(100);
        await().until(() -> events.sink != null);
        in(() -> {
            events.write("{\"one\":\"é\"}\n{\"two\":2}\n");
            events.write("{\"three\":3}\n");
            events.sink().end();
        });

        assertThat(listener.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
        assertThat(listener.heard)
                .containsExactly("{\"one\":\"é\"}", "{\"two\":2}", "{\"three\":3}");
        assertThat(socket.getSubprotocol()).isEmpty();
        front.close();
        assertThat(events.told).containsExactly("start");
    }

    @Test
    void theProtocolThatWasAskedForIsAgreedOn() throws Exception {
        events("base64.binary.k8s.io");

        assertThat(open("/upgrade", "base64.binary.k8s.io").getSubprotocol())
                .isEqualTo("base64.binary.k8s.io");
    }

    @Test
    void aClientThatDoesNotReadHoldsUpTheWatchUntilItDoes() throws Exception {
        var events = events("");
        var socket = open("/upgrade");
        await().until(() -> events.sink != null);
        String piece = "x".repeat(64 << 10) + "\n";
        int[] written = new int[1];
        Runnable fill =
                () -> {
                    while (events.sink().ready() && written[0] < 1_000) {
                        events.write(piece);
                        written[0]++;
                    }
                };
        in(fill);
        int before = -1;
        // The system's own buffers take some; then no more is taken.
        while (before != written[0]) {
            before = written[0];
            for (int i = 0; i < 3; i++) {
                get(client(null, HttpClient.Version.HTTP_1_1), "/fine");
            }
            in(fill);
        }
        assertThat(written[0]).isLessThan(1_000);

        events.told.clear();
        socket.request(Long.MAX_VALUE);
        await().until(() -> events.told.contains("drained"));
        await().until(() -> listener.heard.size() == written[0]);
    }

    @Test
    void theWatchLearnsOnceThatItsClientWentAwayOrTheServerCloses() throws Exception {
        var first = events("");
        open("/upgrade").abort();
        await().until(() -> first.told.contains("closed"));
        var second = events("");
        open("/upgrade").request(1);
        front.close();

        assertThat(listener.closed.get(10, TimeUnit.SECONDS)).isNotEqualTo(1000);
        await().until(() -> second.told.contains("closed"));
        assertThat(first.told).filteredOn("closed"::equals).hasSize(1);
        assertThat(second.told).filteredOn("closed"::equals).hasSize(1);
    }

    @Test
    void webSocketsCountAsStreamsUntilTheyEnd() throws Exception {
        var events = events("");
        var first = open("/upgrade");
        open("/upgrade");
        var refused = events("");

        assertThat(refusal("/upgrade")).isEqualTo(429);
        await().until(() -> refused.told.contains("closed"));
        assertThat(get(client(null, HttpClient.Version.HTTP_1_1), "/quiet").statusCode())
                .isEqualTo(429);

        first.abort();
        await().until(() -> events.told.contains("closed"));
        events("");
        open("/upgrade");
    }

    @Test
    void aHandshakeThatIsIncompleteIsRefusedAndHoldsNothing() throws Exception {
        front.listenUnix(folder.resolve("s"));
        for (int i = 0; i < 2 * limits.streams(); i++) {
            var events = events("");
            try (var channel = connect(folder.resolve("s"))) {
                send(
                        channel,
                        "GET /upgrade HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\n"
                                + "Upgrade: websocket\r\n\r\n"
                                + LAST);
                assertThat(readAll(channel)).startsWith("HTTP/1.1 4").contains("/last");
            }
            await().until(() -> events.told.contains("closed"));
        }
    }

    @Test
    void whatSpeaksNoWebSocketSaysSo() throws Exception {
        assertThat(refusal("/plain")).isEqualTo(400);
        assertThat(refusal("/quiet")).isEqualTo(400);
        assertThat(echo.streams.getFirst().told).containsExactly("closed");
        assertThat(front.atWork()).isZero();
    }

    @Test
    void anUpgradeThatHttpDoesNotKnowIsNotHeard() throws Exception {
        front.listenUnix(folder.resolve("s"));
        try (var channel = connect(folder.resolve("s"))) {
            send(
                    channel,
                    "POST /plain HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\n"
                            + "Upgrade: websocket\r\nContent-Length: 4\r\n\r\nbody"
                            + LAST);
            assertThat(readAll(channel)).startsWith("HTTP/1.1 200").contains("/plain");
        }
        var heard = echo.requests.getFirst();
        assertThat(heard.header("upgrade")).isEmpty();
        assertThat(heard.body()).asString(StandardCharsets.UTF_8).isEqualTo("body");
    }

    private int refusal(String path) {
        var status = new int[1];
        assertThatThrownBy(() -> open(path))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused -> status[0] = refused.getResponse().statusCode());
        return status[0];
    }
}
