package dev.wavetank.scenarios.format;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A record as fields of a file.
///
/// @param components its components, in their order
/// @param variants the alternatives of the component that is written as one of several fields
public record Shape(Class<?> type, List<Part> components, List<Variant> variants) {
    public Shape {
        components = List.copyOf(components);
        variants = List.copyOf(variants);
    }

    /// A component.
    ///
    /// @param field null when it is no field of its own: one of the variants, or what is not in the
    ///   file
    record Part(RecordComponent component, Form form, @Nullable Field field) {}

    /// One of the records of a sealed interface.
    ///
    /// @param form that of its only component when it has one, else its own
    public record Variant(String name, Class<?> type, Form form, String says) {
        boolean direct() {
            return type.getRecordComponents().length == 1;
        }
    }

    /// {@return the shape of this record}
    public static Shape of(Class<?> type) {
        var parts = new ArrayList<Part>();
        var variants = new ArrayList<Variant>();
        for (var component : type.getRecordComponents()) {
            var form = Form.of(component);
            parts.add(new Part(component, form, Field.of(component)));
            if (form instanceof Form.Alternatives alternatives) {
                for (var each : alternatives.type().getPermittedSubclasses()) {
                    variants.add(variant(each));
                }
            }
        }
        return new Shape(type, parts, variants);
    }

    /// {@return the variant that this record is}
    static Variant variant(Class<?> type, Form.Alternatives among) {
        if (!among.type().isAssignableFrom(type)) {
            throw new IllegalArgumentException(type + " is none of " + among.type());
        }
        return variant(type);
    }

    private static Variant variant(Class<?> type) {
        var components = type.getRecordComponents();
        return new Variant(
                name(type),
                type,
                components.length == 1 ? Form.of(components[0]) : new Form.Group(type),
                says(type));
    }

    /// {@return the sentence about this record}
    public static String says(Class<?> type) {
        Says says = type.getAnnotation(Says.class);
        return says == null ? "" : says.value();
    }

    private static String name(Class<?> type) {
        Says says = type.getAnnotation(Says.class);
        String simple = type.getSimpleName();
        return says == null || says.name().isEmpty()
                ? simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1)
                : says.name();
    }

    /// {@return the names by which a file tells the records of this sealed interface apart}
    static List<String> names(Class<?> type) {
        boolean kinds = type.isAnnotationPresent(ByKind.class);
        return Arrays.stream(type.getPermittedSubclasses())
                .map(each -> kinds ? each.getSimpleName() : name(each))
                .toList();
    }

    /// {@return its fields, the variants not among them}
    public List<Field> fields() {
        var fields = new ArrayList<Field>();
        for (var part : components) {
            if (part.field() != null) {
                fields.add(part.field());
            }
        }
        return fields;
    }

    /// {@return the names of all its fields, the variants' at the end}
    public List<String> names() {
        var names = new ArrayList<String>();
        fields().forEach(field -> names.add(field.name()));
        variants.forEach(variant -> names.add(variant.name()));
        return names;
    }

    /// @throws IllegalArgumentException as the record's constructor does
    static Object construct(Class<?> type, @Nullable Object[] values) {
        try {
            return constructor(type).newInstance(values);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException("cannot make a " + type, thrown);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("cannot make a " + type, impossible);
        }
    }

    private static Constructor<?> constructor(Class<?> type) throws NoSuchMethodException {
        return type.getDeclaredConstructor(
                Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new));
    }

    /// {@return the value of a component}
    static @Nullable Object get(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("cannot read " + component, impossible);
        }
    }
}
