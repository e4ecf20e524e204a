package dev.wavetank.apiserver.http;

import dev.wavetank.apiserver.requests.Handler;
import dev.wavetank.apiserver.requests.Request;
import dev.wavetank.apiserver.requests.Response;
import dev.wavetank.apiserver.requests.Upgrade;
import dev.wavetank.apiserver.requests.User;
import dev.wavetank.apiserver.streams.Line;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.buffer.BufferInternal;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TreeMap;

/// One request and its answer: its body is read, a turn of the World answers it, the answer is
/// written. All but that turn runs on the connection's own thread.
final class Exchange {
    /// A client that still sends must get to read the refusal before the connection breaks.
    private static final long LINGER_MILLIS = 500;

    /// More than any client sends; each costs memory before anybody looks at it.
    private static final int PARAMETERS_MAX = 1024;

    private static final String WEB_SOCKET = "websocket";
    private static final String PROTOCOL = "sec-websocket-protocol";

    private final HttpFront front;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Context context;
    private final User user;
    private final Handler handler;
    private final boolean webSocket;
    private final long begun = System.nanoTime();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);

    /// Nothing is to be written any more, or only by the stream: it was answered, or nobody is
    /// there. Read by the World's turn, so that it does no work for nobody.
    private volatile boolean over;

    private boolean handed;
    private boolean held;
    private @Nullable Running stream;

    Exchange(
            HttpFront front,
            HttpServerRequest request,
            Context context,
            User user,
            Handler handler) {
        this.front = front;
        this.request = request;
        this.response = request.response();
        this.context = context;
        this.user = user;
        this.handler = handler;
        webSocket =
                request.method().equals(HttpMethod.GET)
                        && request.version() == HttpVersion.HTTP_1_1
                        && request.headers().contains(HttpHeaders.UPGRADE, WEB_SOCKET, true);
    }

    HttpConnection connection() {
        return request.connection();
    }

    void begin() {
        response.closeHandler(_ -> gone());
        response.exceptionHandler(_ -> gone());
        request.exceptionHandler(_ -> gone());
        if (webSocket) {
            // It must not end before it is known whether it becomes a WebSocket.
            request.pause();
            held = true;
            received();
            return;
        }
        if (length() > front.limits().bodyBytes()) {
            refuseBody();
            return;
        }
        if (request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
            response.writeContinue();
        }
        request.handler(this::take);
        request.endHandler(_ -> received());
    }

    private long length() {
        try {
            String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException malformed) {
            return 0;
        }
    }

    private void take(Buffer chunk) {
        if (over) {
            return;
        }
        if (body.size() + chunk.length() > front.limits().bodyBytes()) {
            refuseBody();
        } else {
            body.writeBytes(chunk.getBytes());
        }
    }

    private void refuseBody() {
        request.pause();
        refuse(Refusal.tooLarge(front.limits().bodyBytes()));
        front.afterMillis(
                LINGER_MILLIS,
                () -> {
                    if (request.version() == HttpVersion.HTTP_2) {
                        response.reset();
                    } else {
                        request.connection().close();
                    }
                });
    }

    private void received() {
        if (over) {
            return;
        }
        Request read;
        try {
            read = read();
        } catch (IllegalArgumentException malformed) {
            refuse(Refusal.badRequest("malformed URL: " + malformed.getMessage()));
            return;
        }
        handed = true;
        front.world().post("http request", () -> handle(read));
    }

    private Request read() {
        var uri =
                new QueryStringDecoder(
                        request.uri(), StandardCharsets.UTF_8, true, PARAMETERS_MAX, true);
        var headers = new TreeMap<String, String>();
        for (var header : request.headers()) {
            headers.merge(
                    header.getKey().toLowerCase(Locale.ROOT),
                    header.getValue(),
                    (one, other) -> one + ", " + other);
        }
        if (!webSocket && headers.getOrDefault("upgrade", "").equalsIgnoreCase(WEB_SOCKET)) {
            // Where HTTP knows no upgrade to one, it is as if nobody had asked.
            headers.remove("upgrade");
        }
        return new Request(
                request.method().name(),
                uri.path(),
                new TreeMap<>(uri.parameters()),
                headers,
                user,
                body.toByteArray());
    }

    /// In a turn of the World.
    private void handle(Request read) {
        if (over) {
            front.release(this);
            return;
        }
        try {
            handler.handle(read, this::answer);
        } catch (RuntimeException | Error bug) {
            context.runOnContext(_ -> refuse(Refusal.internal()));
            throw bug;
        }
    }

    /// In a turn of the World.
    private void answer(Response answer) {
        front.release(this);
        switch (answer.body()) {
            case Response.Body.Whole(var bytes) ->
                    context.runOnContext(_ -> {
                        if (webSocket && answer.status() < 300) {
                            refuse(Refusal.noWebSocket());
                        } else {
                            write(answer, bytes);
                        }
                    });
            case Response.Body.Streamed(var source) -> {
                if (webSocket) {
                    source.closed();
                    refuseLater(Refusal.noWebSocket());
                } else if (front.streamBegins()) {
                    stream(answer, source);
                } else {
                    source.closed();
                    refuseLater(Refusal.tooMany());
                }
            }
            case Response.Body.Upgraded(var upgrade) -> {
                if (front.streamBegins()) {
                    context.runOnContext(_ -> upgrade(upgrade));
                } else {
                    upgrade.abandon();
                    refuseLater(Refusal.tooMany());
                }
            }
        }
    }

    private void refuseLater(Refusal refusal) {
        context.runOnContext(_ -> refuse(refusal));
    }

    private void stream(Response answer, Response.Source source) {
        var running =
                new RunningStream(
                        source,
                        front.world(),
                        context,
                        response,
                        () -> {
                            front.streamEnded();
                            front.done(this);
                        });
        context.runOnContext(_ -> begin(answer, running));
        front.world().post("stream", running::start);
    }

    private void upgrade(Upgrade upgrade) {
        if (over) {
            noUpgrade(upgrade);
            return;
        }
        // The handshake agrees on whatever is asked for.
        if (upgrade.protocol().isEmpty()) {
            request.headers().remove(PROTOCOL);
        } else {
            request.headers().set(PROTOCOL, upgrade.protocol());
        }
        request.toWebSocket()
                .onSuccess(socket -> {
                    if (over) {
                        socket.close();
                        noUpgrade(upgrade);
                        return;
                    }
                    stream =
                            new RunningLine(
                                    Line.open(
                                            socket,
                                            upgrade,
                                            front.world(),
                                            context,
                                            () -> {
                                                front.streamEnded();
                                                front.done(this);
                                            }));
                })
                // The handshake has answered what was wrong with it.
                .onFailure(_ -> {
                    noUpgrade(upgrade);
                    finish();
                });
    }

    private void noUpgrade(Upgrade upgrade) {
        front.streamEnded();
        front.world().post("stream", upgrade::abandon);
    }

    private void write(Response answer, byte[] bytes) {
        if (finish()) {
            letEnd();
            head(answer);
            response.end(BufferInternal.buffer(Unpooled.wrappedBuffer(bytes)));
        }
    }

    private void begin(Response answer, RunningStream running) {
        if (over) {
            running.close();
            return;
        }
        stream = running;
        head(answer);
        response.setChunked(true);
        response.writeHead();
    }

    /// One that did not become a WebSocket was held back until now.
    private void letEnd() {
        if (held) {
            held = false;
            request.resume();
        }
    }

    private void head(Response answer) {
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
    }

    void refuse(Refusal refusal) {
        if (stream != null || !finish()) {
            return;
        }
        if (!handed) {
            front.release(this);
        }
        letEnd();
        write(response, refusal);
    }

    static void write(HttpServerResponse response, Refusal refusal) {
        if (refusal.retryAfter() > 0) {
            response.putHeader("retry-after", Integer.toString(refusal.retryAfter()));
        }
        response.setStatusCode(refusal.code())
                .putHeader("content-type", "application/json")
                .end(Buffer.buffer(refusal.body()));
    }

    private boolean finish() {
        if (over) {
            return false;
        }
        over = true;
        front.done(this);
        return !response.closed();
    }

    private void gone() {
        if (stream != null) {
            over = true;
            stream.close();
        } else if (finish() || !handed) {
            front.release(this);
        }
    }

    /// Refuses what takes too long; to be called now and then, from any thread.
    void check(long now) {
        if (now - begun > front.limits().request().toNanos()) {
            context.runOnContext(_ -> {
                if (stream == null) {
                    front.release(this);
                    refuse(Refusal.timedOut());
                }
            });
        }
    }

    /// The server closes; from any thread.
    void close() {
        context.runOnContext(_ -> {
            if (stream != null) {
                over = true;
                stream.shutDown();
            } else if (!handed) {
                refuse(Refusal.closing());
            }
        });
    }
}
