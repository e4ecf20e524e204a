package dev.wavetank.client;

import dev.wavetank.cluster.world.Api;
import dev.wavetank.cluster.world.World;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.SocketAddress;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// An API server in another process, with which components open sessions.
///
/// Connections are opened when they are needed, so a server that is not there yet is no error here:
/// writes are answered with `NotSent` and watches wait.
public final class RemoteCluster implements AutoCloseable {
    /// Answers are large (a page of a list) and the other side is on this machine.
    private static final int STREAM_WINDOW = 4 << 20;

    private static final int CONNECTION_WINDOW = 16 << 20;
    private static final int CONNECT_MILLIS = 5_000;

    private final Vertx vertx;
    private final HttpClientAgent client;
    private final Endpoint endpoint;

    /// @throws IOException when the endpoint's certificates or key cannot be read
    public RemoteCluster(Endpoint endpoint) throws IOException {
        this.endpoint = endpoint;
        var options = options(endpoint);
        this.vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setEventLoopPoolSize(
                                        Math.min(2, Runtime.getRuntime().availableProcessors()))
                                .setWorkerPoolSize(1)
                                .setInternalBlockingPoolSize(2)
                                .setUseDaemonThread(true)
                                // Else a folder is left in /tmp when the process is killed.
                                .setFileSystemOptions(
                                        new FileSystemOptions()
                                                .setFileCachingEnabled(false)
                                                .setClassPathResolvingEnabled(false)));
        this.client = vertx.createHttpClient(options);
    }

    private static HttpClientOptions options(Endpoint endpoint) throws IOException {
        var options =
                new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setHttp2ClearTextUpgrade(false)
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setHttp2ConnectionWindowSize(CONNECTION_WINDOW)
                        .setInitialSettings(
                                new Http2Settings().setInitialWindowSize(STREAM_WINDOW));
        if (endpoint instanceof Endpoint.Tls tls) {
            options.setSsl(true).setUseAlpn(true);
            if (tls.authority() != null) {
                options.setTrustOptions(Pem.trust(tls.authority()));
            }
            if (tls.identity() != null) {
                options.setKeyCertOptions(Pem.keys(tls.identity()));
            }
        }
        return options;
    }

    /// Opens a session. To be called in a turn of the component's world, or before its first one.
    ///
    /// @param world the component's own; all callbacks are turns of it
    /// @param author the session's name, unique for each life of a component: the server tells by
    ///   it whose writes are whose
    public Api session(World world, String author) {
        var context = ((VertxInternal) vertx).createEventLoopContext();
        return new RemoteApi(world, vertx, context, link(), link(), author);
    }

    private Link link() {
        return switch (endpoint) {
            case Endpoint.Tls tls ->
                    new Link(
                            client,
                            new HttpConnectOptions()
                                    .setHost(tls.host())
                                    .setPort(tls.port())
                                    .setSsl(true),
                            tls.token());
            case Endpoint.Unix(var path) ->
                    new Link(
                            client,
                            new HttpConnectOptions()
                                    .setServer(SocketAddress.domainSocketAddress(path.toString()))
                                    .setHost("localhost")
                                    .setPort(80)
                                    .setSsl(false),
                            "");
        };
    }

    /// Closes all connections; open sessions hear nothing more.
    @Override
    public void close() throws IOException {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IOException("the connections do not close", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
