package dev.wavetank.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

class HttpFrontTest {
    @TempDir Path folder;

    private final ThreadWorld world = new ThreadWorld();
    private final EchoHandler echo = new EchoHandler();
    private final Limits limits =
            new Limits(3 << 20, 16 << 10, 3, Duration.ofSeconds(2), Duration.ofMinutes(1));
    private HttpFront front = new HttpFront(world, echo, limits);
    private Certificates certificates;
    private int port;

    @BeforeEach
    void start() throws IOException {
        certificates = new Certificates(folder.resolve("pki"), Instant.now());
        port = front.listenTls(certificates, 0);
    }

    @AfterEach
    void stop() throws IOException {
        front.close();
        world.close();
    }

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
    void withoutACertificateTheUserIsAnonymousAndATokenIsRefused() throws Exception {
        var client = client(null, HttpClient.Version.HTTP_1_1);

        assertThat(get(client, "/version").body()).isEqualTo("system:anonymous /version");
        var refused =
                client.send(
                        request("/version").header("Authorization", "Bearer x").build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("\"reason\":\"Unauthorized\"");
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
    void aBugIsAnsweredWithoutAStackTraceAndReported() throws Exception {
        var answer = get(client(null, HttpClient.Version.HTTP_1_1), "/bug");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("\"reason\":\"InternalError\"").doesNotContain("a bug");
        assertThat(world.failures).singleElement().extracting("message").isEqualTo("a bug");
    }

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
    void anIdleConnectionIsClosedButNotOneWithAQuietStream() throws Exception {
        var brief = new Limits(1 << 20, 16 << 10, 9, Duration.ofSeconds(2), Duration.ofMillis(100));
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

    private static SocketChannel connect(Path path) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(path));
        return channel;
    }

    private static void send(SocketChannel channel, String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String readAll(SocketChannel channel) throws IOException {
        var all = new ByteArrayOutputStream();
        var buffer = ByteBuffer.allocate(4096);
        while (channel.read(buffer) >= 0) {
            all.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> get(HttpClient client, String path) throws Exception {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(HttpClient client, int size) throws Exception {
        return client.send(
                request("/pods")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[size]))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpClient client(@Nullable Identity identity, HttpClient.Version version)
            throws Exception {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", certificates.authorityCertificate());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManager[] keys = {};
        if (identity != null) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "me", identity.key(), new char[0], new Certificate[] {identity.certificate()});
            var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, new char[0]);
            keys =
                    new KeyManager[] {
                        new Insisting((X509ExtendedKeyManager) factory.getKeyManagers()[0])
                    };
        }
        var tls = SSLContext.getInstance("TLS");
        tls.init(keys, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(tls).version(version).build();
    }

    /// Shows its certificate also to servers that did not name its authority.
    private static final class Insisting extends X509ExtendedKeyManager {
        private final X509ExtendedKeyManager keys;

        Insisting(X509ExtendedKeyManager keys) {
            this.keys = keys;
        }

        @Override
        public String chooseClientAlias(
                String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return "me";
        }

        @Override
        public String chooseEngineClientAlias(
                String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return "me";
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return keys.getCertificateChain(alias);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return keys.getPrivateKey(alias);
        }

        @Override
        public String[] getClientAliases(String type, Principal @Nullable [] issuers) {
            return new String[] {"me"};
        }

        @Override
        public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }
    }
}
