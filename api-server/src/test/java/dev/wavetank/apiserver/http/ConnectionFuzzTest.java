package dev.wavetank.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.core.ApiServerCore;
import dev.wavetank.apiserver.core.EncodedObjects;
import dev.wavetank.apiserver.core.LocalServer;
import dev.wavetank.apiserver.core.MemoryJournal;
import dev.wavetank.apiserver.requests.RestApi;
import dev.wavetank.apiserver.tokens.SeededKey;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/// Spoilt bytes on the server's socket: cut, half-closed, in pieces, pipelined, with frames of
/// other protocols. Whatever comes, the server answers the next client, and forgets the others.
///
/// `-Dwavetank.fuzz.seed` and `-Dwavetank.fuzz.connections` choose which and how many.
final class ConnectionFuzzTest {
    private static final Limits LIMITS =
            new Limits(1 << 20, 16 << 10, 40, 40, Duration.ofSeconds(3), Duration.ofSeconds(2));

    private static final String MAP =
            "{\"metadata\":{\"generateName\":\"m-\"},\"data\":{\"a\":\"b\"}}";

    private static final List<String> REQUESTS =
            List.of(
                    head(
                            "GET /api/v1/namespaces/default/configmaps?limit=5 HTTP/1.1",
                            "Host: x",
                            "Accept: application/json"),
                    "GET /api/v1/configmaps?watch=1&timeoutSeconds=1 HTTP/1.1\r\nHost: x\r\n\r\n",
                    "POST /api/v1/namespaces/default/configmaps HTTP/1.1\r\n"
                            + "Host: x\r\n"
                            + "Content-Type: application/json\r\n"
                            + "Content-Length: "
                            + MAP.length()
                            + "\r\n\r\n"
                            + MAP,
                    "POST /api/v1/namespaces/default/configmaps HTTP/1.1\r\n"
                            + "Host: x\r\n"
                            + "Transfer-Encoding: chunked\r\n"
                            + "Expect: 100-continue\r\n\r\n"
                            + Integer.toHexString(MAP.length())
                            + "\r\n"
                            + MAP
                            + "\r\n0\r\n\r\n",
                    head(
                                    "GET /api/v1/namespaces/default/pods/p/exec?command=sh&stdin=true"
                                        + " HTTP/1.1",
                                    "Host: x",
                                    "Connection: Upgrade",
                                    "Upgrade: websocket",
                                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                                    "Sec-WebSocket-Version: 13",
                                    "Sec-WebSocket-Protocol: v5.channel.k8s.io")
                            + "\u0001\u0002\u0003\u0000",
                    head("PRI * HTTP/2.0")
                            + head("SM")
                            + "\u0000\u0000\u0000\u0004\u0000\u0000\u0000\u0000\u0000",
                    "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
                    "\u0016\u0003\u0001\u0002\u0000\u0001\u0000");

    private static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    private final long seed = Long.getLong("wavetank.fuzz.seed", 1);
    private final int connections = Integer.getInteger("wavetank.fuzz.connections", 300);
    private final List<Throwable> bugs = Collections.synchronizedList(new ArrayList<>());
    private final ThreadWorld world = new ThreadWorld();
    private final SplittableRandom chance = new SplittableRandom(seed);
    private final ApiServerCore core =
            new ApiServerCore(
                    world,
                    new MemoryJournal(),
                    new EncodedObjects(),
                    new LocalServer(Duration.ofMillis(1)));
    private final RestApi api =
            new RestApi(core, Contract.load(), NoStreams.KUBELETS, new SeededKey(1), bugs::add);
    private final HttpFront front = new HttpFront(world, api, LIMITS);

    @TempDir Path folder;

    @BeforeEach
    void listen() throws IOException {
        front.listenUnix(folder.resolve("s"));
    }

    @AfterEach
    void close() throws IOException {
        front.close();
        world.close();
    }

    @Test
    void whateverBytesComeTheNextClientIsAnswered() throws Exception {
        System.out.println("fuzz: " + connections + " connections with seed " + seed);
        var open = new ArrayList<SocketChannel>();
        for (int i = 0; i < connections; i++) {
            var channel = connect();
            spoil(channel);
            switch (chance.nextInt(3)) {
                case 0 -> channel.close();
                case 1 -> {
                    halfClose(channel);
                    open.add(channel);
                }
                default -> open.add(channel);
            }
            // Slow clients stay for a while, and no more of them than the server has room for.
            if (open.size() > LIMITS.inFlight() / 2) {
                for (var each : open) {
                    each.close();
                }
                open.clear();
            }
            if (i % 20 == 0) {
                assertThat(answer()).as("seed " + seed + ", connection " + i).contains(" 200 OK");
            }
        }
        // Those that hang are given up in time, with the clients still there.
        await().atMost(Duration.ofSeconds(20)).until(() -> front.atWork() == 0);
        for (var each : open) {
            each.close();
        }
        assertThat(answer()).contains(" 200 OK");
        assertThat(bugs).isEmpty();
        assertThat(world.failures).isEmpty();
    }

    private SocketChannel connect() throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(folder.resolve("s")));
        return channel;
    }

    private static void halfClose(SocketChannel channel) throws IOException {
        try {
            channel.shutdownOutput();
        } catch (java.nio.channels.ClosedChannelException _) {
            // The server was faster.
        }
    }

    /// Sends one to three requests, of which some bytes are others, missing, or late.
    private void spoil(SocketChannel channel) throws IOException {
        for (int i = chance.nextInt(3); i >= 0; i--) {
            byte[] bytes =
                    REQUESTS.get(chance.nextInt(REQUESTS.size()))
                            .getBytes(StandardCharsets.ISO_8859_1);
            for (int change = chance.nextInt(4); change > 0; change--) {
                bytes[chance.nextInt(bytes.length)] = (byte) chance.nextInt(256);
            }
            int end = chance.nextInt(3) == 0 ? chance.nextInt(bytes.length) : bytes.length;
            int piece = chance.nextBoolean() ? end : Math.max(1, end / 5);
            try {
                for (int at = 0; at < end; at += piece) {
                    channel.write(ByteBuffer.wrap(bytes, at, Math.min(piece, end - at)));
                }
            } catch (IOException _) {
                // The server has had enough of it.
                return;
            }
        }
    }

    /// {@return the head of the answer to a request without fault}
    private String answer() throws IOException {
        try (var channel = connect()) {
            channel.write(
                    ByteBuffer.wrap(
                            "GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.UTF_8)));
            var buffer = ByteBuffer.allocate(4096);
            while (channel.read(buffer) >= 0 && buffer.hasRemaining()) {}
            return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
        }
    }
}
