package dev.wavetank.scenarios.format;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Quantity;

import org.jspecify.annotations.Nullable;

/// Words, numbers and texts of a file.
final class Scalars {
    private Scalars() {}

    /// {@return the value; null when this is none of this form}
    static @Nullable Object read(Form.Scalar form, Json json) {
        String text = json instanceof Json.Text it ? it.value() : null;
        return switch (form) {
            case Form.Text _, Form.Expression _ -> text;
            case Form.Whole whole -> whole(json, whole.wide());
            case Form.Truth _ -> json instanceof Json.Bool it ? it.value() : null;
            case Form.Span _ -> text == null ? null : Spans.read(text);
            case Form.Amount _ -> amount(json);
            case Form.Choice choice -> choice(text, choice);
        };
    }

    private static @Nullable Object whole(Json json, boolean wide) {
        Long value = json instanceof Json.Num number ? number.whole() : null;
        if (value == null || wide) {
            return value;
        }
        return value == value.intValue() ? (Object) value.intValue() : null;
    }

    private static @Nullable Quantity amount(Json json) {
        try {
            return switch (json) {
                case Json.Text text -> Quantity.of(text.value());
                case Json.Num number -> Quantity.of(number.literal());
                case Json.Null _, Json.Bool _, Json.Arr _, Json.Obj _ -> null;
            };
        } catch (Malformed notAQuantity) {
            return null;
        }
    }

    private static @Nullable Object choice(@Nullable String text, Form.Choice choice) {
        for (var constant : choice.constants()) {
            if (Words.kebab(constant).equals(text)) {
                return constant;
            }
        }
        return null;
    }
}
