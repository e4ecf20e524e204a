package dev.wavetank.cli.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.zip.CRC32;

/// Where a cluster's Unix socket is.
///
/// In its folder; when the path would be longer than an address of a socket may be (104 bytes on
/// macOS, 108 on Linux, with a zero at the end), in a private folder with a short path, which the
/// cluster's folder then names.
public record SocketPath(Path path) {
    private static final int BYTES_MAX = 103;

    /// {@return where the socket of a cluster that runs is}
    public static SocketPath of(ClusterFolder folder) {
        try {
            return new SocketPath(Path.of(Files.readString(folder.socketFile()).strip()));
        } catch (IOException inTheFolder) {
            return new SocketPath(folder.path().resolve("api.sock"));
        }
    }

    /// {@return where the server shall listen; what another life left there is removed}
    public static SocketPath choose(ClusterFolder folder, Map<String, String> environment)
            throws IOException {
        Path path = folder.path().resolve("api.sock");
        Files.deleteIfExists(folder.socketFile());
        if (path.toString().getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
            path = elsewhere(folder, environment);
            Files.writeString(folder.socketFile(), path + "\n");
        }
        Files.deleteIfExists(path);
        return new SocketPath(path);
    }

    private static Path elsewhere(ClusterFolder folder, Map<String, String> environment)
            throws IOException {
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        Path base =
                Path.of(runtime.isEmpty() || runtime.length() > 60 ? "/tmp" : runtime)
                        .resolve("wavetank-" + System.getProperty("user.name"));
        var owner = PosixFilePermissions.fromString("rwx------");
        if (!Files.exists(base)) {
            Files.createDirectory(base, PosixFilePermissions.asFileAttribute(owner));
        }
        // Somebody else could have made it first, to listen in our place.
        if (!Files.getOwner(base).getName().equals(System.getProperty("user.name"))
                || Files.isSymbolicLink(base)) {
            throw new IOException(base + " belongs to somebody else");
        }
        Files.setPosixFilePermissions(base, owner);
        var name = new CRC32();
        name.update(folder.path().toString().getBytes(StandardCharsets.UTF_8));
        return base.resolve(Long.toHexString(name.getValue()) + ".sock");
    }

    void removeElsewhere(ClusterFolder folder) throws IOException {
        if (!path.startsWith(folder.path())) {
            Files.deleteIfExists(path);
        }
    }
}
