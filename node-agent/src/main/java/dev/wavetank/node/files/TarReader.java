package dev.wavetank.node.files;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/// Reads archives as they come in, piece by piece: ustar, with the long names of GNU and PAX.
public final class TarReader {
    private final Consumer<Entry> entries;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private @Nullable Header header;
    private String longName = "";
    private boolean finished;

    /// A file or directory of an archive.
    ///
    /// @param directory whether it is one; then there are no bytes
    public record Entry(String name, boolean directory, int mode, byte[] bytes) {}

    private record Header(String name, char type, int mode, int size) {
        /// {@return how many bytes its content takes in the archive}
        int blocks() {
            return (size + TarWriter.BLOCK - 1) / TarWriter.BLOCK * TarWriter.BLOCK;
        }
    }

    /// @param entries told of each in its turn
    public TarReader(Consumer<Entry> entries) {
        this.entries = entries;
    }

    /// Takes the next bytes of the archive.
    ///
    /// @throws FileProblem when they are not one, or hold a file that is larger than any may be
    public void read(byte[] bytes) {
        pending.writeBytes(bytes);
        while (!finished && step()) {}
    }

    /// {@return whether the archive is complete}
    public boolean finished() {
        return finished;
    }

    private boolean step() {
        int wanted = header == null ? TarWriter.BLOCK : header.blocks();
        if (pending.size() < wanted) {
            return false;
        }
        byte[] all = pending.toByteArray();
        pending.reset();
        pending.write(all, wanted, all.length - wanted);
        byte[] taken = Arrays.copyOf(all, wanted);
        if (header == null) {
            header = header(taken);
        } else {
            var of = header;
            header = null;
            content(of, Arrays.copyOf(taken, of.size()));
        }
        return true;
    }

    private @Nullable Header header(byte[] block) {
        int sum = 0;
        for (int i = 0; i < block.length; i++) {
            sum += i >= 148 && i < 156 ? ' ' : block[i] & 0xff;
        }
        if (sum == 8 * ' ') {
            finished = true;
            return null;
        } else if (sum != octal(block, 148, 8)) {
            throw new FileProblem("invalid tar magic");
        }
        long size = octal(block, 124, 12);
        if (size > FileTree.SIZE_MAX) {
            throw new FileProblem(FileProblem.FULL);
        }
        String prefix = text(block, 345, 155);
        String name = text(block, 0, 100);
        return new Header(
                prefix.isEmpty() ? name : prefix + "/" + name,
                (char) block[156],
                (int) octal(block, 100, 8) & 07777,
                (int) size);
    }

    private void content(Header of, byte[] bytes) {
        switch (of.type()) {
            case 'L' -> longName = text(bytes, 0, bytes.length);
            case 'x' -> longName = pax(new String(bytes, StandardCharsets.UTF_8));
            case '0', '\0', '5' -> {
                String name = longName.isEmpty() ? of.name() : longName;
                longName = "";
                entries.accept(new Entry(name, of.type() == '5', of.mode(), bytes));
            }
            // Links and devices are not kept.
            default -> longName = "";
        }
    }

    /// {@return the path among records such as `27 path=some/long/name\n`}
    private static String pax(String records) {
        for (String record : records.split("\n", -1)) {
            int at = record.indexOf(" path=");
            if (at >= 0) {
                return record.substring(at + 6);
            }
        }
        return "";
    }

    private static long octal(byte[] block, int at, int width) {
        String digits = text(block, at, width).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException notANumber) {
            throw new FileProblem("invalid tar header");
        }
    }

    private static String text(byte[] block, int at, int width) {
        int end = at;
        while (end < at + width && block[end] != 0) {
            end++;
        }
        return new String(block, at, end - at, StandardCharsets.UTF_8);
    }
}
