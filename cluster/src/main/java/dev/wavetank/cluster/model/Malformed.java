package dev.wavetank.cluster.model;

/// Input that cannot be what it should be. The message says where and why, for a user to read.
public final class Malformed extends RuntimeException {
    public Malformed(String message) {
        super(message);
    }
}
