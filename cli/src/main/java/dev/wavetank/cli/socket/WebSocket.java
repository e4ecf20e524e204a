package dev.wavetank.cli.socket;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/// A WebSocket over a Unix socket (RFC 6455), from the client's side.
///
/// One thread reads; any may write.
public final class WebSocket implements AutoCloseable {
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    /// What the server sends at most in one frame, and more.
    private static final int FRAME_MAX = 16 << 20;

    private final SocketChannel channel;
    private final DataInputStream in;

    /// The server said no before it was one.
    public static final class NotUpgraded extends IOException {
        private static final long serialVersionUID = 1;

        private final String body;

        NotUpgraded(int status, String body) {
            super("the server answered " + status);
            this.body = body;
        }

        /// {@return the body of the answer}
        public String body() {
            return body;
        }
    }

    private WebSocket(SocketChannel channel) {
        this.channel = channel;
        in =
                new DataInputStream(
                        new BufferedInputStream(Channels.newInputStream(channel), 1 << 16));
    }

    /// {@return an open WebSocket}
    ///
    /// @param target path and query, encoded
    /// @throws NotUpgraded when the server answers in HTTP
    public static WebSocket open(Path socket, String target, String protocol) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        var made = new WebSocket(channel);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            made.shakeHands(target, protocol);
            return made;
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    private void shakeHands(String target, String protocol) throws IOException {
        // Nobody can be in between who would mistake it for something else: any key will do.
        String key =
                Base64.getEncoder()
                        .encodeToString("wavetank-command".getBytes(StandardCharsets.US_ASCII));
        send(
                ByteBuffer.wrap(
                        ("GET "
                                        + target
                                        + " HTTP/1.1\r\nhost: localhost\r\nconnection: Upgrade\r\n"
                                        + "upgrade: websocket\r\nsec-websocket-version: 13\r\n"
                                        + "sec-websocket-key: "
                                        + key
                                        + "\r\nsec-websocket-protocol: "
                                        + protocol
                                        + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII)));
        String[] first = line().split(" ", 3);
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        int status = first.length > 1 ? Integer.parseInt(first[1]) : 0;
        if (status != 101) {
            throw new NotUpgraded(
                    status, new String(in.readNBytes(length), StandardCharsets.UTF_8));
        }
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    /// {@return the next message; null when the server has closed it}
    public byte @Nullable [] read() throws IOException {
        var message = new ByteArrayOutputStream();
        while (true) {
            int first = in.read();
            if (first < 0) {
                return null;
            }
            byte[] payload = payload();
            switch (first & 0x0f) {
                case CLOSE -> {
                    return null;
                }
                case PING -> write(PONG, payload);
                case PONG -> {}
                default -> {
                    message.writeBytes(payload);
                    if ((first & 0x80) != 0) {
                        return message.toByteArray();
                    }
                }
            }
        }
    }

    private byte[] payload() throws IOException {
        long length = in.readUnsignedByte() & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        if (length < 0 || length > FRAME_MAX) {
            throw new IOException("a frame of " + length + " bytes is too long");
        }
        byte[] payload = in.readNBytes((int) length);
        if (payload.length < length) {
            throw new EOFException("the server closed the connection");
        }
        return payload;
    }

    /// Sends a message.
    public void write(byte[] message) throws IOException {
        write(BINARY, message);
    }

    /// A client has to mask what it says; a mask of zeros changes nothing.
    private synchronized void write(int opcode, byte[] payload) throws IOException {
        var frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length <= 0xffff) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        send(frame.putInt(0).put(payload).flip());
    }

    private void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
