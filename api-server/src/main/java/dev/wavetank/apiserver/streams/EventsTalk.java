package dev.wavetank.apiserver.streams;

import dev.wavetank.apiserver.requests.Upgrade;

import io.vertx.core.Future;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A watch: each event is a text message. What the client says is not listened to, as upstream.
final class EventsTalk implements Line.Talk, StreamSink.Outlet {
    private final Line line;
    private final StreamSink sink;

    EventsTalk(Line line, Upgrade.Events events) {
        this.line = line;
        sink = new StreamSink(events.source(), line.world(), line.context(), this, () -> {});
    }

    @Override
    public void begin() {
        line.world().post("stream", sink::start);
    }

    @Override
    public void heard(byte[] message) {}

    /// Each piece is whole lines.
    @Override
    public Future<Void> send(List<byte[]> pieces) {
        Future<Void> last = Future.succeededFuture();
        for (byte[] piece : pieces) {
            int from = 0;
            for (int i = 0; i < piece.length; i++) {
                if (piece[i] == '\n') {
                    last = line.say(new String(piece, from, i - from, StandardCharsets.UTF_8));
                    from = i + 1;
                }
            }
        }
        return last;
    }

    @Override
    public void end() {
        line.close(Line.NORMAL, "");
    }

    @Override
    public void over() {
        sink.close();
    }
}
