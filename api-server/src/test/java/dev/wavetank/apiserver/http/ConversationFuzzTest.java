package dev.wavetank.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wavetank.apiserver.requests.Request;
import dev.wavetank.apiserver.requests.Response;
import dev.wavetank.apiserver.requests.Upgrade;

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
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Spoilt messages and frames on WebSockets that are established: of programs, of forwarded ports
/// in SPDY, of watches; from clients that read what comes and from clients that do not. Every
/// conversation that began learns of its end, and nothing of it stays in memory.
///
/// `-Dwavetank.fuzz.seed` and `-Dwavetank.fuzz.connections` choose which and how many.
final class ConversationFuzzTest {
    private static final Limits LIMITS =
            new Limits(1 << 20, 16 << 10, 40, 40, Duration.ofSeconds(3), Duration.ofSeconds(2));

    /// What the heap may have grown by, in bytes, when all clients are gone: less than a window for
    /// each of them.
    private static final long GROWTH_MAX = 32L << 20;

    private final long seed = Long.getLong("wavetank.fuzz.seed", 1);
    private final int connections = Integer.getInteger("wavetank.fuzz.connections", 300);
    private final ThreadWorld world = new ThreadWorld();
    private final SplittableRandom chance = new SplittableRandom(seed);
    private final Log log = new Log();
    private final AtomicInteger atWork = new AtomicInteger();
    private final AtomicInteger beyond = new AtomicInteger();
    private final HttpFront front = new HttpFront(world, this::answer, LIMITS);

    @TempDir Path folder;

    /// What Vert.x could not deal with, it logs.
    private static final class Log extends Handler {
        final List<String> failures = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void publish(LogRecord record) {
            if (record.getLevel().intValue() >= Level.SEVERE.intValue()) {
                failures.add(record.getMessage() + " " + record.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private void answer(Request request, Consumer<Response> answer) {
        switch (request.path()) {
            case "/program" ->
                    answer.accept(upgraded(new Upgrade.Program("v5", true, true, true, echo())));
            case "/ports" -> answer.accept(upgraded(new Upgrade.Ports("spdy", "p", _ -> echo())));
            case "/port" -> answer.accept(upgraded(new Upgrade.Port("v4", 80, echo())));
            case "/watch" -> answer.accept(upgraded(new Upgrade.Events("", new Ticks(atWork))));
            default -> answer.accept(EchoHandler.text(200, "fine"));
        }
    }

    private EchoConversation echo() {
        return new EchoConversation(atWork, beyond);
    }

    private static Response upgraded(Upgrade upgrade) {
        return new Response(101, new TreeMap<>(), new Response.Body.Upgraded(upgrade));
    }

    /// Writes as long as it may.
    private static final class Ticks implements Response.Source {
        private final AtomicInteger atWork;
        private boolean started;

        Ticks(AtomicInteger atWork) {
            this.atWork = atWork;
        }

        @Override
        public void start(Response.Sink sink) {
            started = true;
            atWork.incrementAndGet();
            while (sink.ready()) {
                sink.write("{\"type\":\"ADDED\"}\n".repeat(500).getBytes(StandardCharsets.UTF_8));
            }
        }

        @Override
        public void drained() {}

        @Override
        public void closed() {
            if (started) {
                atWork.decrementAndGet();
            }
        }
    }

    @BeforeEach
    void listen() throws IOException {
        Logger.getLogger("io.vertx").addHandler(log);
        front.listenUnix(folder.resolve("s"));
    }

    @AfterEach
    void close() throws IOException {
        Logger.getLogger("io.vertx").removeHandler(log);
        front.close();
        world.close();
    }

    @Test
    void whateverIsSaidOnWebSocketsTheyEndAndLeaveNothing() throws Exception {
        System.out.println("fuzz: " + connections + " WebSockets with seed " + seed);
        // The first ones load what stays.
        drive(connections / 10);
        long before = settledHeap();
        drive(connections);
        assertThat(settledHeap() - before)
                .as("growth of the heap, seed " + seed)
                .isLessThan(GROWTH_MAX);
        assertThat(beyond).as("windows that were not kept").hasValue(0);
        assertThat(world.failures).isEmpty();
        assertThat(log.failures).isEmpty();
    }

    private void drive(int count) throws IOException {
        var open = new ArrayList<SocketChannel>();
        for (int i = 0; i < count; i++) {
            var channel = connect();
            if (converse(channel)) {
                open.add(channel);
            }
            if (open.size() > LIMITS.streams() / 2) {
                closeAll(open);
            }
            if (i % 20 == 0) {
                assertThat(plainAnswer()).as("seed " + seed + ", WebSocket " + i).contains("fine");
            }
        }
        closeAll(open);
        assertThat(plainAnswer()).contains("fine");
    }

    private void closeAll(List<SocketChannel> open) throws IOException {
        for (var each : open) {
            each.close();
        }
        open.clear();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> {
                    assertThat(front.atWork()).as("WebSockets, seed " + seed).isZero();
                    assertThat(atWork).as("conversations, seed " + seed).hasValue(0);
                });
    }

    /// {@return whether the channel is still open}
    private boolean converse(SocketChannel channel) throws IOException {
        String path = List.of("/program", "/ports", "/port", "/watch").get(chance.nextInt(4));
        channel.write(
                ByteBuffer.wrap(
                        ("GET "
                                        + path
                                        + " HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\n"
                                        + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII)));
        var in = ByteBuffer.allocate(64 << 10);
        if (channel.read(in) < 0) {
            channel.close();
            return false;
        }
        assertThat(new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1))
                .startsWith("HTTP/1.1 101");
        boolean reads = chance.nextInt(3) > 0;
        channel.configureBlocking(false);
        var frames = new SpoiltFrames(chance);
        try {
            for (int i = 1 + chance.nextInt(40); i > 0; i--) {
                var message = path.equals("/ports") ? frames.spdy() : frames.channels();
                channel.write(ByteBuffer.wrap(message));
                if (reads && channel.read(in.clear()) < 0) {
                    break;
                }
            }
        } catch (IOException _) {
            // The server has had enough of it.
        }
        if (chance.nextInt(3) == 0) {
            channel.close();
        }
        return channel.isOpen();
    }

    private SocketChannel connect() throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(folder.resolve("s")));
        return channel;
    }

    private String plainAnswer() throws IOException {
        try (var channel = connect()) {
            channel.write(
                    ByteBuffer.wrap(
                            "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII)));
            return RunningFront.readAll(channel);
        }
    }

    /// {@return the heap in use when nothing more is freed}
    private static long settledHeap() {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            var runtime = Runtime.getRuntime();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
