package dev.wavetank.client;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/// Where an API server is reached, and as whom.
public sealed interface Endpoint {
    /// HTTPS.
    ///
    /// @param authority the authority that vouches for the server, as PEM; null trusts those of the
    ///   JDK
    /// @param identity who asks, by certificate; null shows none
    /// @param token who asks, by bearer token; "" sends none
    record Tls(
            String host,
            int port,
            @Nullable String authority,
            @Nullable PemIdentity identity,
            String token)
            implements Endpoint {}

    /// The Unix socket of a server on this machine, open to its owner only.
    record Unix(Path path) implements Endpoint {}

    /// A certificate chain and its key as PEM text.
    record PemIdentity(String certificates, String key) {
        /// Never shows the key.
        @Override
        public String toString() {
            return "PemIdentity";
        }
    }
}
