package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Resource;

import org.jspecify.annotations.Nullable;

/// What one kind adds to the pipeline. Everything here is pure; a kind without a behaviour of its
/// own has the defaults of this interface.
///
/// @param <R> the record of the kind
public interface KindBehaviour<R extends Resource> {
    Kind<R> kind();

    /// {@return the object as it arrived, with the defaults that depend on other fields}
    ///
    /// Called once, while a request is decoded; the schema's own defaults are in already.
    default Json.Obj defaults(Json.Obj tree) {
        return tree;
    }

    /// {@return what a new generation is counted for when it changes; null for a kind that does not
    /// count}
    default @Nullable Object desired(R object) {
        return null;
    }

    /// {@return how objects behave that are written by a subresource}
    ///
    /// @param subresource such as `ephemeralcontainers`; "" for the object itself
    default KindBehaviour<R> by(String subresource) {
        return this;
    }

    /// {@return what of a written object counts; all else is as it was}
    default R taken(R stored, R object) {
        return object;
    }

    /// {@return the object as it is created: with what only the server may set}
    default R created(R object, Admission admission) {
        return object;
    }

    /// {@return the object as it is updated: with what stays, and with what only the server may
    /// set}
    default R updated(R stored, R object, Admission admission) {
        return object;
    }

    /// {@return the object with a status as it is written}
    default R reported(R stored, R object, Admission admission) {
        return object;
    }

    /// Says what is wrong with an object that is about to be stored.
    default void validate(R object, Problems problems) {}

    /// Says what may not be changed in this way.
    default void validateUpdate(R stored, R object, Problems problems) {}

    /// {@return how long the object may take to go, in seconds; null for a kind that goes at once}
    ///
    /// @param asked what the request asks for; null for the object's own default
    default @Nullable Long grace(R object, @Nullable Long asked) {
        return null;
    }

    /// {@return the object when its deletion has been asked for and it stays for now}
    default R deleting(R object) {
        return object;
    }

    /// {@return why the object may not be deleted, or null}
    default @Nullable String undeletable(R object) {
        return null;
    }

    /// {@return whether something beside finalizers keeps the object}
    default boolean held(R object) {
        return false;
    }

    /// {@return how well a change must be kept}
    ///
    /// @param before the object until now; null when it appears
    /// @param after the object from now on; null when it goes
    default Keeping keeping(@Nullable R before, @Nullable R after) {
        return Keeping.DURABLE;
    }

    /// How well a change must be kept before anyone sees it.
    enum Keeping {
        /// It survives a crash from the moment it is seen.
        DURABLE,
        /// It is journaled, but nobody waits for that.
        EVENTUAL,
        /// It is not journaled: a crash takes it back.
        MEMORY
    }
}
