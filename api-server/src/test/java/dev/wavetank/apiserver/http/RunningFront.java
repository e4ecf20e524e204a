package dev.wavetank.apiserver.http;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// A front that listens with TLS on a free port, and how the tests of it talk to it.
abstract class RunningFront {
    @TempDir Path folder;

    final ThreadWorld world = new ThreadWorld();
    final EchoHandler echo = new EchoHandler();
    final Limits limits =
            new Limits(3 << 20, 16 << 10, 3, 2, Duration.ofSeconds(2), Duration.ofMinutes(1));
    final HttpFront front = new HttpFront(world, echo, limits);
    Certificates certificates;
    int port;

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

    HttpClient client(@Nullable Identity identity, HttpClient.Version version) throws Exception {
        return TlsClient.of(certificates.authorityCertificate(), identity, version);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path));
    }

    HttpResponse<String> get(HttpClient client, String path) throws Exception {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    static SocketChannel connect(Path path) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(path));
        return channel;
    }

    static void send(SocketChannel channel, String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    static String readAll(SocketChannel channel) throws IOException {
        var all = new ByteArrayOutputStream();
        var buffer = ByteBuffer.allocate(4096);
        while (channel.read(buffer) >= 0) {
            all.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        return all.toString(StandardCharsets.UTF_8);
    }
}
