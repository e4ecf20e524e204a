package dev.wavetank.apiserver.http;

import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/// Keys and trust as Vert.x takes them.
///
/// Not as PEM options: those pack the key into a PKCS#12 store in memory, whose ten thousand rounds
/// of hashing cost a sixth of a second at every start. The old JKS store does not hash, and here it
/// protects nothing: it never leaves the memory that also holds the key.
final class TlsKeys {
    private static final char[] NO_PASSWORD = {};

    private TlsKeys() {}

    static KeyCertOptions keys(Identity identity) {
        try {
            var store = KeyStore.getInstance("JKS");
            store.load(null, null);
            store.setKeyEntry(
                    "server",
                    identity.key(),
                    NO_PASSWORD,
                    new Certificate[] {identity.certificate()});
            var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NO_PASSWORD);
            return KeyCertOptions.wrap(factory);
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// {@return trust in clients whose certificate this authority issued}
    static TrustOptions trust(X509Certificate authority) {
        try {
            var store = KeyStore.getInstance("JKS");
            store.load(null, null);
            store.setCertificateEntry("ca", authority);
            var factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return TrustOptions.wrap(factory);
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
