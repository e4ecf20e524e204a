package dev.wavetank.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Streams go at the pace of their reader, and their sources learn of every end.
final class HttpFrontStreamsTest extends RunningFront {
    @Test
    void aClientThatDoesNotReadHoldsUpItsSourceAndNothingElse() throws Exception {
        front.listenUnix(folder.resolve("s"));
        try (var channel = connect(folder.resolve("s"))) {
            send(channel, "GET /flood HTTP/1.1\r\nHost: x\r\n\r\n");
            await().until(() -> !echo.streams.isEmpty() && echo.streams.getFirst().written() > 0);
            var flood = echo.streams.getFirst();
            // Two requests later the source has had every chance to go on.
            for (int i = 0; i < 2; i++) {
                get(client(null, HttpClient.Version.HTTP_1_1), "/fine");
            }
            assertThat(flood.written()).isLessThan(100);

            var buffer = ByteBuffer.allocate(1 << 16);
            long read = 0;
            while (read < 40L << 20) {
                buffer.clear();
                read += channel.read(buffer);
            }
            assertThat(flood.told).containsExactly("start", "drained");
        }
        await().until(() -> echo.streams.getFirst().told.contains("closed"));
        assertThat(echo.streams.getFirst().told).containsExactly("start", "drained", "closed");
    }

    @Test
    void aStreamIsWrittenAtOnceAndItsEndIsSeenByTheClient() throws Exception {
        var client = client(null, HttpClient.Version.HTTP_2);
        var answer =
                client.send(request("/quiet").build(), HttpResponse.BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            assertThat(body.readNBytes(3)).asString(StandardCharsets.UTF_8).isEqualTo("xxx");
            var flood = echo.streams.getFirst();
            world.post(
                    "more",
                    () -> {
                        var sink = Objects.requireNonNull(flood.sink);
                        sink.write("one".getBytes(StandardCharsets.UTF_8));
                        sink.write("two".getBytes(StandardCharsets.UTF_8));
                        sink.end();
                    });
            assertThat(body.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("onetwo");
        }
        front.close();
        assertThat(echo.streams.getFirst().told).containsExactly("start");
    }

    @Test
    void aStreamThatIsResetClosesItsSourceOnce() throws Exception {
        var client = client(null, HttpClient.Version.HTTP_2);
        client.send(request("/quiet").build(), HttpResponse.BodyHandlers.ofInputStream())
                .body()
                .close();

        await().until(() -> echo.streams.getFirst().told.contains("closed"));
        front.close();
        assertThat(echo.streams.getFirst().told).containsExactly("start", "closed");
    }

    @Test
    void closingTheServerEndsStreamsAndTellsTheirSources() throws Exception {
        var client = client(null, HttpClient.Version.HTTP_2);
        var answer =
                client.send(request("/quiet").build(), HttpResponse.BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            front.close();
            assertThat(body.readAllBytes()).hasSize(3);
        }
        await().until(() -> echo.streams.getFirst().told.contains("closed"));
        assertThat(echo.streams.getFirst().told).containsExactly("start", "closed");
        assertThatThrownBy(() -> get(client, "/fine")).isInstanceOf(IOException.class);
    }
}
