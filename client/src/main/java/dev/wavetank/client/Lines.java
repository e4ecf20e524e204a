package dev.wavetank.client;

import io.vertx.core.buffer.Buffer;

import java.util.ArrayList;
import java.util.List;

/// Cuts a stream of bytes into lines.
final class Lines {
    private Buffer rest = Buffer.buffer();

    /// {@return the lines that this piece completes, without their ends}
    List<byte[]> feed(Buffer piece) {
        var all = rest.length() == 0 ? piece : rest.appendBuffer(piece);
        var lines = new ArrayList<byte[]>();
        int from = 0;
        // What was left over before has no end of a line in it.
        for (int at = all.length() - piece.length(); at < all.length(); at++) {
            if (all.getByte(at) == '\n') {
                if (at > from) {
                    lines.add(all.getBytes(from, at));
                }
                from = at + 1;
            }
        }
        rest = Buffer.buffer(all.getBytes(from, all.length()));
        return lines;
    }
}
