package dev.wavetank.cluster.world;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Derives streams of chance from a seed by name, never by order of creation.
public final class Seeds {
    private Seeds() {}

    /// A 64-bit FNV-1a hash of the text, started from the seed and mixed at the end by the
    /// finalizer of SplitMix64 (Steele, Lea, Flood 2014), so that close names give far values.
    public static long hash(long seed, String text) {
        long hash = mix(seed) ^ 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /// SplittableRandom's algorithm is fixed by its documentation, so a seed means the same on
    /// every JVM.
    public static RandomGenerator stream(long seed, String component, String purpose) {
        return new SplittableRandom(hash(hash(seed, component), purpose));
    }
}
