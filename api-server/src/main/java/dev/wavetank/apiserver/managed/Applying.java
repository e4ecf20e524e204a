package dev.wavetank.apiserver.managed;

import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.apiserver.managed.ManagedFields.Entry;
import dev.wavetank.cluster.model.Json;

import java.util.TreeMap;

/// One server-side apply: merges a config into the live object, takes away what its manager no
/// longer wants and nobody else owns, and finds who else owns what it changes.
///
/// @param live without managed fields
/// @param config without managed fields
/// @param managed who owns what of the live object
/// @param apiVersion in which both trees are
record Applying(
        Tracking tracking,
        Json.Obj live,
        Json.Obj config,
        ManagedFields managed,
        Owner by,
        String apiVersion) {

    /// What an apply comes to.
    ///
    /// @param conflicts with whom; whether they count is another's to say
    /// @param managed who owns what when they do not
    record Result(Json.Obj tree, ManagedFields managed, Conflicts conflicts) {}

    Result result() {
        Forms forms = tracking.forms();
        Type type = tracking.type();
        FieldSet wanted = tracking.scope().of(Owned.of(config, type, forms));
        var entries = new TreeMap<>(managed.entries());
        var last = entries.get(by);
        entries.put(by, new Entry(apiVersion, wanted, tracking.now()));
        Json.Obj merged = Merging.merge(live, config, type, forms);
        Json.Obj pruned =
                last == null ? merged : pruned(merged, last.fields(), new ManagedFields(entries));
        var difference = Comparison.of(live, pruned, type, forms).in(tracking.scope());
        FieldSet changed = difference.changed();
        var conflicts = new TreeMap<Owner, FieldSet>();
        var left = new TreeMap<Owner, Entry>();
        entries.forEach((manager, entry) -> {
            if (manager.equals(by)) {
                Tracking.put(left, by, entry.with(Tracking.somebodys(wanted)));
                return;
            }
            FieldSet lost = entry.fields().intersection(changed);
            if (!lost.isEmpty()) {
                conflicts.put(manager, lost);
            }
            Tracking.put(
                    left,
                    manager,
                    entry.with(entry.fields().minus(changed).minus(difference.removed())));
        });
        return new Result(pruned, new ManagedFields(left), new Conflicts(conflicts));
    }

    /// {@return the merged tree without what the manager applied the last time, as far as neither
    /// this config nor anybody else has it}
    private Json.Obj pruned(Json.Obj merged, FieldSet last, ManagedFields owners) {
        Forms forms = tracking.forms();
        Type type = tracking.type();
        FieldSet before = named(last);
        FieldSet all = named(Owned.of(merged, type, forms));
        FieldSet kept = named(Owned.of(Removal.remove(merged, before, type, forms), type, forms));
        for (Entry owner : owners.entries().values()) {
            kept = kept.union(named(owner.fields()));
        }
        Json.Obj owned = Removal.remove(merged, all.minus(kept), type, forms);
        // What lost its owner but was never of this manager stays as it was.
        FieldSet dangling = all.minus(named(Owned.of(owned, type, forms)));
        return Removal.remove(merged, dangling.intersection(before), type, forms);
    }

    private FieldSet named(FieldSet fields) {
        return fields.withStructs(tracking.forms().of(tracking.type()), tracking.forms());
    }
}
