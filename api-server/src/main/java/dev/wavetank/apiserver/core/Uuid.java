package dev.wavetank.apiserver.core;

import java.util.Locale;
import java.util.random.RandomGenerator;

/// Draws random UUIDs as RFC 4122 has them: version 4, variant 1.
public final class Uuid {
    private Uuid() {}

    public static String draw(RandomGenerator chance) {
        long high = (chance.nextLong() & 0xffffffffffff0fffL) | 0x4000L;
        long low = (chance.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        String hex = hex(high) + hex(low);
        return hex.substring(0, 8)
                + "-"
                + hex.substring(8, 12)
                + "-"
                + hex.substring(12, 16)
                + "-"
                + hex.substring(16, 20)
                + "-"
                + hex.substring(20);
    }

    /// {@return the sixteen digits of a number}
    static String hex(long value) {
        String digits = Long.toHexString(value).toLowerCase(Locale.ROOT);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
