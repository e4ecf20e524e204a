package dev.wavetank.apiserver.http;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/// The file of a Unix domain socket.
final class UnixSocket {
    /// What macOS, the strictest, has room for in `sun_path` (104 bytes), less Java's two.
    static final int PATH_MAX = 102;

    private UnixSocket() {}

    /// Makes way for a socket: a file left behind by a server that was killed is removed.
    ///
    /// @throws IOException in one sentence, when the path cannot be used or is in use
    static void prepare(Path path) throws IOException {
        int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > PATH_MAX) {
            throw new IOException(
                    "the path of the Unix socket "
                            + path
                            + " has "
                            + length
                            + " bytes, and at most "
                            + PATH_MAX
                            + " are possible: choose a shorter one, for example with"
                            + " WAVETANK_HOME");
        }
        if (Files.exists(path)) {
            if (answers(path)) {
                throw new IOException("the Unix socket " + path + " is in use by another server");
            }
            Files.delete(path);
        }
    }

    private static boolean answers(Path path) throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(path));
            return true;
        } catch (IOException nobody) {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isOther()) {
                throw new IOException(path + " exists and is not a Unix socket", nobody);
            }
            return false;
        }
    }

    /// Only the owner may connect.
    static void protect(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }
}
