package dev.wavetank.apiserver.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.spdy.DefaultSpdyDataFrame;
import io.netty.handler.codec.spdy.DefaultSpdyPingFrame;
import io.netty.handler.codec.spdy.DefaultSpdyRstStreamFrame;
import io.netty.handler.codec.spdy.DefaultSpdySettingsFrame;
import io.netty.handler.codec.spdy.DefaultSpdySynStreamFrame;
import io.netty.handler.codec.spdy.SpdyFrame;
import io.netty.handler.codec.spdy.SpdyFrameCodec;
import io.netty.handler.codec.spdy.SpdyVersion;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/// What a client may say on a WebSocket, and now and then what none should.
final class SpoiltFrames {
    private static final int BINARY = 2;

    private final SplittableRandom chance;
    private final EmbeddedChannel spdy =
            new EmbeddedChannel(new SpdyFrameCodec(SpdyVersion.SPDY_3_1));
    private int stream = 1;

    SpoiltFrames(SplittableRandom chance) {
        this.chance = chance;
    }

    /// {@return a frame with a message in numbered channels}
    byte[] channels() {
        int channel = new int[] {0, 0, 0, 4, 255, chance.nextInt(256)}[chance.nextInt(6)];
        byte[] said =
                switch (channel) {
                    case 4 -> "{\"Width\":80,\"Height\":24}".getBytes(StandardCharsets.UTF_8);
                    case 255 -> new byte[1];
                    default -> new byte[chance.nextInt(chance.nextBoolean() ? 100 : 40_000)];
                };
        var message = new byte[said.length + 1];
        message[0] = (byte) channel;
        System.arraycopy(said, 0, message, 1, said.length);
        return frame(spoilt(message, 6));
    }

    /// {@return a frame with a piece of SPDY}
    byte[] spdy() {
        var message = new ByteArrayOutputStream();
        for (int i = chance.nextInt(4); i >= 0; i--) {
            message.writeBytes(encoded(next()));
        }
        return frame(spoilt(message.toByteArray(), 10));
    }

    private SpdyFrame next() {
        int known = 1 + 2 * chance.nextInt(stream);
        return switch (chance.nextInt(8)) {
            case 0, 1, 2 -> opened();
            case 3, 4 -> {
                var data =
                        new DefaultSpdyDataFrame(
                                known, Unpooled.wrappedBuffer(new byte[chance.nextInt(40_000)]));
                data.setLast(chance.nextInt(4) == 0);
                yield data;
            }
            case 5 -> new DefaultSpdyRstStreamFrame(known, 1 + chance.nextInt(11));
            case 6 -> new DefaultSpdyPingFrame(chance.nextInt());
            default -> {
                var settings = new DefaultSpdySettingsFrame();
                for (int i = chance.nextInt(1_000); i > 0; i--) {
                    settings.setValue(chance.nextInt(1 << 24), chance.nextInt());
                }
                yield settings;
            }
        };
    }

    private SpdyFrame opened() {
        // Sometimes a number that was used.
        stream += chance.nextInt(10) == 0 ? 0 : 2;
        var opened = new DefaultSpdySynStreamFrame(stream, 0, (byte) 0);
        opened.headers().set("streamtype", chance.nextBoolean() ? "error" : "data");
        opened.headers().set("port", chance.nextInt(20) == 0 ? "70000" : "80");
        opened.headers().set("requestid", Integer.toString(chance.nextInt(1 + stream / 4)));
        return opened;
    }

    private byte[] encoded(SpdyFrame frame) {
        spdy.writeOutbound(frame);
        var all = new ByteArrayOutputStream();
        for (ByteBuf next = spdy.readOutbound(); next != null; next = spdy.readOutbound()) {
            all.writeBytes(ByteBufUtil.getBytes(next));
            next.release();
        }
        return all.toByteArray();
    }

    /// {@return the bytes; once in so often, a few are others, or the end is missing}
    private byte[] spoilt(byte[] bytes, int often) {
        if (bytes.length == 0 || chance.nextInt(often) > 0) {
            return bytes;
        }
        for (int i = chance.nextInt(4); i > 0; i--) {
            bytes[chance.nextInt(bytes.length)] = (byte) chance.nextInt(256);
        }
        return chance.nextBoolean() ? bytes : Arrays.copyOf(bytes, chance.nextInt(bytes.length));
    }

    /// A masked frame, as clients send them, or one that is not in order.
    private byte[] frame(byte[] message) {
        var frame = new ByteArrayOutputStream();
        frame.write(0x80 | BINARY);
        if (message.length < 126) {
            frame.write(0x80 | message.length);
        } else {
            boolean small = message.length < 1 << 16;
            frame.write(0x80 | (small ? 126 : 127));
            for (int shift = small ? 8 : 56; shift >= 0; shift -= 8) {
                frame.write(shift < 32 ? message.length >>> shift : 0);
            }
        }
        // With a mask of zeros, a message is masked by itself.
        frame.writeBytes(new byte[4]);
        frame.writeBytes(message);
        byte[] bytes = frame.toByteArray();
        if (chance.nextInt(30) == 0) {
            bytes[chance.nextInt(2)] = (byte) chance.nextInt(256);
        }
        return bytes;
    }
}
