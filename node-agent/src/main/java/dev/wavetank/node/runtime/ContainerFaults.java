package dev.wavetank.node.runtime;

import java.time.Duration;

/// What may go wrong in the containers of one node, done to them from outside.
///
/// Nobody but a fault uses this: an agent learns of it only by what it observes. May be called from
/// any turn; what is asked for happens in a later one of the machine. What names a run that is not
/// there, or is over, does nothing.
public interface ContainerFaults {
    /// {@return what there is to be hit, at this moment}
    Observed observed();

    /// Ends a run that is running, at once and without SIGTERM: a crash, or `OOMKilled` with 137.
    ///
    /// @param reason as its status will say: `Error`, `OOMKilled`
    void end(ContainerId id, int exitCode, String reason);

    /// Makes a run stand still, or go on: while it hangs its probes fail, it does not end by itself
    /// and SIGTERM is ignored; SIGKILL, when the grace period is over, ends it. What was due
    /// meanwhile happens when it goes on.
    void hang(ContainerId id, boolean hangs);

    /// Lets no answer to the probes of a run come back, or lets them again; it goes on otherwise.
    void mute(ContainerId id, boolean muted);

    /// Makes every run of a container that starts from now on ready so much later. May be said
    /// before the pod is on the node.
    ///
    /// @param more zero makes those to come as quick as ever
    void slow(String uid, String container, Duration more);
}
