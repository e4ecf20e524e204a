package dev.wavetank.cluster.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Reads a record from a JSON object and writes it back, by the record's own components.
///
/// The rules are those of Go's `encoding/json` over Kubernetes' types, so that what a real API
/// server keeps or drops is kept or dropped here:
///
/// | component | Go | absent is | left out when written |
/// |---|---|---|---|
/// | `int`, `long`, `boolean`, `String`, `List`, `SortedMap` | value, `omitempty` | 0, false, "", empty | when it is that |
/// | the same with [Wire#always()] | value | the same | never |
/// | `@Nullable` anything | pointer | null | when null |
/// | a record | struct | a record of absent fields | never: `{}` |
/// | `Json.Obj rest`, the last one | – | empty | its members are written beside the others |
///
/// A `null` member counts as absent. [Kind] and the API server's schema check come before this, so
/// a [Malformed] from here still names the field, but only the first.
public final class Shape<R extends Record> {
    private static final ClassValue<Shape<?>> SHAPES =
            new ClassValue<>() {
                @Override
                protected Shape<?> computeValue(Class<?> type) {
                    return new Shape<>(type.asSubclass(Record.class));
                }
            };

    private final Class<R> type;
    private final Member[] members;

    /// The places of the members other than the rest, by name, as objects are sorted.
    private final int[] byName;

    private final MethodHandle constructor;
    private final int rest;

    /// What an absent object is read as: made once, since records cannot change.
    private @Nullable R absent;

    /// One component: its JSON name, how its value is read and written, how it is got.
    ///
    /// @param quoted the name as it is written
    private record Member(
            String name, SerializedString quoted, WireType type, MethodHandle accessor) {}

    private Shape(Class<R> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        var lookup = MethodHandles.publicLookup();
        try {
            var found = new ArrayList<Member>();
            for (var component : components) {
                found.add(
                        new Member(
                                name(component),
                                new SerializedString(name(component)),
                                WireType.of(component),
                                lookup.unreflect(component.getAccessor())
                                        .asType(
                                                MethodType.methodType(
                                                        Object.class, Object.class))));
            }
            members = found.toArray(Member[]::new);
            constructor =
                    lookup.findConstructor(
                                    type,
                                    MethodType.methodType(
                                            void.class,
                                            Arrays.stream(components)
                                                    .map(RecordComponent::getType)
                                                    .toArray(Class<?>[]::new)))
                            .asSpreader(Object[].class, components.length)
                            .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException hidden) {
            throw new IllegalArgumentException(type + " is not a public record", hidden);
        }
        int last = members.length - 1;
        rest = last >= 0 && members[last].name().equals("rest") ? last : -1;
        byName =
                IntStream.range(0, rest >= 0 ? last : members.length)
                        .boxed()
                        .sorted(Comparator.comparing(place -> members[place].name()))
                        .mapToInt(place -> place)
                        .toArray();
    }

    /// {@return the shape of this record type}
    @SuppressWarnings("unchecked")
    public static <R extends Record> Shape<R> of(Class<R> type) {
        return (Shape<R>) SHAPES.get(type);
    }

    private static String name(RecordComponent component) {
        var wire = component.getAnnotation(Wire.class);
        return wire == null || wire.value().isEmpty() ? component.getName() : wire.value();
    }

    /// {@return the record that this object describes}
    ///
    /// @param path where the object stands, for messages; "" at the top
    /// @throws Malformed naming the first field of the wrong type
    public R read(Json.Obj object, String path) {
        return read(object, path, List.of());
    }

    /// @param ignored names that are neither members nor kept in the rest
    R read(Json.Obj object, String path, List<String> ignored) {
        try {
            return members(object, ignored);
        } catch (Malformed below) {
            String message = String.valueOf(below.getMessage());
            throw new Malformed(path.isEmpty() ? message.substring(1) : path + message);
        }
    }

    /// {@return the record of an absent object}
    R absent() {
        R record = absent;
        if (record == null) {
            record = read(Json.Obj.EMPTY, "");
            absent = record;
        }
        return record;
    }

