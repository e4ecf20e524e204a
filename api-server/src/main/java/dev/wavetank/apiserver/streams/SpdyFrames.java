package dev.wavetank.apiserver.streams;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.spdy.DefaultSpdyDataFrame;
import io.netty.handler.codec.spdy.DefaultSpdySynReplyFrame;
import io.netty.handler.codec.spdy.SpdyFrame;
import io.netty.handler.codec.spdy.SpdyFrameCodec;
import io.netty.handler.codec.spdy.SpdyVersion;

import java.util.ArrayList;
import java.util.List;

/// SPDY 3.1 between bytes and frames, by Netty's codec.
final class SpdyFrames {
    /// Longer pieces arrive as several; as kubectl sends them.
    private static final int CHUNK = 32 << 10;

    private static final int HEADERS = 16 << 10;

    private final EmbeddedChannel codec = new EmbeddedChannel(new Codec());

    /// Gathers no settings: they change nothing here, and one frame may hold two million.
    private static final class Codec extends SpdyFrameCodec {
        Codec() {
            super(SpdyVersion.SPDY_3_1, CHUNK, HEADERS, 6, 15, 8);
        }

        @Override
        public void readSettingsFrame(boolean clearPersisted) {}

        @Override
        public void readSetting(int id, int value, boolean persistValue, boolean persisted) {}

        @Override
        public void readSettingsEnd() {}
    }

    /// {@return the frames that these bytes complete; data frames are to be released}
    ///
    /// @throws DecoderException for what is no SPDY; nothing more can be read then
    List<SpdyFrame> read(byte[] bytes) {
        try {
            codec.writeInbound(Unpooled.wrappedBuffer(bytes));
        } catch (Exception malformed) {
            // Netty throws checked ones, too, without saying so.
            throw new DecoderException(malformed.getMessage(), malformed);
        }
        var frames = new ArrayList<SpdyFrame>();
        for (Object next = codec.readInbound(); next != null; next = codec.readInbound()) {
            frames.add((SpdyFrame) next);
        }
        return frames;
    }

    byte[] write(SpdyFrame frame) {
        codec.writeOutbound(frame);
        var all = Unpooled.buffer();
        for (ByteBuf next = codec.readOutbound(); next != null; next = codec.readOutbound()) {
            all.writeBytes(next);
            next.release();
        }
        byte[] bytes = ByteBufUtil.getBytes(all);
        all.release();
        return bytes;
    }

    /// {@return the acceptance of a stream}
    byte[] reply(int stream) {
        var reply = new DefaultSpdySynReplyFrame(stream);
        // Netty writes no headers as no bytes at all, where others want an empty block.
        reply.headers().set("accepted", "1");
        return write(reply);
    }

    byte[] data(int stream, byte[] bytes, boolean last) {
        var data = new DefaultSpdyDataFrame(stream, Unpooled.wrappedBuffer(bytes));
        data.setLast(last);
        return write(data);
    }

    void close() {
        codec.finishAndReleaseAll();
    }
}
