package dev.wavetank.apiserver.tokens;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A key that follows from a seed and signs the same in every run: HMAC with SHA-256.
///
/// It protects nothing, for whoever knows the seed has it: it is for clusters that nobody reaches
/// over a network.
public final class SeededKey implements SigningKey {
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec secret;

    public SeededKey(long seed) {
        byte[] name = "tokens of a cluster that nobody reaches".getBytes(StandardCharsets.US_ASCII);
        byte[] bytes =
                ByteBuffer.allocate(name.length + Long.BYTES).put(name).putLong(seed).array();
        secret = new SecretKeySpec(bytes, HMAC);
    }

    @Override
    public String algorithm() {
        return "HS256";
    }

    @Override
    public String id() {
        return "seeded";
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(secret);
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public boolean signed(byte[] message, byte[] signature) {
        return MessageDigest.isEqual(sign(message), signature);
    }
}
