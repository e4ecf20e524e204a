package dev.wavetank.apiserver.http;

import dev.wavetank.apiserver.requests.Response;
import dev.wavetank.cluster.world.World;

import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;

import java.util.ArrayList;
import java.util.List;

/// One stream on its way to a client: between the World's turns, which write, and the connection's
/// thread, which sends.
///
/// What is written within one turn leaves as one piece, which makes a watch of many small events
/// several times cheaper. The source is told that the sink drained, or that it is over, in turns of
/// the World; that it is over exactly once, and not after it ended itself.
final class StreamSink implements Response.Sink, Running {
    /// So many bytes may wait for the client; then the source has to.
    private static final int HIGH = 256 << 10;

    /// The source goes on when no more than this is left.
    private static final int LOW = 64 << 10;

    private final Response.Source source;
    private final World world;
    private final Context context;
    private final HttpServerResponse response;
    private final Runnable done;
    private final List<byte[]> queue = new ArrayList<>();
    private long pending;
    private boolean full;
    private boolean sending;
    private boolean ended;
    private boolean over;

    /// @param done run once on the connection's thread when the stream is over, either way
    StreamSink(
            Response.Source source,
            World world,
            Context context,
            HttpServerResponse response,
            Runnable done) {
        this.source = source;
        this.world = world;
        this.context = context;
        this.response = response;
        this.done = done;
    }

    /// In a turn of the World.
    void start() {
        if (!over()) {
            source.start(this);
        }
    }

    private synchronized boolean over() {
        return over;
    }

    @Override
    public synchronized boolean ready() {
        return pending < HIGH && !ended && !over;
    }

    @Override
    public synchronized void write(byte[] bytes) {
        if (ended || over) {
            return;
        }
        queue.add(bytes);
        pending += bytes.length;
        full |= pending >= HIGH;
        send();
    }

    @Override
    public synchronized void end() {
        if (!ended && !over) {
            ended = true;
            send();
        }
    }

    private void send() {
        if (!sending) {
            sending = true;
            context.runOnContext(_ -> flush());
        }
    }

    private void flush() {
        Buffer piece;
        boolean last;
        synchronized (this) {
            sending = false;
            if (over) {
                return;
            }
            piece = piece();
            queue.clear();
            last = ended;
            over = last;
        }
        int length = piece.length();
        if (last) {
            response.end(piece);
            done.run();
        } else {
            response.write(piece).onSuccess(_ -> sent(length));
        }
    }

    private Buffer piece() {
        if (queue.size() == 1) {
            return BufferInternal.buffer(Unpooled.wrappedBuffer(queue.getFirst()));
        }
        int length = 0;
        for (byte[] each : queue) {
            length += each.length;
        }
        var all = new byte[length];
        int at = 0;
        for (byte[] each : queue) {
            System.arraycopy(each, 0, all, at, each.length);
            at += each.length;
        }
        return BufferInternal.buffer(Unpooled.wrappedBuffer(all));
    }

    private synchronized void sent(int bytes) {
        pending -= bytes;
        if (full && pending <= LOW && !over) {
            full = false;
            world.post("stream drained", this::drained);
        }
    }

    private void drained() {
        if (!over()) {
            source.drained();
        }
    }

    @Override
    public void shutDown() {
        close();
        if (!response.ended() && !response.closed()) {
            response.end();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            queue.clear();
        }
        world.post("stream closed", source::closed);
        done.run();
    }
}
