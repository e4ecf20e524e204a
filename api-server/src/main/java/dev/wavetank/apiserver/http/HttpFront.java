package dev.wavetank.apiserver.http;

import dev.wavetank.apiserver.requests.Handler;
import dev.wavetank.apiserver.requests.StreamProtocols;
import dev.wavetank.apiserver.requests.User;
import dev.wavetank.cluster.world.World;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLPeerUnverifiedException;

/// Where requests come in: HTTPS on the loopback, and a Unix socket for the cluster's owner; both
/// speak HTTP/1.1 and HTTP/2.
///
/// Who a client is, its certificate says, or else its token, which the handler reads; whoever may
/// open the Unix socket is the administrator.
public final class HttpFront implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    /// Who comes over the Unix socket: only its owner can.
    private static final User ADMIN = ClientUser.of("wavetank-admin", List.of("system:masters"));

    /// Whole bodies fit, so requests sent on one connection are complete in the order in which they
    /// were sent; see the client's sessions.
    private static final int STREAM_WINDOW = 4 << 20;

    private static final int CONNECTION_WINDOW = 16 << 20;
    private static final int STREAMS_MAX = 1000;

    /// How long a close waits for requests that are being answered, in seconds.
    private static final int CLOSE_SECONDS = 5;

    /// How long a WebSocket's client may take to answer its end, in seconds; shorter than
    /// [#CLOSE_SECONDS].
    private static final int FAREWELL_SECONDS = 2;

    private final World world;
    private final Handler handler;
    private final Limits limits;
    private final Vertx vertx;
    private final List<HttpServer> servers = new ArrayList<>();
    private final List<Path> sockets = new ArrayList<>();
    private final Map<HttpConnection, Client> clients = new ConcurrentHashMap<>();
    private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();
    private final Set<Exchange> counted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger streams = new AtomicInteger();
    private volatile boolean closing;

    /// The other end of one connection.
    private static final class Client {
        final User user;
        final Handler handler;
        final AtomicInteger exchanges = new AtomicInteger();
        volatile long idleSince = System.nanoTime();

        Client(User user, Handler handler) {
            this.user = user;
            this.handler = handler;
        }
    }

    /// @param world the API server's; every request becomes a turn of it
    public HttpFront(World world, Handler handler, Limits limits) {
        this.world = world;
        this.handler = handler;
        this.limits = limits;
        this.vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setEventLoopPoolSize(
                                        Math.min(4, Runtime.getRuntime().availableProcessors()))
                                .setWorkerPoolSize(1)
                                .setInternalBlockingPoolSize(2)
                                .setUseDaemonThread(true)
                                // Else a folder is left in /tmp when the process is killed.
                                .setFileSystemOptions(
                                        new FileSystemOptions()
                                                .setFileCachingEnabled(false)
                                                .setClassPathResolvingEnabled(false)));
        vertx.setPeriodic(1000, _ -> sweep());
    }

    /// Listens for HTTPS.
    ///
    /// @param port 0 takes a free one
    /// @return the port
    /// @throws IOException in one sentence, when the port cannot be used
    public int listenTls(Certificates certificates, int port) throws IOException {
        var options =
                options()
                        .setHost(LOOPBACK)
                        .setPort(port)
                        .setSsl(true)
                        .setUseAlpn(true)
                        .setClientAuth(ClientAuth.REQUEST)
                        .setTrustOptions(TlsKeys.trust(certificates.authorityCertificate()))
                        .setKeyCertOptions(TlsKeys.keys(certificates.serverIdentity()));
        var server = server(options, HttpFront::certificateUser, handler);
        try {
            await(server.listen(SocketAddress.inetSocketAddress(port, LOOPBACK)));
        } catch (BindException taken) {
            throw new IOException(
                    "port "
                            + port
                            + " on "
                            + LOOPBACK
                            + " cannot be used ("
                            + taken.getMessage()
                            + "): stop what listens there or choose another port; 0 takes a free"
                            + " one",
                    taken);
        }
        return server.actualPort();
    }

    /// Listens on a Unix socket that only the user of this process can open.
    ///
    /// @throws IOException in one sentence, when the path cannot be used
    public void listenUnix(Path path) throws IOException {
        listenUnix(path, handler);
    }

    /// Listens on a Unix socket that only the user of this process can open.
    ///
    /// @param own answers what comes in there, in the place of the front's handler
    /// @throws IOException in one sentence, when the path cannot be used
    public void listenUnix(Path path, Handler own) throws IOException {
        UnixSocket.prepare(path);
        var server = server(options().setHttp2ClearTextEnabled(true), _ -> ADMIN, own);
        await(server.listen(SocketAddress.domainSocketAddress(path.toString())));
        sockets.add(path);
        UnixSocket.protect(path);
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setMaxInitialLineLength(limits.headBytes())
                .setMaxHeaderSize(limits.headBytes())
                // Which one it is, the exchange has chosen.
                .setWebSocketSubProtocols(List.of("*"))
                .setWebSocketClosingTimeout(FAREWELL_SECONDS)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setMaxWebSocketFrameSize(StreamProtocols.MESSAGE_MAX)
                .setMaxWebSocketMessageSize(StreamProtocols.MESSAGE_MAX)
                .setHttp2ConnectionWindowSize(CONNECTION_WINDOW)
                .setInitialSettings(
                        new Http2Settings()
                                .setInitialWindowSize(STREAM_WINDOW)
                                .setMaxConcurrentStreams(STREAMS_MAX)
                                .setMaxHeaderListSize(limits.headBytes()));
    }

    private interface Identification {
        User of(HttpConnection connection);
    }

    private HttpServer server(
            HttpServerOptions options, Identification identification, Handler answering) {
        var server =
                vertx.createHttpServer(options)
                        .connectionHandler(connection -> {
                            clients.put(
                                    connection,
                                    new Client(identification.of(connection), answering));
                            connection.closeHandler(_ -> clients.remove(connection));
                        })
                        .requestHandler(this::begin)
                        .invalidRequestHandler(this::invalid)
                        // A client that breaks off its handshake or request is no news.
                        .exceptionHandler(_ -> {});
        servers.add(server);
        return server;
    }

    private static User certificateUser(HttpConnection connection) {
        try {
            var peer = connection.sslSession().getPeerCertificates();
            return peer.length > 0 && peer[0] instanceof X509Certificate certificate
                    ? ClientUser.of(certificate)
                    : User.ANONYMOUS;
        } catch (SSLPeerUnverifiedException none) {
            return User.ANONYMOUS;
        }
    }

    private void begin(HttpServerRequest request) {
        Client client = clients.get(request.connection());
        User user = client == null ? User.ANONYMOUS : client.user;
        if (client != null) {
            client.exchanges.incrementAndGet();
        }
        var exchange =
                new Exchange(
                        this, request, context(), user, client == null ? handler : client.handler);
        exchanges.add(exchange);
        counted.add(exchange);
        int now = inFlight.incrementAndGet();
        if (closing) {
            exchange.refuse(Refusal.closing());
        } else if (now > limits.inFlight()) {
            exchange.refuse(Refusal.tooMany());
        } else {
            exchange.begin();
        }
    }

    private static Context context() {
        var context = Vertx.currentContext();
        if (context == null) {
            throw new IllegalStateException("a request outside its connection's thread");
        }
        return context;
    }

    private void invalid(HttpServerRequest request) {
        var cause = request.decoderResult().cause();
        Exchange.write(
                request.response().putHeader("connection", "close"),
                cause instanceof TooLongHttpLineException
                        ? Refusal.uriTooLong(limits.headBytes())
                        : cause instanceof TooLongFrameException
                                ? Refusal.headTooLarge(limits.headBytes())
                                : Refusal.badRequest("malformed HTTP request"));
        request.connection().close();
    }

    private void sweep() {
        long now = System.nanoTime();
        counted.forEach(exchange -> exchange.check(now));
        // Not Vert.x's own idle timeout, which also ends streams that have nothing to say.
        clients.forEach((connection, client) -> {
            if (client.exchanges.get() == 0 && now - client.idleSince > limits.idle().toNanos()) {
                connection.close();
            }
        });
    }

    World world() {
        return world;
    }

    Limits limits() {
        return limits;
    }

    void afterMillis(long millis, Runnable then) {
        vertx.setTimer(millis, _ -> then.run());
    }

    /// The exchange no longer counts as in flight. May come twice.
    void release(Exchange exchange) {
        if (counted.remove(exchange)) {
            inFlight.decrementAndGet();
        }
    }

    /// {@return how many requests and streams are not over}
    int atWork() {
        return exchanges.size();
    }

    /// {@return whether one more stream may begin; if so, [#streamEnded] must follow}
    boolean streamBegins() {
        if (streams.incrementAndGet() <= limits.streams()) {
            return true;
        }
        streams.decrementAndGet();
        return false;
    }

    void streamEnded() {
        streams.decrementAndGet();
    }

    /// Nothing will be written to it any more.
    void done(Exchange exchange) {
        Client client = clients.get(exchange.connection());
        if (exchanges.remove(exchange) && client != null) {
            client.idleSince = System.nanoTime();
            client.exchanges.decrementAndGet();
        }
    }

    /// Stops listening, ends all streams (their sources are told), lets requests that are being
    /// answered end, and closes all connections. To be called before the World is closed, and not
    /// from one of its turns. A second call does nothing.
    @Override
    public void close() throws IOException {
        if (closing) {
            return;
        }
        closing = true;
        exchanges.forEach(Exchange::close);
        var ends = new ArrayList<Future<Void>>();
        servers.forEach(server -> ends.add(server.shutdown(CLOSE_SECONDS, TimeUnit.SECONDS)));
        try {
            for (var end : ends) {
                await(end);
            }
        } finally {
            await(vertx.close());
            for (var socket : sockets) {
                Files.deleteIfExists(socket);
            }
        }
    }

    private static void await(Future<?> future) throws IOException {
        try {
            future.toCompletionStage()
                    .toCompletableFuture()
                    .get(2 * CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException known) {
                throw known;
            }
            throw new IOException(failed.getCause());
        } catch (TimeoutException late) {
            throw new IOException("the network did not answer in time", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
