package dev.wavetank.scenarios.format;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Quantity;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/// How values of a type are written in a file; made from the type alone.
public sealed interface Form {
    /// One word, number or text.
    sealed interface Scalar extends Form {}

    /// A string.
    record Text() implements Scalar {}

    /// A string that is a CEL expression.
    record Expression() implements Scalar {}

    /// A whole number.
    record Whole(boolean wide) implements Scalar {}

    /// True or false.
    record Truth() implements Scalar {}

    /// A duration as Go writes it.
    record Span() implements Scalar {}

    /// A quantity as Kubernetes writes it.
    record Amount() implements Scalar {}

    /// One of some words: the constants of an enum.
    record Choice(Class<?> type) implements Scalar {
        /// {@return the constants, in their order}
        public List<Enum<?>> constants() {
            return Arrays.stream(type.getEnumConstants())
                    .<Enum<?>>map(constant -> (Enum<?>) constant)
                    .toList();
        }

        /// {@return how they are written, in their order}
        public List<String> words() {
            return constants().stream().map(Words::kebab).toList();
        }
    }

    /// Any object, as it is.
    record Tree() implements Form {}

    /// Objects of the cluster, each in one of several ways.
    record Documents() implements Form {}

    /// A list.
    record Many(Form each) implements Form {}

    /// Values by name.
    record Named(Form each) implements Form {}

    /// The fields of a record.
    record Group(Class<?> type) implements Form {}

    /// See [dev.wavetank.scenarios.format.ByKind].
    record Kinds(Class<?> type) implements Form {}

    /// See [dev.wavetank.scenarios.format.ByField].
    record Alternatives(Class<?> type) implements Form {}

    /// {@return the form of the values of a component}
    static Form of(RecordComponent component) {
        return component.isAnnotationPresent(Cel.class)
                ? new Expression()
                : of(component.getGenericType());
    }

    private static Form of(Type type) {
        return switch (type) {
            case ParameterizedType generic -> of(generic);
            case Class<?> plain -> of(plain);
            default -> throw new IllegalArgumentException("no form for " + type);
        };
    }

    private static Form of(ParameterizedType type) {
        Type[] of = type.getActualTypeArguments();
        if (type.getRawType() == List.class) {
            return of[0] == Json.Obj.class ? new Documents() : new Many(of(of[0]));
        } else if (type.getRawType() == SortedMap.class && of[0] == String.class) {
            return new Named(of(of[1]));
        }
        throw new IllegalArgumentException("no form for " + type);
    }

    private static Form of(Class<?> type) {
        if (type == String.class) {
            return new Text();
        } else if (type == int.class || type == Integer.class) {
            return new Whole(false);
        } else if (type == long.class) {
            return new Whole(true);
        } else if (type == boolean.class) {
            return new Truth();
        } else if (type == Duration.class) {
            return new Span();
        } else if (type == Quantity.class) {
            return new Amount();
        } else if (type == Json.Obj.class) {
            return new Tree();
        } else if (type.isEnum()) {
            return new Choice(type);
        } else if (type.isRecord()) {
            return new Group(type);
        } else if (type.isAnnotationPresent(ByKind.class)) {
            return new Kinds(type);
        } else if (type.isAnnotationPresent(ByField.class)) {
            return new Alternatives(type);
        }
        throw new IllegalArgumentException("no form for " + type);
    }

    /// {@return what may be written, in words: `a duration such as 30s`}
    default String inWords() {
        return switch (this) {
            case Text _ -> "a string";
            case Expression _ -> "a CEL expression";
            case Whole _ -> "a whole number";
            case Truth _ -> "true or false";
            case Span _ -> "a duration such as 30s, 1m30s or 500ms";
            case Amount _ -> "a quantity such as 2, 500m or 8Gi";
            case Choice choice -> Words.or(choice.words());
            case Tree _ -> "an object";
            case Documents _, Many _ -> "a list";
            case Named _ -> "values by name";
            case Group group -> "the fields " + String.join(", ", Shape.of(group.type()).names());
            case Kinds kinds -> "a document of kind " + Words.or(Shape.names(kinds.type()));
            case Alternatives variants -> "one of " + Words.or(Shape.names(variants.type()));
        };
    }
}
