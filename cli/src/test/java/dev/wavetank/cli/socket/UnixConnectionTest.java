package dev.wavetank.cli.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

final class UnixConnectionTest {
    private static final String CHUNKED =
            """
            HTTP/1.1 404 Not Found
            Transfer-Encoding: chunked

            4;x=y
            wave
            0A
            tank
              is
            0
            X-T: t

            """
                    .replace("\n", "\r\n");

    @TempDir Path folder;

    private Answer get(UnixConnection connection, String target) throws IOException {
        return connection.send("GET", target, Map.of("accept", "text/plain"), new byte[0]);
    }

    @Test
    void oneConnectionCarriesBodiesOfKnownLengthAndInChunks() throws Exception {
        Path socket = folder.resolve("s");
        try (var server =
                        new OneAnswerServer(
                                socket,
                                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Kind: One \r\n\r\nhello",
                                CHUNKED,
                                "HTTP/1.1 204 No Content\r\n\r\n");
                var connection = UnixConnection.open(socket)) {
            Answer first = get(connection, "/a?b=c");
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.header("x-kind")).isEqualTo("One");
            assertThat(first.text()).isEqualTo("hello");
            Answer second = get(connection, "/");
            assertThat(second.status()).isEqualTo(404);
            assertThat(second.text()).isEqualTo("wavetank\r\n  is");
            assertThat(get(connection, "/").text()).isEmpty();
            assertThat(server.requests().getFirst())
                    .startsWith("GET /a?b=c HTTP/1.1\r\nhost: localhost\r\n")
                    .contains("\r\naccept: text/plain\r\n");
        }
    }

    @Test
    void anAnswerThatIsCutOffIsNotTakenForAWholeOne() throws Exception {
        for (String cut :
                new String[] {
                    "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                    "HTTP/1.1 200 O"
                }) {
            Path socket = folder.resolve("s" + cut.length());
            try (var server = new OneAnswerServer(socket, cut);
                    var connection = UnixConnection.open(socket)) {
                assertThatThrownBy(() -> get(connection, "/").text())
                        .as(cut)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("closed the connection");
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @Test
    void whatDoesNotSpeakHttpIsNoticed() throws Exception {
        Path socket = folder.resolve("s");
        try (var server = new OneAnswerServer(socket, "SSH-2.0-x\r\n\r\n");
                var connection = UnixConnection.open(socket)) {
            assertThatThrownBy(() -> get(connection, "/"))
                    .hasMessage("what answers does not speak HTTP");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aRequestWaitsForTheEndOfTheLastAnswer() throws Exception {
        Path socket = folder.resolve("s");
        try (var server =
                        new OneAnswerServer(
                                socket, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
                var connection = UnixConnection.open(socket)) {
            Answer unread = get(connection, "/");
            assertThat(connection.idle()).isFalse();
            assertThatThrownBy(() -> get(connection, "/"))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(unread.text()).isEqualTo("hello");
            assertThat(connection.idle()).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }
}
