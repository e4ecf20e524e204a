package dev.wavetank.cluster.model;

import com.fasterxml.jackson.core.JsonGenerator;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a value of one Java type travels in JSON. See the table at [Shape].
sealed interface WireType
        permits WireScalar,
                WireType.Pointer,
                WireType.Always,
                WireType.Items,
                WireType.Entries,
                WireType.Nested,
                WireType.Tree {
    /// {@return what a component holds when its member is absent}
    @Nullable Object absent();

    /// {@return the value that this JSON stands for}
    ///
    /// @throws Malformed whose message is the path below this value, if any, then `: ` and what was
    ///   found and what is wanted
    Object read(Json json);

    /// {@return whether a member of this value is left out}
    boolean leftOut(Object value);

    /// {@return the JSON of a value, be it one that is left out}
    Json form(Object value);

    /// Writes what [#form] returns without making it.
    void text(Object value, JsonGenerator out) throws IOException;

    /// {@return the JSON, or null to leave the member out}
    default @Nullable Json write(@Nullable Object value) {
        return value == null || leftOut(value) ? null : form(value);
    }

    static WireType of(RecordComponent component) {
        var wire = component.getAnnotation(Wire.class);
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        var plain =
                wire != null && wire.text()
                        ? new WireScalar(WireScalar.Of.REVISION, 0L)
                        : of(component.getGenericType());
        if (nullable) {
            return new Pointer(plain);
        }
        return wire != null && wire.always() ? new Always(plain) : plain;
    }

    private static WireType of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return new Items(of(arguments[0]));
            }
            if (generic.getRawType() == SortedMap.class && arguments[0] == String.class) {
                return new Entries(of(arguments[1]));
            }
        } else if (type instanceof Class<?> plain) {
            var scalar = WireScalar.of(plain);
            if (scalar != null) {
                return scalar;
            }
            if (plain == Json.Obj.class || plain == Json.class) {
                return new Tree();
            }
            if (plain.isRecord()) {
                return new Nested(Shape.of(plain.asSubclass(Record.class)));
            }
        }
        throw new IllegalArgumentException(type + " has no JSON form here");
    }

    /// A pointer in Go: null when absent, written whenever it is not null.
    record Pointer(WireType to) implements WireType {
        @Override
        public @Nullable Object absent() {
            return null;
        }

        @Override
        public Object read(Json json) {
            return to.read(json);
        }

        @Override
        public boolean leftOut(Object value) {
            return false;
        }

        @Override
        public Json form(Object value) {
            return to.form(value);
        }

        @Override
        public void text(Object value, JsonGenerator out) throws IOException {
            to.text(value, out);
        }
    }

    /// Written even when empty.
    record Always(WireType of) implements WireType {
        @Override
        public @Nullable Object absent() {
            return of.absent();
        }

        @Override
        public Object read(Json json) {
            return of.read(json);
        }

        @Override
        public boolean leftOut(Object value) {
            return false;
        }

        @Override
        public Json form(Object value) {
            return of.form(value);
        }

        @Override
        public void text(Object value, JsonGenerator out) throws IOException {
            of.text(value, out);
        }
    }

    /// A JSON array.
    record Items(WireType each) implements WireType {
        @Override
        public Object absent() {
            return List.of();
        }

        @Override
        public Object read(Json json) {
            if (!(json instanceof Json.Arr array)) {
                throw new Malformed(": found " + json + ", wanted an array");
            }
            var items = new ArrayList<>(array.items().size());
            for (Json item : array.items()) {
                try {
                    items.add(each.read(item));
                } catch (Malformed below) {
                    throw new Malformed("[" + items.size() + "]" + below.getMessage());
                }
            }
            return List.copyOf(items);
        }

        @Override
        public boolean leftOut(Object value) {
            return ((List<?>) value).isEmpty();
        }

        @Override
        public Json form(Object value) {
            var items = new ArrayList<Json>();
            for (Object item : (List<?>) value) {
                items.add(each.form(item));
            }
            return new Json.Arr(items);
        }

        @Override
        public void text(Object value, JsonGenerator out) throws IOException {
            out.writeStartArray();
            for (Object item : (List<?>) value) {
                each.text(item, out);
            }
            out.writeEndArray();
        }
    }

    /// A JSON object with names of the user's choice.
    record Entries(WireType each) implements WireType {
        private static final SortedMap<String, Object> NONE =
                Collections.unmodifiableSortedMap(new TreeMap<>());

        @Override
        public Object absent() {
            return NONE;
        }

        @Override
        public Object read(Json json) {
            if (!(json instanceof Json.Obj object)) {
                throw new Malformed(": found " + json + ", wanted an object");
            }
            var entries = new TreeMap<String, Object>();
            object.forEach((name, value) -> {
                try {
                    entries.put(name, each.read(value));
                } catch (Malformed below) {
                    throw new Malformed("." + name + below.getMessage());
                }
            });
            return Collections.unmodifiableSortedMap(entries);
        }

        @Override
        public boolean leftOut(Object value) {
            return ((SortedMap<?, ?>) value).isEmpty();
        }

        @Override
        public Json form(Object value) {
            var object = Json.Obj.builder();
            ((SortedMap<?, ?>) value)
                    .forEach((name, item) -> object.put((String) name, each.form(item)));
            return object.build();
        }

        @Override
        public void text(Object value, JsonGenerator out) throws IOException {
            out.writeStartObject();
            for (var entry : ((SortedMap<?, ?>) value).entrySet()) {
                out.writeFieldName((String) entry.getKey());
                each.text(entry.getValue(), out);
            }
            out.writeEndObject();
        }
    }

    /// A record inside a record.
    record Nested(Shape<?> shape) implements WireType {
        @Override
        public Object absent() {
            return shape.absent();
        }

        @Override
        public Object read(Json json) {
            if (!(json instanceof Json.Obj object)) {
                throw new Malformed(": found " + json + ", wanted an object");
            }
            return shape.members(object, List.of());
        }

        @Override
        public boolean leftOut(Object value) {
            return false;
        }

        @Override
        public Json form(Object value) {
            return form(shape, value);
        }

        @SuppressWarnings("unchecked")
        private static <R extends Record> Json form(Shape<R> shape, Object value) {
            return shape.write((R) value);
        }

        @Override
        public void text(Object value, JsonGenerator out) throws IOException {
            shape.text((Record) value, Json.Obj.EMPTY, out);
        }
    }

    /// JSON as it is.
    record Tree() implements WireType {
        @Override
        public @Nullable Object absent() {
            return null;
        }

        @Override
        public Object read(Json json) {
            return json;
        }

        @Override
        public boolean leftOut(Object value) {
            return false;
        }

        @Override
        public Json form(Object value) {
            return (Json) value;
        }

        @Override
        public void text(Object value, JsonGenerator out) throws IOException {
            JsonText.write((Json) value, out);
        }
    }
}
