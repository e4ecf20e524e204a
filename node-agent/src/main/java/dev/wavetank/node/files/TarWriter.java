package dev.wavetank.node.files;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Writes archives as POSIX.1-1988 `tar` has them (ustar).
public final class TarWriter {
    static final int BLOCK = 512;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// Adds a node and all below it.
    ///
    /// @param name the relative path under which it is to be found in the archive
    /// @throws FileProblem when the name is too long for the format
    public void add(String name, Node node) {
        switch (node) {
            case Node.Regular file -> {
                header(name, '0', file.bytes().length, file);
                out.writeBytes(file.bytes());
                pad(file.bytes().length);
            }
            case Node.Directory directory -> {
                header(name + "/", '5', 0, directory);
                directory.entries().forEach((each, below) -> add(name + "/" + each, below));
            }
        }
    }

    /// {@return the whole archive}
    public byte[] finish() {
        out.writeBytes(new byte[2 * BLOCK]);
        return out.toByteArray();
    }

    private void pad(int length) {
        out.writeBytes(new byte[(BLOCK - length % BLOCK) % BLOCK]);
    }

    private void header(String name, char type, int size, Node node) {
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        if (path.length > 100) {
            // What GNU's tar does, and all others read: the name as a file before the file.
            plain("././@LongLink".getBytes(StandardCharsets.UTF_8), 'L', path.length + 1, node);
            out.writeBytes(path);
            out.write(0);
            pad(path.length + 1);
            path = java.util.Arrays.copyOf(path, 100);
        }
        plain(path, type, size, node);
    }

    private void plain(byte[] path, char type, int size, Node node) {
        var block = new byte[BLOCK];
        System.arraycopy(path, 0, block, 0, path.length);
        octal(block, 100, 8, node.mode());
        octal(block, 108, 8, 0);
        octal(block, 116, 8, 0);
        octal(block, 124, 12, size);
        octal(block, 136, 12, Math.max(0, node.changed().getEpochSecond()));
        text(block, 148, "        ");
        block[156] = (byte) type;
        text(block, 257, "ustar\u000000root");
        text(block, 297, "root");
        int sum = 0;
        for (byte each : block) {
            sum += each & 0xff;
        }
        octal(block, 148, 7, sum);
        out.writeBytes(block);
    }

    private static void octal(byte[] block, int at, int width, long value) {
        String digits = String.format(Locale.ROOT, "%0" + (width - 1) + "o", value);
        text(block, at, digits);
        block[at + width - 1] = 0;
    }

    private static void text(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }
}
