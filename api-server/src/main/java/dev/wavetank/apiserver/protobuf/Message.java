package dev.wavetank.apiserver.protobuf;

import dev.wavetank.apiserver.contract.Schema;
import dev.wavetank.apiserver.contract.Shape;
import dev.wavetank.cluster.model.Json;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the numbers of a message mean.
record Message(SortedMap<Integer, Entry> entries) {
    /// What one number means.
    sealed interface Entry {
        /// The field of this name; what it holds stands in the schema.
        record Named(String field) implements Entry {}

        /// A message whose fields are the outer one's own: an embedded struct in Go.
        record Inline(Message message) implements Entry {}

        /// The field of this name, which holds one of several shapes, each under a number of an
        /// inner message. A choice of nothing is an empty object.
        record Either(String field, SortedMap<Integer, Shape> shapes) implements Entry {}
    }

    /// {@return what this number means; null when this server knows no such field}
    @Nullable Entry entry(int number) {
        return entries.get(number);
    }

    static Message of(Json.Obj json) {
        var entries = new TreeMap<Integer, Entry>();
        json.forEach((number, entry) -> entries.put(Integer.valueOf(number), entry(entry)));
        return new Message(Collections.unmodifiableSortedMap(entries));
    }

    private static Entry entry(Json json) {
        if (json instanceof Json.Text(var field)) {
            return new Entry.Named(field);
        }
        var entry = (Json.Obj) json;
        if (entry.has("inline")) {
            return new Entry.Inline(of(entry.object("inline")));
        }
        var shapes = new TreeMap<Integer, Shape>();
        entry.object("either")
                .forEach((number, shape) ->
                        shapes.put(Integer.valueOf(number), Schema.shape((Json.Obj) shape)));
        return new Entry.Either(entry.text("name"), Collections.unmodifiableSortedMap(shapes));
    }
}
