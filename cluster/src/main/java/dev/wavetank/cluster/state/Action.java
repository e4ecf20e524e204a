package dev.wavetank.cluster.state;

import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.model.Resource;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A change that a component asks for: the closed list of what can be asked.
///
/// An action says enough that the API server has nothing left to choose but names, uids, addresses
/// and times; and it says under which expectations it is meant, so that sending it late or twice
/// does no harm.
public sealed interface Action {
    /// {@return the object it is about; the name is empty while the server has yet to give one}
    Ref ref();

    List<Expect> expects();

    /// {@return this under one more expectation; an event, which does no harm, carries none}
    default Action expecting(Expect more) {
        var all = new ArrayList<>(expects());
        all.add(more);
        return switch (this) {
            case Create(var object, _) -> new Create(object, all);
            case Update(var object, var part, _) -> new Update(object, part, all);
            case UpdateStatus(var object, _) -> new UpdateStatus(object, all);
            case Bind(var ref, var uid, var node, _) -> new Bind(ref, uid, node, all);
            case Delete(var ref, var uid, var grace, var propagation, _) ->
                    new Delete(ref, uid, grace, propagation, all);
            case Emit emit -> emit;
        };
    }

    /// Puts a new object into the cluster; with `generateName` the server ends the name.
    record Create(Resource object, List<Expect> expects) implements Action {
        public Create {
            expects = List.copyOf(expects);
        }

        @Override
        public Ref ref() {
            return object.ref();
        }
    }

    /// Replaces an object, but not its status.
    ///
    /// @param object what it shall be; its `resourceVersion`, unless 0, must be the stored one's
    /// @param subresource by which it is written, such as `ephemeralcontainers`, which may take a
    ///   part of the object only; "" for the object itself
    record Update(Resource object, String subresource, List<Expect> expects) implements Action {
        public Update {
            expects = List.copyOf(expects);
        }

        public Update(Resource object, List<Expect> expects) {
            this(object, "", expects);
        }

        @Override
        public Ref ref() {
            return object.ref();
        }
    }

    /// Replaces an object's status, and nothing else.
    ///
    /// @param object carries the status; its `resourceVersion`, unless 0, and its uid, unless "",
    ///   must be the stored one's
    record UpdateStatus(Resource object, List<Expect> expects) implements Action {
        public UpdateStatus {
            expects = List.copyOf(expects);
        }

        @Override
        public Ref ref() {
            return object.ref();
        }
    }

    /// Binds a pod to a node, once and for all.
    ///
    /// @param uid the pod's, so that a namesake is not bound
    record Bind(Ref ref, String uid, String node, List<Expect> expects) implements Action {
        public Bind {
            expects = List.copyOf(expects);
        }

        public static Bind of(Pod pod, String node) {
            return new Bind(pod.ref(), pod.meta().uid(), node, List.of());
        }
    }

    /// Deletes an object, or asks for it where finalizers or a grace period hold it up.
    ///
    /// @param uid the object's, so that a namesake is not deleted
    /// @param graceSeconds how long it may take, in seconds; null is the object's own default
    /// @param propagation what becomes of the objects it owns
    record Delete(
            Ref ref,
            String uid,
            @Nullable Long graceSeconds,
            Propagation propagation,
            List<Expect> expects)
            implements Action {
        public Delete {
            expects = List.copyOf(expects);
        }

        public static Delete of(Resource object) {
            return new Delete(
                    object.ref(), object.meta().uid(), null, Propagation.BACKGROUND, List.of());
        }

        /// {@return a deletion that does not wait: the object is gone with this write}
        public static Delete now(Resource object) {
            return new Delete(
                    object.ref(), object.meta().uid(), 0L, Propagation.BACKGROUND, List.of());
        }
    }

    /// Tells the user something. The same thing told again is counted on the first event.
    record Emit(Event event) implements Action {
        @Override
        public Ref ref() {
            return event.ref();
        }

        @Override
        public List<Expect> expects() {
            return List.of();
        }
    }

    /// What becomes of the objects that a deleted object owns.
    enum Propagation {
        /// They go after it.
        BACKGROUND,
        /// They go before it.
        FOREGROUND,
        /// They stay, without the owner.
        ORPHAN
    }
}
