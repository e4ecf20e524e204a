package dev.wavetank.client;

import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.internal.buffer.BufferInternal;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.function.Consumer;

/// One HTTP/2 connection, opened when it is needed and again after it was lost. All its methods and
/// callbacks belong to one event loop.
///
/// One connection on purpose: the server sees its requests in the order in which they were made,
/// and none waits for the answer to another.
final class Link {
    /// HTTP/2's REFUSED_STREAM (RFC 9113, 7): the server did nothing with the request.
    private static final long REFUSED_STREAM = 7;

    /// After so long without a byte an answer is given up, in milliseconds: twice what upstream's
    /// clients allow a lease renewal, half the server's own limit.
    static final long ANSWER_TIMEOUT = 30_000;

    private final HttpClientAgent client;
    private final HttpConnectOptions target;
    private final String token;
    private @Nullable Future<HttpClientConnection> current;
    private boolean closed;

    Link(HttpClientAgent client, HttpConnectOptions target, String token) {
        this.client = client;
        this.target = target;
        this.token = token;
    }

    private Future<HttpClientConnection> connection() {
        if (closed) {
            return Future.failedFuture("the session is closed");
        }
        var known = current;
        if (known != null && !known.failed()) {
            return known;
        }
        var opened = client.connect(target);
        current = opened;
        opened.onSuccess(connection -> {
            connection.closeHandler(_ -> forget(opened));
            // The server is going; what was not begun starts on the next connection.
            connection.shutdownHandler(_ -> forget(opened));
            if (closed) {
                connection.close();
            }
        });
        return opened;
    }

    private void forget(Future<HttpClientConnection> lost) {
        if (lost.equals(current)) {
            current = null;
        }
    }

    /// Sends a request and reads its answer whole.
    void exchange(
            String method,
            String uri,
            Map<String, String> headers,
            byte @Nullable [] body,
            Consumer<Reply> then) {
        open(method, uri, ANSWER_TIMEOUT)
                .onFailure(refused -> then.accept(new Reply.NotSent(why(refused))))
                .onSuccess(request -> {
                    headers.forEach(request::putHeader);
                    request.response()
                            .compose(answer ->
                                    answer.body()
                                            .map(bytes ->
                                                    new Reply.Answer(
                                                            answer.statusCode(),
                                                            answer.headers(),
                                                            bytes.getBytes())))
                            .onComplete(
                                    then::accept,
                                    broken ->
                                            then.accept(
                                                    unbegun(broken)
                                                            ? new Reply.NotSent(why(broken))
                                                            : new Reply.Lost(why(broken))));
                    end(request, body);
                });
    }

    /// Sends a GET whose answer is read as it comes.
    Future<HttpClientResponse> stream(String uri) {
        return open("GET", uri, 0)
                .compose(request -> {
                    var response = request.response();
                    end(request, null);
                    return response;
                });
    }

    private Future<HttpClientRequest> open(String method, String uri, long timeout) {
        return connection()
                .compose(connection ->
                        connection.request(
                                new RequestOptions()
                                        .setMethod(HttpMethod.valueOf(method))
                                        .setURI(uri)
                                        .setIdleTimeout(timeout)))
                .onSuccess(request -> {
                    request.putHeader("accept", "application/json")
                            .putHeader("user-agent", "wavetank");
                    if (!token.isEmpty()) {
                        request.putHeader("authorization", "Bearer " + token);
                    }
                });
    }

    private static void end(HttpClientRequest request, byte @Nullable [] body) {
        if (body == null) {
            request.end();
        } else {
            request.putHeader("content-type", "application/json");
            request.end(BufferInternal.buffer(Unpooled.wrappedBuffer(body)));
        }
    }

    private static boolean unbegun(Throwable broken) {
        return broken instanceof StreamResetException reset && reset.getCode() == REFUSED_STREAM;
    }

    static String why(Throwable broken) {
        String message = broken.getMessage();
        return message == null ? broken.getClass().getSimpleName() : message;
    }

    void close() {
        closed = true;
        var known = current;
        if (known != null) {
            known.onSuccess(HttpClientConnection::close);
        }
    }
}
