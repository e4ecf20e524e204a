package dev.wavetank.node.simulated;

import java.util.TreeSet;

/// The pod addresses of a node: from its range, each with one pod at a time, taken in turn so that
/// an address rests before it is used again.
final class Addresses {
    private final long network;
    private final long size;
    private final TreeSet<Long> taken = new TreeSet<>();
    private long last = 1;

    /// Takes a range such as `10.244.1.0/24`; the first address is the node's bridge, as with
    /// upstream's host-local plugin.
    Addresses(String cidr) {
        String[] parts = cidr.split("/", -1);
        long bits = 0;
        for (String part : parts[0].split("\\.", -1)) {
            bits = (bits << 8) | Integer.parseInt(part);
        }
        size = 1L << (32 - Integer.parseInt(parts[1]));
        network = bits & -size;
    }

    /// {@return an address that no pod has; "" when all are taken}
    String take() {
        for (long tried = 0; tried < size - 3; tried++) {
            last = last + 1 < size - 1 ? last + 1 : 2;
            if (taken.add(network + last)) {
                return text(network + last);
            }
        }
        return "";
    }

    /// Takes a given address, if it is in the range.
    void take(String address) {
        long value = value(address);
        if (value >= network && value < network + size) {
            taken.add(value);
            last = value - network;
        }
    }

    void give(String address) {
        taken.remove(value(address));
    }

    private static long value(String address) {
        long bits = 0;
        for (String part : address.split("\\.", -1)) {
            if (part.isEmpty() || part.length() > 3 || !part.chars().allMatch(Character::isDigit)) {
                return -1;
            }
            bits = (bits << 8) | Integer.parseInt(part);
        }
        return bits;
    }

    private static String text(long value) {
        return ((value >> 24) & 255)
                + "."
                + ((value >> 16) & 255)
                + "."
                + ((value >> 8) & 255)
                + "."
                + (value & 255);
    }
}
