package dev.wavetank.cluster.model;

/// Input that cannot be what it should be. The message says where and why, for a user to read.
public final class Malformed extends RuntimeException {
    private final transient Places.Place place;

    public Malformed(String message) {
        this(message, Places.Place.START);
    }

    Malformed(String message, Places.Place place) {
        super(message);
        this.place = place;
    }

    /// {@return where in its text the problem is; the start when that is not known}
    public Places.Place place() {
        return place;
    }
}
