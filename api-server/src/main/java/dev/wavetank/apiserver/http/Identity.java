package dev.wavetank.apiserver.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;

/// A certificate and the private key that goes with it.
public record Identity(X509Certificate certificate, PrivateKey key) {
    /// {@return the certificate as PEM text, for a kubeconfig or a file}
    public String certificatePem() {
        return certificatePem(certificate);
    }

    /// {@return the key as unencrypted PKCS#8 PEM text}
    public String keyPem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    static String certificatePem(X509Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a certificate that cannot be written", broken);
        }
    }

    private static String pem(String label, byte[] content) {
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
