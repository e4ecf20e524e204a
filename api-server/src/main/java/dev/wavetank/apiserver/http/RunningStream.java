package dev.wavetank.apiserver.http;

import dev.wavetank.apiserver.requests.Response;
import dev.wavetank.apiserver.streams.StreamSink;
import dev.wavetank.cluster.world.World;

import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;

import java.util.List;

/// A stream that is the body of a response.
final class RunningStream implements Running, StreamSink.Outlet {
    private final HttpServerResponse response;
    private final StreamSink sink;

    /// @param done run once on the connection's thread when the stream is over, either way
    RunningStream(
            Response.Source source,
            World world,
            Context context,
            HttpServerResponse response,
            Runnable done) {
        this.response = response;
        sink = new StreamSink(source, world, context, this, done);
    }

    /// In a turn of the World.
    void start() {
        sink.start();
    }

    @Override
    public Future<Void> send(List<byte[]> pieces) {
        return response.write(joined(pieces));
    }

    private static Buffer joined(List<byte[]> pieces) {
        if (pieces.size() == 1) {
            return BufferInternal.buffer(Unpooled.wrappedBuffer(pieces.getFirst()));
        }
        int length = 0;
        for (byte[] each : pieces) {
            length += each.length;
        }
        var all = new byte[length];
        int at = 0;
        for (byte[] each : pieces) {
            System.arraycopy(each, 0, all, at, each.length);
            at += each.length;
        }
        return BufferInternal.buffer(Unpooled.wrappedBuffer(all));
    }

    @Override
    public void end() {
        if (!response.ended() && !response.closed()) {
            response.end();
        }
    }

    @Override
    public void close() {
        sink.close();
    }

    @Override
    public void shutDown() {
        sink.close();
        end();
    }
}
