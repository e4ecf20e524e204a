package dev.wavetank.apiserver.core;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.wavetank.cluster.model.Resource;

/// The JSON bytes of objects, made once per revision of an object and shared by the journal, GET,
/// LIST and WATCH. May be used on any thread. The bytes must not be changed.
///
/// Entries go when the object itself is no longer in use, or when the bound is reached; neither can
/// be seen from outside but in time.
public final class EncodedObjects {
    private static final long BYTES_MAX = 64L << 20;

    /// Compared by identity: the same instance is the same revision.
    private final Cache<Resource, byte[]> encoded =
            Caffeine.newBuilder()
                    .weakKeys()
                    .maximumWeight(BYTES_MAX)
                    .weigher((Resource _, byte[] bytes) -> bytes.length + 64)
                    .executor(Runnable::run)
                    .build();

    /// {@return the object's JSON with `apiVersion` and `kind`, in UTF-8}
    public byte[] bytes(Resource object) {
        return encoded.get(object, Resource::bytes);
    }
}
