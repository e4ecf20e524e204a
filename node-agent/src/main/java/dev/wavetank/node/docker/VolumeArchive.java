package dev.wavetank.node.docker;

import dev.wavetank.node.files.Node;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What is in a volume, as an archive that the engine unpacks into it.
///
/// Files lie as the kubelet lays them: in a directory of their own, which `..data` points to, so
/// that a reader sees all of the old content or all of the new. `..data` comes last.
///
/// @param generation the directory's name, which follows from the content
record VolumeArchive(String generation, byte[] bytes) {
    private static final String DATA = "..data";

    /// {@return an empty volume that anybody may write to, by its name as an entry of the directory
    /// above, since the root of an archive is left as it is}
    ///
    /// @param group who shares its files; negative for nobody
    static byte[] scratch(String name, long group) {
        return written(tar -> {
            var directory = new TarArchiveEntry(name + "/");
            directory.setMode(group < 0 ? 040777 : 042777);
            directory.setGroupId(Math.max(0, group));
            put(tar, directory, new byte[0]);
        });
    }

    /// {@return these files}
    static VolumeArchive of(Node.Directory content, long group) {
        byte[] files = written(tar -> files(tar, "", content, group));
        String generation = ".." + sha256(files).substring(0, 16);
        return new VolumeArchive(
                generation,
                written(tar -> {
                    files(tar, generation + "/", content, group);
                    for (String name : content.entries().keySet()) {
                        link(tar, name, DATA + "/" + name);
                    }
                    link(tar, DATA, generation);
                }));
    }

    private static void files(
            TarArchiveOutputStream tar, String path, Node.Directory directory, long group) {
        if (!path.isEmpty()) {
            var entry = new TarArchiveEntry(path);
            entry.setMode(040755);
            put(tar, entry, new byte[0]);
        }
        directory
                .entries()
                .forEach((name, node) -> {
                    switch (node) {
                        case Node.Directory below -> files(tar, path + name + "/", below, group);
                        case Node.Regular(var bytes, var mode, var _) -> {
                            var entry = new TarArchiveEntry(path + name);
                            entry.setSize(bytes.length);
                            entry.setMode(group < 0 ? mode : mode | 0440);
                            entry.setGroupId(Math.max(0, group));
                            put(tar, entry, bytes);
                        }
                    }
                });
    }

    private static void link(TarArchiveOutputStream tar, String name, String to) {
        var link = new TarArchiveEntry(name, TarArchiveEntry.LF_SYMLINK);
        link.setLinkName(to);
        put(tar, link, new byte[0]);
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] bytes) {
        try {
            entry.setModTime(0L);
            tar.putArchiveEntry(entry);
            tar.write(bytes);
            tar.closeArchiveEntry();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private static byte[] written(java.util.function.Consumer<TarArchiveOutputStream> how) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            how.accept(tar);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
