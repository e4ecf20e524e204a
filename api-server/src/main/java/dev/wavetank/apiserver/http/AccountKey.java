package dev.wavetank.apiserver.http;

import dev.wavetank.apiserver.tokens.SigningKey;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/// The key for the tokens of service accounts: ECDSA on P-256, kept as `sa.key` and `sa.pub`, which
/// is what kubeadm calls them. Only its owner may read it.
public final class AccountKey implements SigningKey {
    private static final String FILE = "sa";

    /// Two numbers of 32 bytes, one after the other, as RFC 7518 wants them.
    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";

    private final KeyPair keys;
    private final String id;

    private AccountKey(KeyPair keys) throws GeneralSecurityException {
        this.keys = keys;
        // As upstream names its keys.
        id =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                MessageDigest.getInstance("SHA-256")
                                        .digest(keys.getPublic().getEncoded()));
    }

    /// Opens the key in a folder, or makes it when it is missing or damaged; then no token counts
    /// that was issued before.
    ///
    /// @throws IOException when the folder cannot be read or written
    public static AccountKey in(Path path) throws IOException {
        var folder = new PemFolder(path);
        try {
            KeyPair known = folder.readKeys(FILE);
            if (known != null) {
                var key = new AccountKey(known);
                byte[] probe = {};
                if (key.signed(probe, key.sign(probe))) {
                    return key;
                }
            }
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), new SecureRandom());
            var made = generator.generateKeyPair();
            folder.writeKeys(FILE, made);
            return new AccountKey(made);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String algorithm() {
        return "ES256";
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(keys.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public boolean signed(byte[] message, byte[] signature) {
        try {
            var check = Signature.getInstance(ALGORITHM);
            check.initVerify(keys.getPublic());
            check.update(message);
            return check.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Never shows the key.
    @Override
    public String toString() {
        return "AccountKey[" + id + "]";
    }
}
