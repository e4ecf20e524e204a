package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

/// An object of the cluster: an immutable record for each kind on which Wavetank acts, and
/// [Generic] for all others. Open on purpose: nothing switches over it.
public interface Resource {
    Kind<?> kind();

    Meta meta();

    Resource withMeta(Meta meta);

    /// {@return this object as it travels, with `apiVersion` and `kind`}
    Json.Obj tree();

    /// {@return the text of [#tree] in UTF-8}
    default byte[] bytes() {
        return Kind.bytes(this);
    }

    /// {@return this object with the `status` of a stored one}
    ///
    /// A write to an object keeps the stored status and a write to its status keeps all the rest,
    /// so both are this method, called one way round or the other. Kinds without a status return
    /// themselves.
    ///
    /// @param stored an object of the same kind
    default Resource withStatusOf(Resource stored) {
        return this;
    }

    default Ref ref() {
        return kind().ref(key());
    }

    default Key key() {
        return new Key(meta().namespace(), meta().name());
    }

    /// {@return whether a deletion was asked for and finalizers or a grace period hold it up}
    default boolean deleting() {
        return meta().deletionTimestamp() != null;
    }

    /// {@return whether this is the object that the reference means: same uid, not only same name}
    default boolean is(@Nullable OwnerReference owner) {
        return owner != null && owner.uid().equals(meta().uid());
    }
}
