package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a value of one Java type travels in JSON. See the table at [Shape].
sealed interface WireType {
    /// {@return what a component holds when its member is absent}
    @Nullable Object absent();

    /// {@return the value that this JSON stands for}
    ///
    /// @throws Malformed whose message is the path below this value, if any, then `: ` and what was
    ///   found and what is wanted
    Object read(Json json);

    /// {@return the JSON, or null to leave the member out}
    @Nullable Json write(@Nullable Object value);

    static WireType of(RecordComponent component) {
        var wire = component.getAnnotation(Wire.class);
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        var plain =
                wire != null && wire.text()
                        ? new Scalar(Scalar.Of.REVISION, 0L)
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
            var scalar = Scalar.of(plain);
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

    /// A value of one token.
    record Scalar(Of of, @Nullable Object absent) implements WireType {
        enum Of {
            TEXT("string"),
            BOOL("boolean"),
            INT("int32"),
            LONG("int64"),
            REVISION("a resourceVersion: a whole number in a string"),
            INT_OR_STRING("int or string"),
            QUANTITY("a quantity such as 500m or 64Mi"),
            TIME("a time in RFC 3339"),
            MICRO_TIME("a time in RFC 3339");

            final String wanted;

            Of(String wanted) {
                this.wanted = wanted;
            }
        }

        static @Nullable Scalar of(Class<?> type) {
            if (type == String.class) {
                return new Scalar(Of.TEXT, "");
            } else if (type == boolean.class || type == Boolean.class) {
                return new Scalar(Of.BOOL, false);
            } else if (type == int.class || type == Integer.class) {
                return new Scalar(Of.INT, 0);
            } else if (type == long.class || type == Long.class) {
                return new Scalar(Of.LONG, 0L);
            } else if (type == IntOrString.class) {
                return new Scalar(Of.INT_OR_STRING, null);
            } else if (type == Quantity.class) {
                return new Scalar(Of.QUANTITY, null);
            } else if (type == Instant.class) {
                return new Scalar(Of.TIME, null);
            } else if (type == MicroTime.class) {
                return new Scalar(Of.MICRO_TIME, null);
            }
            return null;
        }

        @Override
        public Object read(Json json) {
            Object value = value(json);
            if (value == null) {
                throw new Malformed(": found " + json + ", wanted " + of.wanted);
            }
            return value;
        }

        private @Nullable Object value(Json json) {
            Long whole = json instanceof Json.Num number ? number.whole() : null;
            String text = json instanceof Json.Text string ? string.value() : null;
            return switch (of) {
                case TEXT -> text;
                case BOOL -> json instanceof Json.Bool bool ? bool.value() : null;
                case INT -> whole == null || whole != whole.intValue() ? null : whole.intValue();
                case LONG -> whole;
                case REVISION -> text == null ? null : revision(text);
                case INT_OR_STRING -> IntOrString.read(json);
                case QUANTITY -> Quantity.read(json);
                case TIME -> text == null ? null : Timestamps.read(text);
                case MICRO_TIME -> {
                    Instant instant = text == null ? null : Timestamps.read(text);
                    yield instant == null ? null : new MicroTime(instant);
                }
            };
        }

        private static @Nullable Long revision(String text) {
            if (text.isEmpty()) {
                return 0L;
            }
            Long revision = new Json.Num(text).whole();
            return revision == null || revision < 0 ? null : revision;
        }

        @Override
        public @Nullable Json write(@Nullable Object value) {
            if (value == null || value.equals(absent)) {
                return null;
            }
            return form(value);
        }

        Json form(Object value) {
            return switch (of) {
                case TEXT -> new Json.Text((String) value);
                case REVISION -> new Json.Text(value.toString());
                case BOOL -> new Json.Bool((Boolean) value);
                case INT, LONG -> new Json.Num(value.toString());
                case INT_OR_STRING -> ((IntOrString) value).json();
                case QUANTITY -> ((Quantity) value).json();
                case TIME -> new Json.Text(Timestamps.seconds((Instant) value));
                case MICRO_TIME -> new Json.Text(Timestamps.micros(((MicroTime) value).instant()));
            };
        }
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
        public @Nullable Json write(@Nullable Object value) {
            return value == null ? null : new Always(to).write(value);
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
        public @Nullable Json write(@Nullable Object value) {
            if (value == null) {
                return null;
            }
            return switch (of) {
                case Scalar scalar -> scalar.form(value);
                case Items items -> items.form(value);
                case Entries entries -> entries.form(value);
                case Nested nested -> nested.write(value);
                case Tree tree -> tree.write(value);
                case Pointer pointer -> pointer.write(value);
                case Always always -> always.write(value);
            };
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
        public @Nullable Json write(@Nullable Object value) {
            return value == null || ((List<?>) value).isEmpty() ? null : form(value);
        }

        Json form(Object value) {
            var items = new ArrayList<Json>();
            for (Object item : (List<?>) value) {
                Json json = new Always(each).write(item);
                items.add(json == null ? Json.NULL : json);
            }
            return new Json.Arr(items);
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
        public @Nullable Json write(@Nullable Object value) {
            return value == null || ((SortedMap<?, ?>) value).isEmpty() ? null : form(value);
        }

        Json form(Object value) {
            var object = Json.Obj.builder();
            ((SortedMap<?, ?>) value)
                    .forEach((name, item) -> {
                        Json json = new Always(each).write(item);
                        object.put((String) name, json == null ? Json.NULL : json);
                    });
            return object.build();
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
        public @Nullable Json write(@Nullable Object value) {
            return value == null ? null : form(shape, value);
        }

        @SuppressWarnings("unchecked")
        private static <R extends Record> Json form(Shape<R> shape, Object value) {
            return shape.write((R) value);
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
        public @Nullable Json write(@Nullable Object value) {
            return (Json) value;
        }
    }
}
