package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Outcome;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.function.Supplier;

/// What a behaviour may know while it admits one object: the newest state, the time, and what is
/// taken of the addresses that the server gives out.
public final class Admission {
    private final ClusterState state;
    private final Instant now;
    private final Addresses addresses;
    private final Supplier<String> suffixes;
    private final Problems problems = new Problems();
    private Outcome.@Nullable Refused refusal;

    /// Of a change of what is there already, for which no name is drawn.
    ///
    /// @param now the wall time, to the second
    public Admission(ClusterState state, Instant now, Addresses addresses) {
        this(
                state,
                now,
                addresses,
                () -> {
                    throw new IllegalStateException("an update draws no names");
                });
    }

    /// Of a new object.
    ///
    /// @param now the wall time, to the second
    /// @param suffixes draws the ends of generated names
    public Admission(
            ClusterState state, Instant now, Addresses addresses, Supplier<String> suffixes) {
        this.state = state;
        this.now = now;
        this.addresses = addresses;
        this.suffixes = suffixes;
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

    /// {@return a name that begins so and ends as upstream's generated names do}
    public String generated(String begin) {
        return begin + suffixes.get();
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
