package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Outcome;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What a behaviour may know while it admits one object: the newest state, the time, and what is
/// taken of the addresses that the server gives out.
public final class Admission {
    private final ClusterState state;
    private final Instant now;
    private final Addresses addresses;
    private final Problems problems = new Problems();
    private Outcome.@Nullable Refused refusal;

    /// @param now the wall time, to the second
    public Admission(ClusterState state, Instant now, Addresses addresses) {
        this.state = state;
        this.now = now;
        this.addresses = addresses;
    }

    public ClusterState state() {
        return state;
    }

    public Instant now() {
        return now;
    }

    public Addresses addresses() {
        return addresses;
    }

    /// {@return where what is wrong with the object is gathered}
    public Problems problems() {
        return problems;
    }

    /// Refuses the object for another reason than that it is invalid; the first reason counts.
    public void refuse(Outcome.Refused why) {
        if (refusal == null) {
            refusal = why;
        }
    }

    public Outcome.@Nullable Refused refusal() {
        return refusal;
    }
}
