package dev.wavetank.apiserver.core;

import dev.wavetank.cluster.world.World;

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

    String uid() {
        return Uuid.draw(uids);
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
        return Uuid.hex(events.nextLong());
    }
}
