package dev.wavetank.apiserver.streams;

import dev.wavetank.apiserver.requests.Upgrade;
import dev.wavetank.cluster.world.World;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One WebSocket from its handshake to its end, whatever is spoken on it.
///
/// It reads no faster than its [Talk] takes, and is over once: when the talk ends it, the client
/// goes away, or the server closes.
public final class Line {
    /// A client that vanished without a word is found by writing to it. Chosen: upstream's kubectl
    /// sends pings every 5 s and gives up after a minute.
    private static final long PING_MILLIS = 10_000;

    /// WebSocket's codes: done; the server goes down; not understood.
    static final short NORMAL = 1000;

    static final short GOING_AWAY = 1001;
    static final short PROTOCOL_ERROR = 1002;

    /// The longest reason that fits into a close frame, in bytes.
    private static final int REASON_MAX = 123;

    private final ServerWebSocket socket;
    private final World world;
    private final Context context;
    private final Runnable done;
    private final Vertx vertx;
    private final long pings;
    private final Talk talk;

    /// Whether the talk takes more.
    private boolean wanted = true;

    /// Whether the client takes too little.
    private boolean behind;

    private boolean over;

    /// What is spoken on a line.
    interface Talk {
        void begin();

        /// A message of the client.
        void heard(byte[] message);

        /// Nothing can be said any more.
        void over();
    }

    private Line(
            ServerWebSocket socket, Upgrade upgrade, World world, Context context, Runnable done) {
        this.socket = socket;
        this.world = world;
        this.context = context;
        this.done = done;
        vertx = context.owner();
        talk =
                switch (upgrade) {
                    case Upgrade.Program program -> new ProgramTalk(this, program);
                    case Upgrade.Port port -> new ChannelPortTalk(this, port);
                    case Upgrade.Ports ports -> new PortsTalk(this, ports);
                    case Upgrade.Events events -> new EventsTalk(this, events);
                };
        pings = vertx.setPeriodic(PING_MILLIS, _ -> socket.writePing(Buffer.buffer()));
    }

    /// Begins to speak on a socket; on its connection's thread.
    ///
    /// @param world the API server's
    /// @param done run once when the line is over
    public static Line open(
            ServerWebSocket socket, Upgrade upgrade, World world, Context context, Runnable done) {
        var line = new Line(socket, upgrade, world, context, done);
        socket.binaryMessageHandler(message -> line.heard(message.getBytes()));
        socket.textMessageHandler(text -> line.heard(text.getBytes(StandardCharsets.UTF_8)));
        socket.exceptionHandler(broken -> line.broken(broken));
        socket.closeHandler(_ -> line.end());
        line.talk.begin();
        return line;
    }

    World world() {
        return world;
    }

    Context context() {
        return context;
    }

    Vertx vertx() {
        return vertx;
    }

    private void heard(byte[] message) {
        if (!over) {
            talk.heard(message);
            holdUp();
        }
    }

    /// A client that does not read what it is answered may ask for no more.
    private void holdUp() {
        if (!over && !behind && socket.writeQueueFull()) {
            behind = true;
            socket.drainHandler(_ -> {
                behind = false;
                flow();
            });
            flow();
        }
    }

    private void flow() {
        if (over) {
            return;
        }
        if (wanted && !behind) {
            socket.resume();
        } else {
            socket.pause();
        }
    }

    /// Sends a message.
    ///
    /// @param sent run when it is on its way; not if that fails
    void send(byte[] message, Runnable sent) {
        if (!over) {
            socket.writeBinaryMessage(Buffer.buffer(message)).onSuccess(_ -> sent.run());
        }
    }

    /// Sends a text.
    ///
    /// @return when it is on its way
    Future<Void> say(String text) {
        return over ? Future.failedFuture("the line is closed") : socket.writeTextMessage(text);
    }

    /// Lets the client wait, or go on.
    void reads(boolean on) {
        wanted = on;
        flow();
    }

    /// Closes in order, after all that was sent.
    void close(short code, String reason) {
        if (!over) {
            socket.close(code, shortened(reason));
            // What the client still says is not waited for by its sender only.
            socket.resume();
            end();
        }
    }

    private static String shortened(String reason) {
        byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= REASON_MAX
                ? reason
                : new String(Arrays.copyOf(bytes, REASON_MAX - 3), StandardCharsets.UTF_8)
                        .replace("\ufffd", "");
    }

    /// The client went away or the server closes; may come twice.
    public void hangUp() {
        close(GOING_AWAY, "the server is shutting down");
    }

    /// Frames that are too long or malformed: Vert.x has answered with the code that is meant for
    /// it.
    private void broken(Throwable cause) {
        close(PROTOCOL_ERROR, String.valueOf(cause.getMessage()));
    }

    private void end() {
        if (!over) {
            over = true;
            vertx.cancelTimer(pings);
            talk.over();
            done.run();
        }
    }
}
