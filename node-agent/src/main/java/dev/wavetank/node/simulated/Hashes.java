package dev.wavetank.node.simulated;

/// Names that look random and are the same in every run: image and container ids.
final class Hashes {
    private Hashes() {}

    /// {@return 64 bits of FNV-1a, mixed by the finalizer of SplitMix64}
    static long of(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /// {@return 64 hexadecimal digits, as many as a SHA-256 has}
    static String hex(String text) {
        long part = of(text);
        var hex = new StringBuilder(64);
        for (int i = 0; i < 4; i++) {
            String digits = Long.toHexString(part);
            hex.append("0".repeat(16 - digits.length())).append(digits);
            part = mix(part + 0x9e3779b97f4a7c15L);
        }
        return hex.toString();
    }
}
