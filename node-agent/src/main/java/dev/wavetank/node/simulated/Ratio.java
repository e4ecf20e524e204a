package dev.wavetank.node.simulated;

import java.util.random.RandomGenerator;

/// So many of so many: a probability without rounding.
record Ratio(int part, int whole) {
    static final Ratio NEVER = new Ratio(0, 1);

    /// {@return the ratio in a text such as `1/10`, `1` or `0`; [#NEVER] when it is none}
    static Ratio of(String text) {
        String[] parts = text.split("/", -1);
        try {
            int part = Integer.parseInt(parts[0].trim());
            int whole = parts.length > 1 ? Integer.parseInt(parts[1].trim()) : 1;
            return part < 0 || whole <= 0 || parts.length > 2 ? NEVER : new Ratio(part, whole);
        } catch (NumberFormatException notARatio) {
            return NEVER;
        }
    }

    boolean hits(RandomGenerator chance) {
        return part > 0 && chance.nextInt(whole) < part;
    }
}
