package dev.wavetank.cluster.election;

import java.time.Duration;

/// The times of an election: those of kube-scheduler and kube-controller-manager.
final class Timing {
    /// `--leader-elect-lease-duration`: so long after its last change a lease is free.
    static final Duration LEASE = Duration.ofSeconds(15);

    /// `--leader-elect-renew-deadline`: who could not renew for so long leads no longer.
    static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);

    /// `--leader-elect-retry-period`: between two tries.
    static final Duration RETRY = Duration.ofSeconds(2);

    /// client-go's JitterFactor is 1.2: who waits for a lease tries up to that part of the retry
    /// period later, so that not all try at once.
    static final Duration JITTER = Duration.ofMillis(2400);

    /// client-go's timeout of a request: half of the renew deadline.
    static final Duration ANSWER = RENEW_DEADLINE.dividedBy(2);

    private Timing() {}
}
