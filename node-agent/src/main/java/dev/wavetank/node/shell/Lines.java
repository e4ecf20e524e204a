package dev.wavetank.node.shell;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/// Reads a source line by line, and leaves what follows to whoever reads next.
final class Lines implements Source {
    /// Longer ones are cut; upstream's terminals cut at 4096.
    private static final int LINE_MAX = 1 << 20;

    private final Source source;
    private byte[] left = {};

    Lines(Source source) {
        this.source = source;
    }

    @Override
    public void read(Consumer<byte[]> then) {
        if (left.length == 0) {
            source.read(then);
        } else {
            byte[] all = left;
            left = new byte[0];
            then.accept(all);
        }
    }

    /// Hands over the next line without its end; null when there is none.
    void line(Consumer<@Nullable String> then) {
        line(new ByteArrayOutputStream(), then);
    }

    private void line(ByteArrayOutputStream begun, Consumer<@Nullable String> then) {
        read(bytes -> {
            if (bytes.length == 0) {
                then.accept(begun.size() == 0 ? null : begun.toString(StandardCharsets.UTF_8));
                return;
            }
            int end = 0;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            begun.write(bytes, 0, end);
            if (end < bytes.length || begun.size() > LINE_MAX) {
                left = Arrays.copyOfRange(bytes, Math.min(end + 1, bytes.length), bytes.length);
                then.accept(begun.toString(StandardCharsets.UTF_8));
            } else {
                line(begun, then);
            }
        });
    }
}
