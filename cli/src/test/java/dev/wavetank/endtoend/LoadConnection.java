package dev.wavetank.endtoend;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// One TLS connection of a load test: sends bytes made beforehand and reads answers without looking
/// into them, so that it costs as little as a client can.
final class LoadConnection implements AutoCloseable {
    private static final int BUFFER = 64 << 10;

    private final SSLSocket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] scratch = new byte[BUFFER];

    LoadConnection(SSLContext tls, int port) throws IOException {
        socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.startHandshake();
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        out = socket.getOutputStream();
    }

    static byte[] request(String method, String path, String type, byte[] body) {
        byte[] head =
                (method
                                + " "
                                + path
                                + " HTTP/1.1\r\nHost: bench\r\nAccept: application/json\r\n"
                                + (type.isEmpty() ? "" : "Content-Type: " + type + "\r\n")
                                + "Content-Length: "
                                + body.length
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    void send(byte[] request) throws IOException {
        out.write(request);
        out.flush();
    }

    /// Sends a request and skips its answer.
    ///
    /// @throws IOException for an answer that is none of success
    void exchange(byte[] request) throws IOException {
        send(request);
        skip(head());
    }

    /// Sends a request.
    ///
    /// @return the body of its answer
    byte[] fetch(byte[] request) throws IOException {
        send(request);
        return in.readNBytes(head());
    }

    private void skip(int length) throws IOException {
        int left = length;
        while (left > 0) {
            int read = in.read(scratch, 0, Math.min(left, scratch.length));
            if (read < 0) {
                throw new IOException("the answer ends early");
            }
            left -= read;
        }
    }

    /// {@return the length of the body that follows; 0 when it has none, or comes in chunks}
    int head() throws IOException {
        String status = line();
        if (!status.startsWith("HTTP/1.1 2")) {
            throw new IOException(status);
        }
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring("content-length:".length()).strip());
            }
        }
        return length;
    }

    /// {@return the next line, without its end}
    String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection ends");
            } else if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
