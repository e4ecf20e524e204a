package dev.wavetank.apiserver.http;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;

/// A folder of identities, `<name>.crt` and `<name>.key` for each, and of keys without a
/// certificate, `<name>.pub` and `<name>.key`.
///
/// Reads with the JDK alone: BouncyCastle is loaded only when something is issued, which spares
/// every later start half a second.
final class PemFolder {
    private final Path folder;

    PemFolder(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
    }

    /// {@return the identity of this name; null when it is missing or damaged}
    ///
    /// @throws IOException when there is one that cannot be read
    @Nullable Identity read(String name) throws IOException {
        Path certificate = folder.resolve(name + ".crt");
        Path key = folder.resolve(name + ".key");
        if (!Files.exists(certificate) || !Files.exists(key)) {
            return null;
        }
        try {
            var read =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(Files.readAllBytes(certificate)));
            var encoded = new PKCS8EncodedKeySpec(unpem(Files.readString(key)));
            return new Identity(
                    (X509Certificate) read, KeyFactory.getInstance("EC").generatePrivate(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException damaged) {
            return null;
        }
    }

    /// {@return the key pair of this name, `<name>.key` and `<name>.pub`; null when it is missing
    /// or damaged}
    ///
    /// @throws IOException when there is one that cannot be read
    @Nullable KeyPair readKeys(String name) throws IOException {
        Path known = folder.resolve(name + ".pub");
        Path secret = folder.resolve(name + ".key");
        if (!Files.exists(known) || !Files.exists(secret)) {
            return null;
        }
        try {
            var keys = KeyFactory.getInstance("EC");
            return new KeyPair(
                    keys.generatePublic(new X509EncodedKeySpec(unpem(Files.readString(known)))),
                    keys.generatePrivate(new PKCS8EncodedKeySpec(unpem(Files.readString(secret)))));
        } catch (GeneralSecurityException | IllegalArgumentException damaged) {
            return null;
        }
    }

    /// In the order of [#write].
    void writeKeys(String name, KeyPair keys) throws IOException {
        replace(
                folder.resolve(name + ".key"),
                Identity.pem("PRIVATE KEY", keys.getPrivate().getEncoded()),
                "rw-------");
        replace(
                folder.resolve(name + ".pub"),
                Identity.pem("PUBLIC KEY", keys.getPublic().getEncoded()),
                "rw-r--r--");
    }

    private static byte[] unpem(String text) {
        return Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z0-9 ]+-----", ""));
    }

    /// The key is written first and each file appears whole, so that what a crash leaves behind is
    /// at worst a pair that does not fit, which is issued again.
    void write(String name, Identity identity) throws IOException {
        replace(folder.resolve(name + ".key"), identity.keyPem(), "rw-------");
        replace(folder.resolve(name + ".crt"), identity.certificatePem(), "rw-r--r--");
    }

    private static void replace(Path file, String content, String mode) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        var permissions = PosixFilePermissions.fromString(mode);
        try (var channel =
                Files.newByteChannel(
                        next,
                        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(permissions))) {
            channel.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.US_ASCII)));
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
