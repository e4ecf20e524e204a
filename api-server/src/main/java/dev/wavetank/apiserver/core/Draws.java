package dev.wavetank.apiserver.core;

import dev.wavetank.cluster.world.World;

import java.util.Locale;
import java.util.random.RandomGenerator;

/// What only chance gives: uids and the ends of names.
final class Draws {
    /// Upstream's alphabet for generated names: no vowels and nothing that looks like another
    /// character, so no words come about (apimachinery's `util/rand`).
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    private static final int SUFFIX = 5;

    private final RandomGenerator uids;
    private final RandomGenerator names;
    private final RandomGenerator inside;
    private final RandomGenerator events;

    /// @param revision where this life begins; two lives must not draw the same
    Draws(World world, long revision) {
        uids = world.chance("uids since " + revision);
        names = world.chance("names since " + revision);
        inside = world.chance("names inside objects since " + revision);
        events = world.chance("events since " + revision);
    }

    /// {@return a random UUID as RFC 4122 has it: version 4, variant 1}
    String uid() {
        long high = (uids.nextLong() & 0xffffffffffff0fffL) | 0x4000L;
        long low = (uids.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
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

    /// {@return the five characters that end a generated name}
    String suffix() {
        return suffix(names);
    }

    /// {@return the five characters that end a name which the server puts into an object}
    String inside() {
        return suffix(inside);
    }

    private static String suffix(RandomGenerator names) {
        var suffix = new StringBuilder(SUFFIX);
        for (int i = 0; i < SUFFIX; i++) {
            suffix.append(ALPHABET.charAt(names.nextInt(ALPHABET.length())));
        }
        return suffix.toString();
    }

    /// {@return the sixteen digits that end the name of an event}
    String event() {
        return hex(events.nextLong());
    }

    private static String hex(long value) {
        String digits = Long.toHexString(value).toLowerCase(Locale.ROOT);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