    /// Goes along the object and the members together, since both are sorted.
    ///
    /// @throws Malformed whose message starts with the path below this object, such as `.spec: `:
    ///   paths are put together only when something is wrong
    R members(Json.Obj object, List<String> ignored) {
        var values = new @Nullable Object[members.length];
        Json.Obj.Builder unnamed = null;
        int next = 0;
        for (int i = 0; i < object.size(); i++) {
            String name = object.name(i);
            int order = 1;
            while (next < byName.length && (order = order(name, next)) > 0) {
                values[byName[next]] = members[byName[next]].type().absent();
                next++;
            }
            Json value = object.value(i);
            if (next < byName.length && order == 0) {
                var wireType = members[byName[next]].type();
                values[byName[next]] =
                        value instanceof Json.Null
                                ? wireType.absent()
                                : read(wireType, value, name);
                next++;
            } else if (rest >= 0 && !(value instanceof Json.Null) && !ignored.contains(name)) {
                unnamed = unnamed == null ? Json.Obj.builder() : unnamed;
                unnamed.put(name, value);
            }
        }
        for (; next < byName.length; next++) {
            values[byName[next]] = members[byName[next]].type().absent();
        }
        if (rest >= 0) {
            values[rest] = unnamed == null ? Json.Obj.EMPTY : unnamed.build();
        }
        try {
            return type.cast((Object) constructor.invokeExact(values));
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Object read(WireType wireType, Json value, String name) {
        try {
            return wireType.read(value);
        } catch (Malformed below) {
            throw new Malformed("." + name + below.getMessage());
        }
    }

    private int order(String name, int next) {
        return name.compareTo(members[byName[next]].name());
    }

    /// {@return the JSON object of this record}
    public Json.Obj write(R record) {
        var object = Json.Obj.builder();
        write(record, object);
        return object.build();
    }

    /// Adds the members in the order of their names, which is the cheapest for the builder.
    void write(R record, Json.Obj.Builder object) {
        Json.Obj unnamed = unnamed(record);
        int next = 0;
        for (int place : byName) {
            Member member = members[place];
            while (next < unnamed.size() && unnamed.name(next).compareTo(member.name()) < 0) {
                object.put(unnamed.name(next), unnamed.value(next));
                next++;
            }
            Json value = member.type().write(get(member, record));
            if (value != null) {
                object.put(member.name(), value);
            }
        }
        for (; next < unnamed.size(); next++) {
            object.put(unnamed.name(next), unnamed.value(next));
        }
    }

    /// Writes the text of what [#write] returns without making it.
    ///
    /// @param named members that the record does not have, to be written with its own
    void text(Record record, Json.Obj named, JsonGenerator out) throws IOException {
        Json.Obj unnamed = unnamed(record);
        for (int i = 0; i < named.size(); i++) {
            unnamed = unnamed.with(named.name(i), named.value(i));
        }
        out.writeStartObject();
        int next = 0;
        for (int place : byName) {
            Member member = members[place];
            while (next < unnamed.size() && unnamed.name(next).compareTo(member.name()) < 0) {
                JsonText.member(unnamed, next, out);
                next++;
            }
            Object value = get(member, record);
            if (value != null && !member.type().leftOut(value)) {
                out.writeFieldName(member.quoted());
                member.type().text(value, out);
            }
        }
        for (; next < unnamed.size(); next++) {
            JsonText.member(unnamed, next, out);
        }
        out.writeEndObject();
    }

    private Json.Obj unnamed(Record record) {
        return rest >= 0 && get(members[rest], record) instanceof Json.Obj object
                ? object
                : Json.Obj.EMPTY;
    }

    private static @Nullable Object get(Member member, Record record) {
        try {
            return (Object) member.accessor().invokeExact((Object) record);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// {@return the JSON names of the components, the rest left out}
    public List<String> names() {
        return Arrays.stream(members)
                .map(Member::name)
                .filter(name -> !name.equals("rest"))
                .toList();
    }
}
