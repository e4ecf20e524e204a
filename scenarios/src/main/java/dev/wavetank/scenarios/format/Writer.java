package dev.wavetank.scenarios.format;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.model.Yaml;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/// Writes values of records by their [Form], so that a [Reader] reads them back. What would hold
/// anyway is left out; equal values are written alike.
public final class Writer {
    private Writer() {}

    /// {@return the value as it stands in a file}
    public static Json write(Form form, Object value) {
        return switch (form) {
            case Form.Scalar _ -> scalar(value);
            case Form.Tree _ -> (Json.Obj) value;
            case Form.Documents _ -> list(new Form.Tree(), (List<?>) value);
            case Form.Many many -> list(many.each(), (List<?>) value);
            case Form.Named named -> named(named.each(), (SortedMap<?, ?>) value);
            case Form.Group _ -> group(value);
            case Form.Kinds _ ->
                    Json.Obj.of("kind", new Json.Text(value.getClass().getSimpleName()))
                            .with("spec", group(value));
            case Form.Alternatives _ -> throw new IllegalArgumentException("these are fields");
        };
    }

    private static Json scalar(Object value) {
        return switch (value) {
            case String text -> new Json.Text(text);
            case Integer number -> Json.Num.of(number);
            case Long number -> Json.Num.of(number);
            case Boolean truth -> new Json.Bool(truth);
            case Duration span -> new Json.Text(Spans.write(span));
            case Quantity amount -> new Json.Text(amount.text());
            case Enum<?> constant -> new Json.Text(Words.kebab(constant));
            default -> throw new IllegalArgumentException("no word, number or text: " + value);
        };
    }

    private static Json list(Form each, List<?> values) {
        return new Json.Arr(values.stream().map(value -> write(each, value)).toList());
    }

    private static Json named(Form each, SortedMap<?, ?> values) {
        var object = Json.Obj.builder();
        values.forEach((name, value) -> object.put((String) name, write(each, value)));
        return object.build();
    }

    /// {@return the fields of a record}
    public static Json.Obj group(Object record) {
        var object = Json.Obj.builder();
        for (var part : Shape.of(record.getClass()).components()) {
            Object value = Shape.get(part.component(), record);
            if (value != null && part.form() instanceof Form.Alternatives alternatives) {
                alternative(alternatives, value, object);
            } else if (value != null && part.field() != null && !holdsAnyway(part.field(), value)) {
                object.put(part.field().name(), write(part.form(), value));
            }
        }
        return object.build();
    }

    private static void alternative(Form.Alternatives form, Object value, Json.Obj.Builder object) {
        var variant = Shape.variant(value.getClass(), form);
        Object content =
                variant.direct()
                        ? Shape.get(value.getClass().getRecordComponents()[0], value)
                        : value;
        if (content != null) {
            object.put(variant.name(), write(variant.form(), content));
        }
    }

    private static boolean holdsAnyway(Field field, Object value) {
        return switch (field.form()) {
            case Form.Truth _ -> value.equals(false);
            case Form.Scalar scalar -> value.equals(otherwise(scalar, field));
            case Form.Documents _, Form.Many _ -> ((List<?>) value).isEmpty();
            case Form.Named _ -> ((SortedMap<?, ?>) value).isEmpty();
            case Form.Tree _, Form.Group _, Form.Kinds _, Form.Alternatives _ ->
                    !field.otherwise().isEmpty()
                            && write(field.form(), value).equals(Yaml.read(field.otherwise()));
        };
    }

    private static @Nullable Object otherwise(Form.Scalar form, Field field) {
        return field.otherwise().isEmpty()
                ? null
                : Scalars.read(form, Yaml.read(field.otherwise()));
    }
}
