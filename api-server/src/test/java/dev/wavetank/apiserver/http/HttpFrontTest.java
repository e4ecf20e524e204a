package dev.wavetank.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wavetank.apiserver.requests.Request;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;

/// Who may come in, by which door, and what is said when a door cannot be opened.
final class HttpFrontTest extends RunningFront {
    @Test
    void theClientCertificateSaysWhoAsks() throws Exception {
        var jane = certificates.client("jane", "jane", List.of("dev", "ops"));

        var answer = get(client(jane, HttpClient.Version.HTTP_2), "/a%20b?y=2&x=1&x=3%2B4");

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.body()).isEqualTo("jane /a b");
        var request = echo.requests.getFirst();
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.query().toString()).isEqualTo("{x=[1, 3+4], y=[2]}");
        assertThat(request.user().groups()).containsExactly("dev", "ops", "system:authenticated");
        assertThat(request.headers()).containsKey("user-agent");
    }

    @Test
    void withoutACertificateTheUserIsAnonymousAndItsTokenIsTheHandlersToRead() throws Exception {
        var client = client(null, HttpClient.Version.HTTP_1_1);

        assertThat(get(client, "/version").body()).isEqualTo("system:anonymous /version");
        var answer =
                client.send(
                        request("/version").header("Authorization", "Bearer x").build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("system:anonymous /version");
        assertThat(echo.requests.getLast().header("Authorization")).isEqualTo("Bearer x");
    }

    @Test
    void aCertificateOfAnotherAuthorityIsNotLetIn() throws Exception {
        var stranger =
                new Certificates(folder.resolve("other"), Instant.now())
                        .client("eve", "eve", List.of("system:masters"));

        assertThatThrownBy(() -> get(client(stranger, HttpClient.Version.HTTP_1_1), "/version"))
                .isInstanceOf(IOException.class);
        assertThat(echo.requests).isEmpty();
    }

    @Test
    void aBugIsAnsweredWithoutAStackTraceAndReported() throws Exception {
        var answer = get(client(null, HttpClient.Version.HTTP_1_1), "/bug");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("\"reason\":\"InternalError\"").doesNotContain("a bug");
        assertThat(world.failures).singleElement().extracting("message").isEqualTo("a bug");
    }

    @Test
    void theUnixSocketMayHaveAHandlerOfItsOwn() throws Exception {
        Path path = folder.resolve("s");
        var own = new EchoHandler();
        front.listenUnix(path, own);

        try (var channel = connect(path)) {
            send(channel, "GET /mine HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(readAll(channel)).endsWith("wavetank-admin /mine");
        }
        get(client(null, HttpClient.Version.HTTP_1_1), "/others");

        assertThat(own.requests).extracting(Request::path).containsExactly("/mine");
        assertThat(echo.requests).extracting(Request::path).containsExactly("/others");
    }

    @Test
    void theUnixSocketIsTheAdministratorsAndItsFileIsGoneAfterwards() throws Exception {
        Path path = folder.resolve("s");
        front.listenUnix(path);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        try (var channel = connect(path)) {
            send(channel, "GET /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(readAll(channel)).endsWith("wavetank-admin /x");
        }
        assertThat(echo.requests.getFirst().user().groups()).contains("system:masters");
        front.close();
        assertThat(path).doesNotExist();
    }

    @Test
    void aSocketLeftBehindIsReplacedAndOneInUseIsNot() throws Exception {
        Path path = folder.resolve("s");
        try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(path));
        }
        front.listenUnix(path);

        var second = new HttpFront(world, echo, limits);
        assertThatThrownBy(() -> second.listenUnix(path)).hasMessageContaining("is in use");
        assertThatThrownBy(() -> second.listenUnix(folder.resolve("s".repeat(120))))
                .hasMessageContaining("bytes, and at most 102 are possible");
        second.close();
        assertThat(path).exists();
    }

    @Test
    void aPortInUseIsOneClearSentence() throws Exception {
        var second = new HttpFront(world, echo, limits);

        assertThatThrownBy(() -> second.listenTls(certificates, port))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("port " + port + " on 127.0.0.1 cannot be used")
                .hasMessageContaining("0 takes a free one");
        second.close();
    }
}
