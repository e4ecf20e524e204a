package dev.wavetank.apiserver.managed;

import dev.wavetank.apiserver.contract.Schema;
import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.cluster.model.Json;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// The managed fields of objects: what becomes of them when somebody writes, and what somebody may
/// write by server-side apply. Trees are whole objects in the version in which they are stored.
public final class Ownership {
    /// Upstream's owner of what was there before anybody applied.
    private static final String BEFORE = "before-first-apply";

    private static final String META = "metadata";

    private final Forms forms;

    public Ownership(Schema schema) {
        forms = new Forms(schema);
    }

    /// A write of an object.
    ///
    /// @param by who writes
    /// @param type of the object
    /// @param now when, to the second
    public record Write(Owner by, Type type, Scope scope, Instant now) {}

    /// {@return the managed fields of an object that is created}
    public Json.Arr created(Json.Obj tree, Write write) {
        var blank = new Blank(forms).of(write.type());
        return written(blank, tree, ManagedFields.NONE, write).json();
    }

    /// {@return the managed fields of an object that is changed}
    ///
    /// What has none keeps having none, until somebody applies. A client may write them itself: one
    /// entry that is empty takes all away, none at all changes nothing.
    public Json.Arr updated(Json.Obj stored, Json.Obj sent, Write write) {
        var managed = wished(stored, sent, write);
        return managed.isEmpty() ? Json.Arr.EMPTY : written(stored, sent, managed, write).json();
    }

    private static ManagedFields wished(Json.Obj stored, Json.Obj sent, Write write) {
        var kept = ManagedFields.readOrNone(list(stored));
        List<Json> wish = list(sent);
        if (!write.by().subresource().isEmpty() || wish.equals(list(stored))) {
            return kept;
        } else if (wish.equals(List.of(Json.Obj.EMPTY))) {
            return ManagedFields.NONE;
        }
        var own = ManagedFields.readOrNone(wish);
        return own.isEmpty() ? kept : own;
    }

    private ManagedFields written(
            Json.Obj before, Json.Obj after, ManagedFields managed, Write write) {
        return tracking(write)
                .written(bare(before), bare(after), managed, write.by(), after.text("apiVersion"));
    }

    /// What an apply comes to.
    public sealed interface Applied {
        /// The object as it is from now on.
        ///
        /// @param tree the object with its managed fields; defaults are yet to be filled in
        record Merged(Json.Obj tree) implements Applied {}

        /// Somebody else owns what the config wants to change.
        record Refused(Conflicts conflicts) implements Applied {}
    }

    /// {@return what is wrong with a config that nobody could apply, in upstream's words}
    public List<String> problems(Json.Obj config, Type type) {
        return ConfigCheck.of(config, type, forms);
    }

    /// Applies a config.
    ///
    /// @param stored null when there is no such object yet
    /// @param config has `apiVersion` and no managed fields
    /// @param force whether to take what others own
    public Applied apply(Json.@Nullable Obj stored, Json.Obj config, Write write, boolean force) {
        var tracking = tracking(write);
        var blank = new Blank(forms).of(write.type());
        Json.Obj live = stored == null ? blank : bare(stored);
        String version = config.text("apiVersion");
        var managed = stored == null ? ManagedFields.NONE : ManagedFields.readOrNone(list(stored));
        if (managed.isEmpty() && stored != null) {
            var before = Owner.updating(BEFORE, version, write.by().subresource());
            managed = tracking.written(blank, live, managed, before, version);
        }
        var result = new Applying(tracking, live, config, managed, write.by(), version).result();
        boolean kubectl = ClientSideApply.concerns(write.by(), live);
        var conflicts = result.conflicts();
        if (!force && !conflicts.isEmpty() && kubectl) {
            conflicts = ClientSideApply.besides(conflicts, live, tracking);
        }
        if (!force && !conflicts.isEmpty()) {
            return new Applied.Refused(conflicts);
        }
        Json.Obj tree = kubectl ? ClientSideApply.annotated(result.tree(), config) : result.tree();
        return new Applied.Merged(
                tree.with(
                        META,
                        tree.object(META).with(ManagedFields.FIELD, result.managed().json())));
    }

    /// {@return whether two lists of managed fields differ in nothing but their times}
    public static boolean sameOwners(List<Json> one, List<Json> other) {
        return ManagedFields.readOrNone(one).sameOwners(ManagedFields.readOrNone(other));
    }

    private Tracking tracking(Write write) {
        return new Tracking(forms, write.type(), write.scope(), write.now());
    }

    private static List<Json> list(Json.Obj tree) {
        return tree.object(META).array(ManagedFields.FIELD);
    }

    private static Json.Obj bare(Json.Obj tree) {
        Json.Obj meta = tree.object(META);
        return meta.has(ManagedFields.FIELD)
                ? tree.with(META, meta.without(ManagedFields.FIELD))
                : tree;
    }
}
