package dev.wavetank.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wavetank.apiserver.requests.Response;
import dev.wavetank.apiserver.requests.Upgrade;
import dev.wavetank.cluster.streams.Ending;
import dev.wavetank.cluster.streams.Output;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
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

/// One forwarded connection in numbered channels, as client libraries have it: 0 is the data, 1
/// what went wrong.
final class PortChannelsTest extends RunningFront {
    private static final String PROTOCOL = "v4.channel.k8s.io";

    /// 8443, the lower byte first.
    private static final String PORT = "\u00fb\u0020";

    private final Recorder recorder = new Recorder();
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private WebSocket socket;

    private final class Ear implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onBinary(
                WebSocket from, ByteBuffer data, boolean last) {
            int channel = data.get();
            heard.add(channel + ":" + StandardCharsets.ISO_8859_1.decode(data));
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }
    }

    @BeforeEach
    void open() throws Exception {
        echo.upgrade =
                new Response(
                        101,
                        new TreeMap<>(),
                        new Response.Body.Upgraded(new Upgrade.Port(PROTOCOL, 8443, recorder)));
        socket =
                client(null, HttpClient.Version.HTTP_1_1)
                        .newWebSocketBuilder()
                        .subprotocols(PROTOCOL)
                        .buildAsync(URI.create("wss://127.0.0.1:" + port + "/upgrade"), new Ear())
                        .get(10, TimeUnit.SECONDS);
        await().until(recorder::begun);
    }

    private void send(String message) throws Exception {
        var bytes = message.getBytes(StandardCharsets.ISO_8859_1);
        socket.sendBinary(ByteBuffer.wrap(bytes), true).get(10, TimeUnit.SECONDS);
    }

    @Test
    void bothChannelsBeginWithThePortAndDataGoesBothWays() throws Exception {
        assertThat(socket.getSubprotocol()).isEqualTo(PROTOCOL);
        await().until(() -> heard.size() == 2);
        assertThat(heard).containsExactly("0:" + PORT, "1:" + PORT);

        send("\0hello");
        await().until(() -> recorder.heard().equals("hello"));
        recorder.say("and back");
        await().until(() -> heard.contains("0:and back"));
        await().until(() -> recorder.told.contains("taken 8"));
    }

    @Test
    void theEndOfTheConnectionIsTheEndOfTheWebSocket() throws Exception {
        recorder.say("last words");
        recorder.say(new Output.Ended(new Ending.Exited(0)));
        assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
        assertThat(heard).containsExactly("0:" + PORT, "1:" + PORT, "0:last words");
        assertThat(recorder.told).doesNotContain("hung up");
    }

    @Test
    void whatGoesWrongIsSaidOnTheSecondChannel() throws Exception {
        recorder.say(new Output.Ended(new Ending.Failed("connection refused")));
        assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
        assertThat(heard).containsExactly("0:" + PORT, "1:" + PORT, "1:connection refused");
    }

    @Test
    void aClientThatLeavesHangsUp() {
        socket.abort();
        await().until(() -> recorder.told.contains("hung up"));
    }

    @Test
    void anyOtherChannelIsAMistake() throws Exception {
        send("\1what");
        assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo(1002);
        await().until(() -> recorder.told.contains("hung up"));
    }
}
