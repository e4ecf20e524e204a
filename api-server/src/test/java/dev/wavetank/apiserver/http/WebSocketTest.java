package dev.wavetank.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wavetank.apiserver.requests.Response;
import dev.wavetank.apiserver.requests.Upgrade;
import dev.wavetank.cluster.streams.Conversation;
import dev.wavetank.cluster.streams.Ending;
import dev.wavetank.cluster.streams.Output;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/// Conversations over WebSockets: what is said arrives, nobody is flooded, and every end is told.
final class WebSocketTest extends RunningFront {
    private static final String V5 = "v5.channel.k8s.io";

    private final Listener listener = new Listener();

    private static final class Listener implements WebSocket.Listener {
        final List<String> heard = Collections.synchronizedList(new ArrayList<>());
        final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public @Nullable CompletionStage<?> onBinary(
                WebSocket socket, ByteBuffer data, boolean last) {
            int channel = data.get();
            var rest = StandardCharsets.UTF_8.decode(data).toString();
            if (!rest.isEmpty()) {
                heard.add(channel + ":" + rest);
            }
            socket.request(1);
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

    private Recorder recorder() {
        var recorder = new Recorder();
        echo.upgrade =
                new Response(
                        101,
                        new TreeMap<>(),
                        new Response.Body.Upgraded(
                                new Upgrade.Program(V5, true, true, true, recorder)));
        return recorder;
    }

    private WebSocket open() throws Exception {
        return client(null, HttpClient.Version.HTTP_1_1)
                .newWebSocketBuilder()
                .subprotocols(V5)
                .buildAsync(URI.create("wss://127.0.0.1:" + port + "/upgrade"), listener)
                .get(10, TimeUnit.SECONDS);
    }

    private static void send(WebSocket socket, byte[] message) throws Exception {
        socket.sendBinary(ByteBuffer.wrap(message), true).get(10, TimeUnit.SECONDS);
    }

    @Test
    void bothSidesHearEachOtherAndTheEndComesAsAStatus() throws Exception {
        var recorder = recorder();
        var socket = open();
        assertThat(socket.getSubprotocol()).isEqualTo(V5);
        send(socket, "\0hello".getBytes(StandardCharsets.UTF_8));
        send(socket, "\4{\"Width\":80,\"Height\":24}".getBytes(StandardCharsets.UTF_8));
        send(socket, new byte[] {(byte) 255, 0});
        await().until(() -> recorder.told.contains("end"));
        assertThat(recorder.bytes.get()).isEqualTo(5);
        assertThat(recorder.told).containsExactly("80x24", "end");

        recorder.say(new Output.Bytes(false, "out".getBytes(StandardCharsets.UTF_8)));
        recorder.say(new Output.Bytes(true, "err".getBytes(StandardCharsets.UTF_8)));
        recorder.say(new Output.Ended(new Ending.Exited(3)));
        assertThat(listener.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
        assertThat(listener.heard).startsWith("1:out", "2:err").hasSize(3);
        assertThat(listener.heard.getLast())
                .startsWith("3:")
                .contains("\"reason\":\"ExitCode\"", "\"message\":\"3\"");
        assertThat(recorder.told).doesNotContain("hung up");
    }

    @Test
    void aProgramThatReadsNothingIsNotFlooded() throws Exception {
        var recorder = recorder();
        recorder.takes = false;
        var socket = open();
        var piece = new byte[32 << 10];
        var sent = new ArrayList<CompletableFuture<WebSocket>>();
        CompletableFuture<WebSocket> last = CompletableFuture.completedFuture(socket);
        for (int i = 0; i < 256; i++) {
            last = last.thenCompose(to -> to.sendBinary(ByteBuffer.wrap(piece), true));
            sent.add(last);
        }
        await().until(() -> recorder.bytes.get() >= Conversation.WINDOW);
        // Two requests later the rest has had every chance to come.
        for (int i = 0; i < 2; i++) {
            get(client(null, HttpClient.Version.HTTP_1_1), "/fine");
        }
        assertThat(recorder.bytes.get()).isLessThan(3 * Conversation.WINDOW);

        recorder.takes = true;
        recorder.say(new Output.Taken(recorder.bytes.get()));
        sent.getLast().get(10, TimeUnit.SECONDS);
        await().until(() -> recorder.bytes.get() == 256 * (piece.length - 1));
    }

    @Test
    void aClientThatGoesAwayIsToldOnce() throws Exception {
        var recorder = recorder();
        open().abort();
        await().until(() -> recorder.told.contains("hung up"));
        front.close();
        assertThat(recorder.told).containsExactly("hung up");
    }

    @Test
    void theServersEndIsToldToBoth() throws Exception {
        var recorder = recorder();
        open();
        front.close();
        assertThat(listener.closed.get(10, TimeUnit.SECONDS)).isNotEqualTo(1000);
        await().until(() -> recorder.told.contains("hung up"));
    }

    @Test
    void aMessageThatIsTooLongOrOnAStrangeChannelEndsIt() throws Exception {
        var recorder = recorder();
        send(open(), "\7what".getBytes(StandardCharsets.UTF_8));
        assertThat(listener.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1002);
        assertThat(recorder.told).contains("hung up");

        var second = recorder();
        var _ = open().sendBinary(ByteBuffer.wrap(new byte[2 << 20]), true);
        await().until(() -> second.told.contains("hung up"));
    }

    @Test
    void portsInFramesThatAreNoSpdyEnd() throws Exception {
        echo.upgrade =
                new Response(
                        101,
                        new TreeMap<>(),
                        new Response.Body.Upgraded(
                                new Upgrade.Ports(V5, "p", _ -> new Recorder())));
        // An acceptance of a stream, too short to name one.
        send(open(), new byte[] {(byte) 0x80, 3, 0, 2, 0, 0, 0, 0});
        assertThat(listener.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1002);
    }

    @Test
    void aRefusalInThePlaceOfAnUpgradeIsAnOrdinaryAnswer() throws Exception {
        echo.upgrade = EchoHandler.text(400, "no such protocol");
        front.listenUnix(folder.resolve("s"));
        try (var channel = connect(folder.resolve("s"))) {
            send(
                    channel,
                    "GET /upgrade HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket"
                            + "\r\n\r\nGET /next HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(readAll(channel))
                    .startsWith("HTTP/1.1 400")
                    .contains("no such protocol", "/next");
        }
    }
}
