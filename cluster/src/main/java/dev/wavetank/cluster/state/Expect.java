package dev.wavetank.cluster.state;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Lease;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.model.Resource;

import org.jspecify.annotations.Nullable;

/// Something that must still be true when an [Action] reaches the single writer. If it is not, the
/// plan that the action belongs to was made from an old view and is made again.
public sealed interface Expect {
    /// The object is still the one that was seen.
    record Version(Ref ref, long resourceVersion) implements Expect {}

    /// Nobody but the sender created or deleted a child of this owner since the revision.
    record SameChildren(Kind<?> kind, String ownerUid, long since) implements Expect {}

    /// The object of this uid is gone; another of its name may be there.
    record Gone(Ref ref, String uid) implements Expect {}

    /// The lease is held by this holder.
    record Holds(Ref lease, String holder) implements Expect {}

    /// {@return why this does not hold, or null when it does}
    ///
    /// @param component who sent the action
    default @Nullable String failure(ClusterState state, String component) {
        return switch (this) {
            case Version(var ref, var wanted) -> {
                Resource found = state.get(ref);
                yield found == null
                        ? ref + " is gone"
                        : found.meta().resourceVersion() == wanted
                                ? null
                                : ref
                                        + " is at "
                                        + found.meta().resourceVersion()
                                        + ", seen at "
                                        + wanted;
            }
            case SameChildren(var kind, var owner, var since) ->
                    state.table(kind).children(owner).sameFor(component, since)
                            ? null
                            : kind + " of owner " + owner + " changed since " + since;
            case Gone(var ref, var uid) -> {
                Resource found = state.get(ref);
                yield found != null && found.meta().uid().equals(uid) ? ref + " is not gone" : null;
            }
            case Holds(var lease, var holder) ->
                    state.get(lease) instanceof Lease found
                                    && holder.equals(found.spec().holderIdentity())
                            ? null
                            : lease + " is not held by " + holder;
        };
    }
}
