package dev.wavetank.cluster.state;

import dev.wavetank.cluster.model.Resource;

import java.time.Duration;
import java.util.List;

/// What became of an [Action].
public sealed interface Outcome {
    /// It is done, or what it asks for was so already.
    ///
    /// @param revision the cluster's revision that shows it
    /// @param object the object after it; as it last was when it is gone
    /// @param gone whether the object is gone
    record Accepted(long revision, Resource object, boolean gone) implements Outcome {}

    /// The view it was planned from is old: plan again.
    record Stale(String why) implements Outcome {}

    /// The server will not do it, however often it is asked.
    ///
    /// @param reason Kubernetes' word: `Forbidden`, `Invalid`, `NotFound`, `AlreadyExists`, ...
    /// @param message one sentence for the user
    /// @param causes each single thing that is wrong
    record Refused(String reason, String message, List<Cause> causes) implements Outcome {
        public Refused {
            causes = List.copyOf(causes);
        }
    }

    /// It did not leave the component, or the server was too busy to take it: try later.
    record NotSent(String why) implements Outcome {}

    /// The answer was lost: it may be done, or be done yet, or never.
    ///
    /// @param settles after this time it has been done or never will be
    record Unknown(String why, Duration settles) implements Outcome {}
}
