package dev.wavetank.client;

import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/// PEM text as Vert.x takes it; not by its PEM options, whose store in memory costs a sixth of a
/// second of hashing.
final class Pem {
    private static final char[] NO_PASSWORD = {};
    private static final String PKCS8 = "-----BEGIN PRIVATE KEY-----";
    private static final String SEC1 = "-----BEGIN EC PRIVATE KEY-----";

    /// How long a key on P-256 is in the form of SEC 1, with curve and public point, in bytes.
    private static final int P256_BYTES = 121;

    /// What PKCS#8 puts before such a key.
    private static final byte[] PKCS8_OF_P256 =
            HexFormat.of().parseHex("308193020100301306072a8648ce3d020106082a8648ce3d0301070479");

    private Pem() {}

    static TrustOptions trust(String authority) throws IOException {
        try {
            var store = KeyStore.getInstance("JKS");
            store.load(null, null);
            int count = 0;
            for (var each : certificates(authority)) {
                store.setCertificateEntry("ca-" + count++, each);
            }
            var factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return TrustOptions.wrap(factory);
        } catch (GeneralSecurityException damaged) {
            throw new IOException("the authority's certificate cannot be read", damaged);
        }
    }

    static KeyCertOptions keys(Endpoint.PemIdentity identity) throws IOException {
        try {
            var store = KeyStore.getInstance("JKS");
            store.load(null, null);
            store.setKeyEntry(
                    "client",
                    key(identity.key()),
                    NO_PASSWORD,
                    certificates(identity.certificates()).toArray(Certificate[]::new));
            var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NO_PASSWORD);
            return KeyCertOptions.wrap(factory);
        } catch (GeneralSecurityException | IllegalArgumentException damaged) {
            throw new IOException("the client's certificate or key cannot be read", damaged);
        }
    }

    private static List<? extends Certificate> certificates(String pem)
            throws GeneralSecurityException {
        var in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8));
        return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
    }

    private static PrivateKey key(String pem) throws GeneralSecurityException, IOException {
        if (!pem.contains(PKCS8) && !pem.contains(SEC1)) {
            throw new IOException(
                    "the client's key is not in PKCS#8 form ("
                            + PKCS8
                            + "): convert it with"
                            + " \"openssl pkcs8 -topk8 -nocrypt\"");
        }
        byte[] bytes = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        if (pem.contains(SEC1)) {
            bytes = pkcs8(bytes);
        }
        var encoded = new PKCS8EncodedKeySpec(bytes);
        try {
            return KeyFactory.getInstance("EC").generatePrivate(encoded);
        } catch (InvalidKeySpecException notEc) {
            return KeyFactory.getInstance("RSA").generatePrivate(encoded);
        }
    }

    private static byte[] pkcs8(byte[] sec1) throws IOException {
        if (sec1.length != P256_BYTES) {
            throw new IOException(
                    "the client's key in SEC 1 form ("
                            + SEC1
                            + ") is not on the curve P-256: convert it with"
                            + " \"openssl pkcs8 -topk8 -nocrypt\"");
        }
        byte[] all = Arrays.copyOf(PKCS8_OF_P256, PKCS8_OF_P256.length + sec1.length);
        System.arraycopy(sec1, 0, all, PKCS8_OF_P256.length, sec1.length);
        return all;
    }
}
