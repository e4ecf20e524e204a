package dev.wavetank.scenarios.plan;

import dev.wavetank.scenarios.format.Says;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// How the cluster has to heal: when the chaos is over every fault is taken back, and it has to
/// come to what is wanted, and to rest.
@Says("how the cluster has to heal")
public record Liveness(
        @Says(
                        "when the chaos ends, counted from the beginning of the method; if not"
                                + " given, when its last step is done")
                @Nullable Duration healAfter,
        @Says(value = "how long the cluster then has to come to what is wanted", otherwise = "10m")
                Duration convergeWithin,
        @Says(
                        value = "how many nodes, drawn by the seed, stay without power for good",
                        otherwise = "0")
                int keepDown) {}
