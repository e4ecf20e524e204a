package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

/// An owner of an object: when it goes, the object goes.
///
/// @param controller whether this owner is the one that manages the object; at most one is
/// @param blockOwnerDeletion whether a foreground deletion of the owner waits for the object
public record OwnerReference(
        @Wire(always = true) String apiVersion,
        @Wire(always = true) String kind,
        @Wire(always = true) String name,
        @Wire(always = true) String uid,
        @Nullable Boolean controller,
        @Nullable Boolean blockOwnerDeletion) {

    /// {@return a reference to the controller of an object, as upstream's controllers write it}
    public static OwnerReference controller(Resource owner) {
        return new OwnerReference(
                owner.kind().apiVersion(),
                owner.kind().name(),
                owner.meta().name(),
                owner.meta().uid(),
                true,
                true);
    }

    public boolean controls() {
        return Boolean.TRUE.equals(controller);
    }
}
