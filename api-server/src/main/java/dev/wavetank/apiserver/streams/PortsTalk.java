package dev.wavetank.apiserver.streams;

import dev.wavetank.apiserver.requests.Upgrade;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.spdy.DefaultSpdyRstStreamFrame;
import io.netty.handler.codec.spdy.SpdyDataFrame;
import io.netty.handler.codec.spdy.SpdyFrame;
import io.netty.handler.codec.spdy.SpdyPingFrame;
import io.netty.handler.codec.spdy.SpdyRstStreamFrame;
import io.netty.handler.codec.spdy.SpdyStreamStatus;
import io.netty.handler.codec.spdy.SpdySynStreamFrame;
import io.netty.util.ReferenceCountUtil;

import java.util.TreeMap;

/// SPDY in WebSocket messages, as `kubectl port-forward` speaks it: for each connection a stream of
/// errors and one of data, which name their port and, by a number, each other.
final class PortsTalk implements Line.Talk {
    /// More than any browser opens; each costs a window.
    private static final int CONNECTIONS_MAX = 1_000;

    private final Line line;
    private final Upgrade.Ports ports;
    private final SpdyFrames frames = new SpdyFrames();
    private final TreeMap<String, PortConnection> connections = new TreeMap<>();
    private final TreeMap<Integer, PortConnection> byStream = new TreeMap<>();

    PortsTalk(Line line, Upgrade.Ports ports) {
        this.line = line;
        this.ports = ports;
    }

    @Override
    public void begin() {}

    @Override
    public void heard(byte[] message) {
        try {
            for (SpdyFrame frame : frames.read(message)) {
                heard(frame);
                ReferenceCountUtil.release(frame);
            }
        } catch (DecoderException malformed) {
            line.close(Line.PROTOCOL_ERROR, "malformed SPDY: " + malformed.getMessage());
        }
    }

    private void heard(SpdyFrame frame) {
        switch (frame) {
            case SpdySynStreamFrame opened -> open(opened);
            case SpdyDataFrame data -> {
                var connection = byStream.get(data.streamId());
                if (connection != null) {
                    connection.heard(
                            data.streamId(), ByteBufUtil.getBytes(data.content()), data.isLast());
                    throttle();
                }
            }
            case SpdyRstStreamFrame reset -> {
                var connection = byStream.get(reset.streamId());
                if (connection != null) {
                    connection.close();
                }
            }
            // By which the client sees that somebody is there.
            case SpdyPingFrame ping -> line.send(frames.write(ping), () -> {});
            // Settings, windows and farewells change nothing here.
            default -> {}
        }
    }

    private void open(SpdySynStreamFrame opened) {
        int stream = opened.streamId();
        String type = String.valueOf(opened.headers().getAsString("streamtype"));
        String port = String.valueOf(opened.headers().getAsString("port"));
        String request = String.valueOf(opened.headers().getAsString("requestid"));
        boolean known = type.equals("error") || type.equals("data");
        if (opened.isInvalid()
                || !known
                || !port.matches("[0-9]{1,5}")
                || Integer.parseInt(port) == 0
                || Integer.parseInt(port) > 65_535) {
            reset(stream, SpdyStreamStatus.PROTOCOL_ERROR);
            return;
        }
        var connection = connections.get(request);
        if (connection == null) {
            if (connections.size() >= CONNECTIONS_MAX) {
                reset(stream, SpdyStreamStatus.REFUSED_STREAM);
                return;
            }
            connection = new PortConnection(this, request, Integer.parseInt(port));
            connections.put(request, connection);
        }
        if (byStream.containsKey(stream) || connection.has(type.equals("error"))) {
            reset(stream, SpdyStreamStatus.PROTOCOL_ERROR);
            return;
        }
        byStream.put(stream, connection);
        line.send(frames.reply(stream), () -> {});
        connection.opened(stream, type.equals("error"));
    }

    void reset(int stream, SpdyStreamStatus why) {
        line.send(frames.write(new DefaultSpdyRstStreamFrame(stream, why)), () -> {});
    }

    void send(int stream, byte[] bytes, boolean last, Runnable sent) {
        line.send(frames.data(stream, bytes, last), sent);
    }

    Line line() {
        return line;
    }

    Upgrade.Ports ports() {
        return ports;
    }

    /// All connections share one line, so one that takes nothing holds up the others, as upstream.
    void throttle() {
        line.reads(connections.values().stream().noneMatch(PortConnection::full));
    }

    void forget(PortConnection connection) {
        connections.values().remove(connection);
        byStream.values().removeIf(each -> each.equals(connection));
        throttle();
    }

    @Override
    public void over() {
        connections.values().forEach(PortConnection::abandon);
        connections.clear();
        byStream.clear();
        frames.close();
    }
}
