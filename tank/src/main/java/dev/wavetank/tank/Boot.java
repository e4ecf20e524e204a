package dev.wavetank.tank;

/// What had become of the machines' containers when the cluster starts with an old journal.
public enum Boot {
    /// They ran on: only the control plane had died, as after `kill -9`. They keep their restart
    /// counts and start times.
    CONTAINERS_ALIVE,
    /// They ended: the machines had been switched off, as after `down`. They are restarted.
    CONTAINERS_LOST
}
