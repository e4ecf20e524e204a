package dev.wavetank.tank;

import java.util.Locale;

/// What runs the containers of a machine.
public enum RuntimeKind {
    /// Nothing does: each is a line in time.
    SIMULATED,
    /// The Docker engine of the host.
    DOCKER;

    /// {@return as users write it}
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
