package dev.wavetank.cli.socket;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The bytes of one message of a connection that goes on after it: as many as were announced, or
/// chunk by chunk (RFC 9112, 7.1).
final class Body extends InputStream {
    private static final int CHUNK_HEAD_MAX = 1024;

    private final InputStream connection;
    private final boolean chunked;
    private long left;
    private boolean started;
    private boolean ended;

    private Body(InputStream connection, boolean chunked, long left) {
        this.connection = connection;
        this.chunked = chunked;
        this.left = left;
        this.ended = !chunked && left == 0;
    }

    static Body ofLength(InputStream connection, long length) {
        return new Body(connection, false, length);
    }

    static Body ofChunks(InputStream connection) {
        return new Body(connection, true, 0);
    }

    /// {@return whether the next message may begin}
    boolean ended() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!ended && chunked && left == 0) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int got = connection.read(into, offset, (int) Math.min(length, left));
        if (got < 0) {
            throw new EOFException("the server closed the connection within an answer");
        }
        left -= got;
        ended = !chunked && left == 0;
        return got;
    }

    private void nextChunk() throws IOException {
        if (started) {
            line();
        }
        started = true;
        String head = line();
        int end = head.indexOf(';');
        String size = (end < 0 ? head : head.substring(0, end)).strip();
        try {
            left = Long.parseLong(size, 16);
        } catch (NumberFormatException notOne) {
            throw new IOException("not the size of a chunk: \"" + size + "\"", notOne);
        }
        if (left == 0) {
            while (!line().isEmpty()) {
                // Trailers mean nothing to us.
            }
            ended = true;
        }
    }

    private String line() throws IOException {
        var text = new StringBuilder();
        for (int c = connection.read(); c != '\n'; c = connection.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection within an answer");
            }
            if (text.length() == CHUNK_HEAD_MAX) {
                throw new IOException("the head of a chunk is too long");
            }
            text.append((char) c);
        }
        int length = text.length();
        if (length > 0 && text.charAt(length - 1) == '\r') {
            text.setLength(length - 1);
        }
        return text.toString();
    }
}
