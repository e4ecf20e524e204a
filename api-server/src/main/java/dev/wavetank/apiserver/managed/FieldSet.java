package dev.wavetank.apiserver.managed;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/// A set of paths into an object: what FieldsV1 holds. No branch of it is empty.
///
/// @param here whether the path that leads here is in the set
/// @param below what is in the set below here, by the next step; see [Steps]
record FieldSet(boolean here, SortedMap<String, FieldSet> below) {
    static final FieldSet EMPTY = new FieldSet(false, Collections.emptySortedMap());
    private static final FieldSet LEAF = new FieldSet(true, Collections.emptySortedMap());
    private static final String HERE = ".";

    /// {@return the set that this FieldsV1 describes}
    ///
    /// @throws Malformed when it is none
    static FieldSet read(Json.Obj fields) {
        var below = new TreeMap<String, FieldSet>();
        fields.forEach((name, value) -> {
            if (!(value instanceof Json.Obj inner)) {
                throw new Malformed("FieldsV1: " + name + " holds no object but " + value);
            } else if (!name.equals(HERE)) {
                below.put(Steps.read(name), inner.isEmpty() ? LEAF : read(inner));
            }
        });
        return of(fields.has(HERE), below);
    }

    private static FieldSet of(boolean here, SortedMap<String, FieldSet> below) {
        if (below.isEmpty()) {
            return here ? LEAF : EMPTY;
        }
        return new FieldSet(here, Collections.unmodifiableSortedMap(below));
    }

    Json.Obj json() {
        var fields = Json.Obj.builder();
        if (here) {
            fields.put(HERE, Json.Obj.EMPTY);
        }
        below.forEach((step, inner) ->
                fields.put(step, inner.below.isEmpty() ? Json.Obj.EMPTY : inner.json()));
        return fields.build();
    }

    boolean isEmpty() {
        return !here && below.isEmpty();
    }

    /// {@return what a step leads to; empty where nothing is}
    FieldSet after(String step) {
        return below.getOrDefault(step, EMPTY);
    }

    FieldSet union(FieldSet other) {
        if (other.isEmpty()) {
            return this;
        } else if (isEmpty()) {
            return other;
        }
        var all = new TreeMap<>(below);
        other.below.forEach((step, inner) -> all.merge(step, inner, FieldSet::union));
        return of(here || other.here, all);
    }

    /// {@return what is here and not there; a path and those below it are different paths}
    FieldSet minus(FieldSet other) {
        return other.isEmpty()
                ? this
                : eachBelow(here && !other.here, (step, inner) -> inner.minus(other.after(step)));
    }

    FieldSet intersection(FieldSet other) {
        return isEmpty() || other.isEmpty()
                ? EMPTY
                : eachBelow(
                        here && other.here, (step, inner) -> inner.intersection(other.after(step)));
    }

    /// {@return this with everything below a first step only, or without that}
    FieldSet restricted(String step, boolean only) {
        return eachBelow(here && !only, (each, inner) -> each.equals(step) == only ? inner : EMPTY);
    }

    /// {@return this with each named field of a struct that leads to a path in it}
    ///
    /// Merging needs that: a struct is there because something in it is.
    FieldSet withStructs(Form form, Forms forms) {
        return eachBelow(
                here,
                (step, inner) -> {
                    FieldSet all = inner.withStructs(forms.after(form, step), forms);
                    boolean named =
                            form instanceof Form.Struct(var type)
                                    && type.field(Steps.name(step)) != null;
                    return named && !all.here ? new FieldSet(true, all.below) : all;
                });
    }

    private FieldSet eachBelow(boolean stays, BiFunction<String, FieldSet, FieldSet> change) {
        var left = new TreeMap<String, FieldSet>();
        below.forEach((step, inner) -> {
            FieldSet changed = change.apply(step, inner);
            if (!changed.isEmpty()) {
                left.put(step, changed);
            }
        });
        return of(stays, left);
    }

    /// {@return the paths as upstream shows them, such as `.spec.replicas`}
    List<String> paths() {
        var paths = new ArrayList<String>();
        addPaths("", paths);
        return paths;
    }

    private void addPaths(String path, List<String> paths) {
        if (here) {
            paths.add(path);
        }
        below.forEach((step, inner) -> inner.addPaths(path + Steps.shown(step), paths));
    }

    /// A path, from its end to its beginning.
    record Trail(@Nullable Trail before, String step) {
        static final Trail START = new Trail(null, "");

        Trail to(String next) {
            return new Trail(this, next);
        }
    }

    /// Gathers paths in any order.
    static final class Builder {
        private boolean here;
        private final TreeMap<String, Builder> below = new TreeMap<>();

        void add(Trail trail) {
            at(trail).here = true;
        }

        private Builder at(Trail trail) {
            return trail.before() == null
                    ? this
                    : at(trail.before()).below.computeIfAbsent(trail.step(), _ -> new Builder());
        }

        FieldSet build() {
            var sets = new TreeMap<String, FieldSet>();
            below.forEach((step, inner) -> sets.put(step, inner.build()));
            return of(here, sets);
        }
    }
}
