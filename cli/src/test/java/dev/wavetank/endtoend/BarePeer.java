package dev.wavetank.endtoend;

import dev.wavetank.apiserver.http.Identity;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.KeyCertOptions;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.KeyManagerFactory;

/// The peer of a load test: a Vert.x server on as many loops, with the same certificate, that reads
/// each request whole and writes bytes that it has.
final class BarePeer implements AutoCloseable {
    private final Vertx vertx =
            Vertx.vertx(
                    new VertxOptions()
                            .setEventLoopPoolSize(
                                    Math.min(4, Runtime.getRuntime().availableProcessors())));
    private final List<HttpServerResponse> watchers = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile byte[] answer = new byte[0];

    BarePeer(Identity identity) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("JKS");
        store.load(null, null);
        store.setKeyEntry(
                "server", identity.key(), new char[0], new Certificate[] {identity.certificate()});
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        server =
                vertx.createHttpServer(
                                new HttpServerOptions()
                                        .setHost("127.0.0.1")
                                        .setPort(0)
                                        .setSsl(true)
                                        .setUseAlpn(true)
                                        .setKeyCertOptions(KeyCertOptions.wrap(keys)))
                        .requestHandler(request -> {
                            if (request.path().equals("/watch")) {
                                var response = request.response().setChunked(true);
                                response.putHeader("content-type", "application/json");
                                response.writeHead();
                                watchers.add(response);
                            } else {
                                request.body().onSuccess(_ -> write(request.response()));
                            }
                        });
        server.listen().toCompletionStage().toCompletableFuture().join();
    }

    private void write(HttpServerResponse response) {
        response.putHeader("cache-control", "no-cache, private")
                .putHeader("content-type", "application/json")
                .end(Buffer.buffer(answer));
    }

    int port() {
        return server.actualPort();
    }

    /// Takes what every request is answered with from now on.
    void answer(byte[] bytes) {
        answer = bytes;
    }

    int watchers() {
        return watchers.size();
    }

    /// Writes to all who watch.
    void tell(byte[] event) {
        watchers.forEach(each -> each.write(Buffer.buffer(event)));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
