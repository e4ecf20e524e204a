package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
    private final MethodHandle constructor;
    private final int rest;

    /// One component: its JSON name, how its value is read and written, how it is got.
    private record Member(String name, WireType type, MethodHandle accessor) {}

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
        var values = new @Nullable Object[members.length];
        int used = 0;
        for (int i = 0; i < members.length; i++) {
            if (i != rest) {
                Member member = members[i];
                Json value = object.get(member.name());
                used += value == null ? 0 : 1;
                values[i] =
                        value == null || value.equals(Json.NULL)
                                ? member.type().absent()
                                : member.type().read(value, inside(path, member.name()));
            }
        }
        if (rest >= 0) {
            values[rest] = used == object.size() ? Json.Obj.EMPTY : unnamed(object);
        }
        try {
            return type.cast((Object) constructor.invokeExact(values));
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Json.Obj unnamed(Json.Obj object) {
        var left = Json.Obj.builder();
        object.forEach((name, value) -> {
            if (!named(name) && !value.equals(Json.NULL)) {
                left.put(name, value);
            }
        });
        return left.build();
    }

    private boolean named(String name) {
        for (Member member : members) {
            if (member.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /// {@return the JSON object of this record}
    public Json.Obj write(R record) {
        var object = Json.Obj.builder();
        if (rest >= 0) {
            ((Json.Obj) get(members[rest], record)).forEach(object::put);
        }
        for (int i = 0; i < members.length; i++) {
            if (i != rest) {
                Json value = members[i].type().write(get(members[i], record));
                if (value != null) {
                    object.put(members[i].name(), value);
                }
            }
        }
        return object.build();
    }

    private static Object get(Member member, Record record) {
        try {
            return (Object) member.accessor().invokeExact((Object) record);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String inside(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /// {@return the JSON names of the components, the rest left out}
    public List<String> names() {
        return Arrays.stream(members)
                .map(Member::name)
                .filter(name -> !name.equals("rest"))
                .toList();
    }
}
