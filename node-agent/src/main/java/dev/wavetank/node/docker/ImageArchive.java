package dev.wavetank.node.docker;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Makes an image of one layer, as `docker load` reads it: no registry and no build is needed.
///
/// An import would be shorter, but docker-java 3.7 sends its stream as JSON.
final class ImageArchive {
    private final ByteArrayOutputStream layer = new ByteArrayOutputStream();
    private final TarArchiveOutputStream files = new TarArchiveOutputStream(layer);

    /// Adds a program that anybody may run.
    ImageArchive program(String path, byte[] bytes) {
        put(files, path, bytes, 0755);
        return this;
    }

    /// Adds a symbolic link.
    ImageArchive link(String path, String to) {
        try {
            var link = new TarArchiveEntry(path, TarArchiveEntry.LF_SYMLINK);
            link.setLinkName(to);
            files.putArchiveEntry(link);
            files.closeArchiveEntry();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return this;
    }

    /// Adds a directory that anybody may write to.
    ImageArchive directory(String path) {
        try {
            var directory = new TarArchiveEntry(path + "/");
            directory.setMode(040777);
            files.putArchiveEntry(directory);
            files.closeArchiveEntry();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return this;
    }

    /// {@return the image}
    ///
    /// @param name with its tag
    /// @param architecture in Docker's word
    byte[] bytes(String name, String architecture) {
        var archive = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(archive)) {
            files.close();
            byte[] content = layer.toByteArray();
            byte[] config = config(content, architecture);
            String configFile = sha256(config) + ".json";
            put(tar, "layer.tar", content, 0644);
            put(tar, configFile, config, 0644);
            put(tar, "manifest.json", manifest(name, configFile), 0644);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return archive.toByteArray();
    }

    private static byte[] config(byte[] content, String architecture) {
        return JsonText.bytes(
                Json.Obj.builder()
                        .put("architecture", architecture)
                        .put("os", "linux")
                        .put("config", Json.Obj.EMPTY)
                        .put(
                                "rootfs",
                                Json.Obj.builder()
                                        .put("type", "layers")
                                        .put("diff_ids", array("sha256:" + sha256(content)))
                                        .build())
                        .build());
    }

    private static byte[] manifest(String name, String configFile) {
        return JsonText.bytes(
                new Json.Arr(
                        List.of(
                                Json.Obj.builder()
                                        .put("Config", configFile)
                                        .put("RepoTags", array(name))
                                        .put("Layers", array("layer.tar"))
                                        .build())));
    }

    private static Json array(String only) {
        return new Json.Arr(List.of(new Json.Text(only)));
    }

    private static void put(TarArchiveOutputStream tar, String path, byte[] bytes, int mode) {
        try {
            var entry = new TarArchiveEntry(path);
            entry.setSize(bytes.length);
            entry.setMode(mode);
            // The same content makes the same image.
            entry.setModTime(0L);
            tar.putArchiveEntry(entry);
            tar.write(bytes);
            tar.closeArchiveEntry();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
