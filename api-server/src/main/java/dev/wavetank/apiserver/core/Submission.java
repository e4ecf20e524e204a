package dev.wavetank.apiserver.core;

import dev.wavetank.cluster.state.Action;

/// An action on its way to the writer, with what the writer must know about its sender.
///
/// @param author the session that sends it: one life of one component, or one HTTP user; see
///   [Children][dev.wavetank.cluster.state.Children]
/// @param dryRun whether to answer as if it were done, and not do it
/// @param claim who comes to own what it changes
public record Submission(Action action, String author, boolean dryRun, Claim claim) {
    /// An action of a component.
    public Submission(Action action, String author, boolean dryRun) {
        this(action, author, dryRun, Claim.of(author));
    }
}
