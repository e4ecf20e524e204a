package dev.wavetank.apiserver.streams;

import dev.wavetank.apiserver.requests.Response;
import dev.wavetank.cluster.world.World;

import io.vertx.core.Context;
import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.List;

/// One stream on its way to a client: between the World's turns, which write, and the connection's
/// thread, which sends.
///
/// What is written within one turn leaves together, which makes a watch of many small events
/// several times cheaper. The source is told that the sink drained, or that it is over, in turns of
/// the World; that it is over exactly once, and not after it ended itself.
public final class StreamSink implements Response.Sink {
    /// So many bytes may wait for the client; then the source has to.
    private static final int HIGH = 256 << 10;

    /// The source goes on when no more than this is left.
    private static final int LOW = 64 << 10;

    private final Response.Source source;
    private final World world;
    private final Context context;
    private final Outlet outlet;
    private final Runnable done;
    private final List<byte[]> queue = new ArrayList<>();
    private long pending;
    private boolean full;
    private boolean sending;
    private boolean ended;
    private boolean over;

    /// What carries the bytes to the client; on the connection's thread.
    public interface Outlet {
        /// {@return when they are on their way}
        Future<Void> send(List<byte[]> pieces);

        /// The source has ended, and all it wrote was sent.
        void end();
    }

    /// @param done run once on the connection's thread when the stream is over, either way
    public StreamSink(
            Response.Source source, World world, Context context, Outlet outlet, Runnable done) {
        this.source = source;
        this.world = world;
        this.context = context;
        this.outlet = outlet;
        this.done = done;
    }

    /// In a turn of the World.
    public void start() {
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
        List<byte[]> pieces;
        boolean last;
        synchronized (this) {
            sending = false;
            if (over) {
                return;
            }
            pieces = List.copyOf(queue);
            queue.clear();
            last = ended;
            over = last;
        }
        if (!pieces.isEmpty()) {
            long bytes = pieces.stream().mapToLong(piece -> piece.length).sum();
            outlet.send(pieces).onSuccess(_ -> sent(bytes));
        }
        if (last) {
            outlet.end();
            done.run();
        }
    }

    private synchronized void sent(long bytes) {
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

    /// The client went away, or the server closes. May come twice, and after the end.
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
