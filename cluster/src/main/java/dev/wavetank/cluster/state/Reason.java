package dev.wavetank.cluster.state;

import dev.wavetank.cluster.model.Ref;

import java.util.List;

/// Why a component decided as it did about one object: what `wavetank why` shows.
///
/// @param object what was decided about
/// @param uid its uid, so that a namesake's decisions are not mixed in
/// @param component who decided: `scheduler`, `replicaset-controller`, `kubelet node-1`, ...
/// @param decision one short sentence: "scaled up web-6d4 from 1 to 3"
/// @param details each ground for it, with what was needed, what was found and where
public record Reason(
        Ref object, String uid, String component, String decision, List<String> details) {
    public Reason {
        details = List.copyOf(details);
    }
}
