package dev.wavetank.apiserver.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.spdy.DefaultSpdyDataFrame;
import io.netty.handler.codec.spdy.DefaultSpdyPingFrame;
import io.netty.handler.codec.spdy.DefaultSpdyRstStreamFrame;
import io.netty.handler.codec.spdy.DefaultSpdySynStreamFrame;
import io.netty.handler.codec.spdy.SpdyDataFrame;
import io.netty.handler.codec.spdy.SpdyFrameCodec;
import io.netty.handler.codec.spdy.SpdyPingFrame;
import io.netty.handler.codec.spdy.SpdyRstStreamFrame;
import io.netty.handler.codec.spdy.SpdyStreamStatus;
import io.netty.handler.codec.spdy.SpdySynReplyFrame;
import io.netty.handler.codec.spdy.SpdyVersion;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/// A client that forwards ports, as kubectl does: SPDY in the messages of a WebSocket.
final class PortsClient implements WebSocket.Listener, AutoCloseable {
    /// In the place of `SPDY/3.1+portforward.k8s.io`: the JDK's client takes no slash in a name.
    static final String PROTOCOL = "ports";

    private final EmbeddedChannel codec =
            new EmbeddedChannel(
                    new SpdyFrameCodec(SpdyVersion.SPDY_3_1, 1 << 16, 1 << 16, 6, 15, 8));
    private final WebSocket socket;
    private CompletableFuture<?> said = CompletableFuture.completedFuture(null);

    /// What came, such as `reply 1`, `data 3:text`, `fin 3`, `rst 1 CANCEL`, `ping 7`.
    final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    /// The code with which it was closed.
    final CompletableFuture<Integer> closed = new CompletableFuture<>();

    PortsClient(HttpClient client, URI target) throws Exception {
        socket =
                client.newWebSocketBuilder()
                        .subprotocols(PROTOCOL)
                        .buildAsync(target, this)
                        .get(10, TimeUnit.SECONDS);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        var bytes = new byte[data.remaining()];
        data.get(bytes);
        read(bytes);
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    private synchronized void read(byte[] bytes) {
        codec.writeInbound(Unpooled.wrappedBuffer(bytes));
        for (Object next = codec.readInbound(); next != null; next = codec.readInbound()) {
            switch (next) {
                case SpdySynReplyFrame reply -> heard.add("reply " + reply.streamId());
                case SpdyDataFrame data -> {
                    if (data.content().isReadable()) {
                        heard.add(
                                "data "
                                        + data.streamId()
                                        + ":"
                                        + data.content().toString(StandardCharsets.UTF_8));
                    }
                    if (data.isLast()) {
                        heard.add("fin " + data.streamId());
                    }
                    data.release();
                }
                case SpdyRstStreamFrame reset ->
                        heard.add("rst " + reset.streamId() + " " + reset.status().statusPhrase());
                case SpdyPingFrame ping -> heard.add("ping " + ping.id());
                default -> heard.add(next.toString());
            }
        }
    }

    private synchronized void write(Object frame) throws Exception {
        codec.writeOutbound(frame);
        var all = new ByteArrayOutputStream();
        for (ByteBuf next = codec.readOutbound(); next != null; next = codec.readOutbound()) {
            all.writeBytes(ByteBufUtil.getBytes(next));
            next.release();
        }
        raw(all.toByteArray());
    }

    /// Said in the order of the calls; who hears nothing keeps no one waiting here.
    synchronized void raw(byte[] bytes) {
        said = said.thenCompose(_ -> socket.sendBinary(ByteBuffer.wrap(bytes), true));
    }

    void open(int stream, String type, String port, String request) throws Exception {
        var frame = new DefaultSpdySynStreamFrame(stream, 0, (byte) 0);
        frame.headers().set("streamtype", type).set("port", port).set("requestid", request);
        write(frame);
    }

    /// Opens the two streams of a connection: of errors, and of data with the next odd number.
    void connect(int stream, int port, String request) throws Exception {
        open(stream, "error", Integer.toString(port), request);
        open(stream + 2, "data", Integer.toString(port), request);
    }

    void send(int stream, String text, boolean last) throws Exception {
        var frame =
                new DefaultSpdyDataFrame(
                        stream, Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
        write(frame.setLast(last));
    }

    void reset(int stream) throws Exception {
        write(new DefaultSpdyRstStreamFrame(stream, SpdyStreamStatus.CANCEL));
    }

    void ping(int id) throws Exception {
        write(new DefaultSpdyPingFrame(id));
    }

    @Override
    public void close() {
        socket.abort();
    }
}
