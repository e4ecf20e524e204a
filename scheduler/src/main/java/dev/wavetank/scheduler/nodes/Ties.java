package dev.wavetank.scheduler.nodes;

/// Chooses among nodes of equal score, the same way each time: upstream draws one by chance.
public final class Ties {
    private Ties() {}

    /// FNV-1a over the characters, mixed by the finalizer of SplitMix64 (Steele, Lea, Flood 2014).
    public static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    /// {@return a number for the pair of pod and node; the node with the highest is taken}
    public static long draw(long podHash, long nodeHash) {
        return mix(podHash ^ nodeHash);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
