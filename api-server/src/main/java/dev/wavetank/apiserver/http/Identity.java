package dev.wavetank.apiserver.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import java.util.HexFormat;

/// A certificate and the private key that goes with it.
public record Identity(X509Certificate certificate, PrivateKey key) {
    /// The size of a number of the curve P-256, in bytes.
    private static final int KEY_BYTES = 32;

    /// The size of an uncompressed point of the curve, in bytes.
    private static final int POINT_BYTES = 1 + 2 * KEY_BYTES;

    /// What RFC 5915 puts before the private number of a key on P-256: version 1.
    private static final byte[] SEC1 = HexFormat.of().parseHex("30770201010420");

    /// What it puts between that and the public point: the curve's name.
    private static final byte[] SEC1_POINT =
            HexFormat.of().parseHex("a00a06082a8648ce3d030107a144034200");

    /// {@return the certificate as PEM text, for a kubeconfig or a file}
    public String certificatePem() {
        return certificatePem(certificate);
    }

    /// {@return the key as unencrypted PKCS#8 PEM text}
    public String keyPem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    /// {@return the key as unencrypted SEC 1 PEM text, for a kubeconfig: fabric8's client takes a
    /// key whose label does not say EC for one of RSA, and fails}
    public String sec1Pem() {
        byte[] encoded = new byte[SEC1.length + SEC1_POINT.length + KEY_BYTES + POINT_BYTES];
        var der = ByteBuffer.wrap(encoded).put(SEC1);
        byte[] number = ((ECPrivateKey) key).getS().toByteArray();
        byte[] padded = new byte[KEY_BYTES];
        int digits = Math.min(number.length, KEY_BYTES);
        System.arraycopy(number, number.length - digits, padded, KEY_BYTES - digits, digits);
        der.put(padded).put(SEC1_POINT);
        byte[] known = certificate.getPublicKey().getEncoded();
        der.put(known, known.length - POINT_BYTES, POINT_BYTES);
        return pem("EC PRIVATE KEY", encoded);
    }

    static String certificatePem(X509Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a certificate that cannot be written", broken);
        }
    }

    static String pem(String label, byte[] content) {
        return "-----BEGIN "
                + label
                + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(content)
                + "\n-----END "
                + label
                + "-----\n";
    }

    /// Never shows the key.
    @Override
    public String toString() {
        return "Identity[" + certificate.getSubjectX500Principal() + "]";
    }
}
