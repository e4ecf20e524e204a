package dev.wavetank.apiserver.protobuf;

import dev.wavetank.apiserver.contract.Field;
import dev.wavetank.apiserver.contract.Schema;
import dev.wavetank.apiserver.contract.Shape;
import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Malformed;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// Turns messages into the trees that JSON bodies of the same objects are.
///
/// Go's generated code writes every field that is no pointer, zero or not. Such zeros say nothing
/// and are left out, as Go's JSON leaves them out; those of required fields and of pointers stay.
final class MessageReader {
    private final Schema schema;
    private final Messages messages;
    private int depth;

    MessageReader(Schema schema, Messages messages) {
        this.schema = schema;
        this.messages = messages;
    }

    Json.Obj object(Wire wire, Type type) {
        if (++depth > JsonText.DEPTH_MAX) {
            throw new Malformed("exceeded max depth " + JsonText.DEPTH_MAX);
        }
        var members = new Members();
        gather(wire, messages.of(type), type, members);
        depth--;
        return members.object();
    }

    private void gather(Wire wire, Message message, Type type, Members into) {
        while (wire.next()) {
            switch (message.entry(wire.number())) {
                case null -> {
                    // A field of a newer release: Go's structs do not have it either.
                }
                case Message.Entry.Inline(var inner) ->
                        gather(wire.message(type.simpleName()), inner, type, into);
                case Message.Entry.Named(var name) -> field(wire, type, name, this::value, into);
                case Message.Entry.Either(var name, var shapes) ->
                        field(wire, type, name, (w, _, n) -> chosen(w, shapes, n), into);
            }
        }
    }

    /// How a value is read, be it alone, in a list or in a map.
    @FunctionalInterface
    private interface Reading {
        /// {@return the value; null when it is absent after all}
        @Nullable Json read(Wire wire, Shape shape, String name);
    }

    private void field(Wire wire, Type type, String name, Reading reading, Members into) {
        Field field = Objects.requireNonNull(type.field(name), name);
        switch (field.shape()) {
            case Shape.Items(var each) -> items(wire, name, each, reading, into);
            case Shape.Entries(var each) -> entry(wire.message(name), name, each, reading, into);
            case Shape.Ref _, Shape.Scalar _ -> {
                Json value = reading.read(wire, field.shape(), name);
                boolean tells =
                        field.pointer()
                                || field.shape() == Shape.Scalar.ANY
                                || type.required().contains(name);
                if (value != null && (tells || !Scalars.isZero(value))) {
                    into.put(name, value);
                }
            }
        }
    }

    private static void items(Wire wire, String name, Shape each, Reading reading, Members into) {
        if (wire.packed() && Scalars.isNumber(each)) {
            for (Wire numbers = wire.message(name); numbers.more(); ) {
                into.item(name, Scalars.number(numbers.element(), each));
            }
        } else {
            Json value = reading.read(wire, each, name);
            into.item(name, value == null ? Json.NULL : value);
        }
    }

    /// One entry of a map: a message of a key and a value.
    private static void entry(Wire wire, String name, Shape each, Reading reading, Members into) {
        String key = "";
        Json value = null;
        while (wire.next()) {
            switch (wire.number()) {
                case 1 -> key = wire.text(name);
                case 2 -> value = reading.read(wire, each, name);
                default -> {}
            }
        }
        // Reading on takes a null in a map for the zero that it is in Go.
        into.entry(name, key, value == null ? Json.NULL : value);
    }

    private @Nullable Json value(Wire wire, Shape shape, String name) {
        return switch (shape) {
            case Shape.Scalar scalar -> Scalars.read(wire, scalar, name);
            case Shape.Ref ref -> object(wire.message(name), schema.type(ref));
            // A map holds no lists, so each is the first field of a message of its own.
            case Shape.Items _ -> chosen(wire, new TreeMap<>(Map.of(1, shape)), name);
            case Shape.Entries _ -> throw new Malformed("proto: " + name + " holds maps");
        };
    }

    /// Of several values the last one counts: where a schema is, the flag beside it says nothing.
    private Json chosen(Wire wire, SortedMap<Integer, Shape> shapes, String name) {
        var members = new Members();
        Wire choice = wire.message(name);
        while (choice.next()) {
            Shape shape = shapes.get(choice.number());
            if (shape instanceof Shape.Items(var each)) {
                items(choice, name, each, this::value, members);
            } else if (shape != null) {
                Json value = value(choice, shape, name);
                members.put(name, value == null ? Json.NULL : value);
            }
        }
        Json value = members.object().get(name);
        return value == null ? Json.Obj.EMPTY : value;
    }
}
