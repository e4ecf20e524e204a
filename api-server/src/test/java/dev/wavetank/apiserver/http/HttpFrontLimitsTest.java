package dev.wavetank.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/// What is too large, too much or too slow is refused, and the server lives on.
final class HttpFrontLimitsTest extends RunningFront {
    @Test
    void aBodyUpToTheLimitArrivesWholeAndALargerOneIsRefused() throws Exception {
        for (var version : List.of(HttpClient.Version.HTTP_1_1, HttpClient.Version.HTTP_2)) {
            echo.requests.clear();
            var client = client(null, version);

            assertThat(post(client, 3 << 20).statusCode()).isEqualTo(200);
            assertThat(echo.requests.getFirst().body()).hasSize(3 << 20);
            var refused = post(client, (3 << 20) + 1);
            assertThat(refused.statusCode()).isEqualTo(413);
            assertThat(refused.body()).contains("\"reason\":\"RequestEntityTooLarge\"");
            assertThat(echo.requests).hasSize(1);
        }
    }

    @Test
    void aBodyOfUnknownLengthIsRefusedOnceItIsTooLarge() throws Exception {
        var answer =
                client(null, HttpClient.Version.HTTP_2)
                        .send(
                                request("/pods")
                                        .POST(
                                                HttpRequest.BodyPublishers.ofByteArrays(
                                                        Collections.nCopies(
                                                                60, new byte[64 << 10])))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void headersAboveTheLimitAreRefusedAndTheServerLivesOn() throws Exception {
        var client = client(null, HttpClient.Version.HTTP_1_1);

        var refused =
                client.send(
                        request("/").header("x", "y".repeat(32 << 10)).build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(431);
        assertThat(get(client, "/" + "y".repeat(32 << 10)).statusCode()).isEqualTo(414);
        assertThat(get(client, "/fine").statusCode()).isEqualTo(200);
    }

    @Test
    void requestsBeyondTheLimitAreToldToComeBackAndLaterOnesPass() throws Exception {
        var client = client(null, HttpClient.Version.HTTP_2);
        for (int i = 0; i < 3; i++) {
            var _ =
                    client.sendAsync(
                            request("/held").build(), HttpResponse.BodyHandlers.ofString());
        }
        await().until(() -> echo.held.size() == 3);

        var refused = get(client, "/more");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("retry-after")).contains("1");
        assertThat(refused.body()).contains("\"reason\":\"TooManyRequests\"");

        world.post(
                "answer", () -> echo.held.forEach(each -> each.accept(EchoHandler.text(200, ""))));
        await().until(() -> get(client, "/more").statusCode() == 200);
    }

    @Test
    void streamsBeyondTheLimitAreToldToComeBackUntilOneEnds() throws Exception {
        var client = client(null, HttpClient.Version.HTTP_2);
        for (int i = 0; i < 2; i++) {
            var _ =
                    client.sendAsync(
                            request("/quiet").build(), HttpResponse.BodyHandlers.discarding());
        }
        await().until(() -> echo.streams.size() == 2);

        var refused = get(client, "/quiet");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("retry-after")).contains("1");
        assertThat(echo.streams.getLast().told).containsExactly("closed");

        var first = echo.streams.getFirst();
        world.post("end", () -> Objects.requireNonNull(first.sink).end());
        await().until(() ->
                client.send(request("/quiet").build(), HttpResponse.BodyHandlers.ofInputStream())
                                .statusCode()
                        == 200);
    }

    @Test
    void limitsAreReadFromText() {
        var limits = Limits.DEFAULT.with("in-flight=7, streams=8,idle-seconds=9");

        assertThat(limits.inFlight()).isEqualTo(7);
        assertThat(limits.streams()).isEqualTo(8);
        assertThat(limits.idle()).isEqualTo(Duration.ofSeconds(9));
        assertThat(limits.bodyBytes()).isEqualTo(Limits.DEFAULT.bodyBytes());
        assertThatThrownBy(() -> limits.with("watches=7"))
                .hasMessageStartingWith("limit watches does not exist; there are body-bytes");
        assertThatThrownBy(() -> limits.with("streams=0"))
                .hasMessage("limit streams=0: a whole number above 0 is needed");
    }

    @Test
    void whatTakesTooLongIsAnsweredSoAndNoLongerCounts() throws Exception {
        var client = client(null, HttpClient.Version.HTTP_2);

        var late = get(client, "/held");

        assertThat(late.statusCode()).isEqualTo(504);
        assertThat(late.body()).contains("\"reason\":\"Timeout\"");
        for (int i = 0; i < 4; i++) {
            assertThat(get(client, "/fine").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anIdleConnectionIsClosedButNotOneWithAQuietStream() throws Exception {
        var brief =
                new Limits(1 << 20, 16 << 10, 9, 9, Duration.ofSeconds(2), Duration.ofMillis(100));
        try (var other = new HttpFront(world, echo, brief)) {
            Path path = folder.resolve("s");
            other.listenUnix(path);
            try (var quiet = connect(path);
                    var idle = connect(path)) {
                send(quiet, "GET /quiet HTTP/1.1\r\nHost: x\r\n\r\n");
                send(idle, "GET /x HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(readAll(idle)).endsWith("/x");

                await().until(() -> !echo.streams.isEmpty());
                var flood = echo.streams.getFirst();
                world.post("more", () -> Objects.requireNonNull(flood.sink).end());
                await().until(() -> readAll(quiet).endsWith("0\r\n\r\n"));
            }
        }
    }

    private HttpResponse<String> post(HttpClient client, int size) throws Exception {
        return client.send(
                request("/pods")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[size]))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
