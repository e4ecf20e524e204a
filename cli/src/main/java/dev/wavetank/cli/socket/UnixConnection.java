package dev.wavetank.cli.socket;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// One HTTP/1.1 connection over a Unix socket; one request at a time, kept open between them.
public final class UnixConnection implements AutoCloseable {
    private static final int HEAD_MAX = 64 << 10;

    private final SocketChannel channel;
    private final InputStream in;
    private Body last;

    private UnixConnection(SocketChannel channel) {
        this.channel = channel;
        this.in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
        this.last = Body.ofLength(in, 0);
    }

    /// {@return a connection to the server that listens on this socket}
    ///
    /// @throws IOException when nobody listens there
    public static UnixConnection open(Path socket) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException nobody) {
            channel.close();
            throw nobody;
        }
        return new UnixConnection(channel);
    }

    /// {@return whether a request may be sent: the last answer was read to its end}
    public boolean idle() {
        return last.ended();
    }

    /// {@return the answer to a request; its body may be a stream without end}
    ///
    /// @param target path and query, encoded
    /// @param body empty for none
    public Answer send(String method, String target, Map<String, String> headers, byte[] body)
            throws IOException {
        if (!last.ended()) {
            throw new IllegalStateException("the last answer was not read to its end");
        }
        var head =
                new StringBuilder(256)
                        .append(method)
                        .append(' ')
                        .append(target)
                        .append(" HTTP/1.1\r\nhost: localhost\r\nuser-agent: wavetank\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (body.length > 0 || !method.equals("GET")) {
            head.append("content-length: ").append(body.length).append("\r\n");
        }
        write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII), body);
        return answer();
    }

    private void write(byte[] head, byte[] body) throws IOException {
        var whole = ByteBuffer.allocate(head.length + body.length).put(head).put(body).flip();
        while (whole.hasRemaining()) {
            channel.write(whole);
        }
    }

    private Answer answer() throws IOException {
        int status = 100;
        SortedMap<String, String> headers = new TreeMap<>();
        // Answers below 200 announce another one.
        while (status < 200) {
            String[] first = line().split(" ", 3);
            if (first.length < 2 || !first[0].startsWith("HTTP/1.") || first[1].length() != 3) {
                throw new IOException("what answers does not speak HTTP");
            }
            status = Integer.parseInt(first[1]);
            headers = headers();
        }
        boolean empty = status == 204 || status == 304;
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            last = Body.ofChunks(in);
        } else {
            String length = headers.getOrDefault("content-length", "0");
            last = Body.ofLength(in, empty ? 0 : Long.parseLong(length));
        }
        return new Answer(status, headers, last);
    }

    private SortedMap<String, String> headers() throws IOException {
        var headers = new TreeMap<String, String>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private String line() throws IOException {
        var text = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (text.length() == HEAD_MAX) {
                throw new IOException("the head of the answer is too long");
            }
            if (c != '\r') {
                text.append((char) c);
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
