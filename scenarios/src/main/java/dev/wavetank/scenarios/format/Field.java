package dev.wavetank.scenarios.format;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;

/// A field of a file.
///
/// @param says what it means
/// @param otherwise what holds when it is absent, as it would be written; "" for nothing
/// @param nullable whether it may be absent and then is null
public record Field(String name, Form form, String says, String otherwise, boolean nullable) {
    static @Nullable Field of(RecordComponent component) {
        Says says = component.getAnnotation(Says.class);
        return says == null
                ? null
                : new Field(
                        says.name().isEmpty() ? component.getName() : says.name(),
                        Form.of(component),
                        says.value(),
                        says.otherwise(),
                        component.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }

    /// {@return whether it must be there}
    public boolean needed() {
        return !nullable
                && otherwise.isEmpty()
                && switch (form) {
                    case Form.Many _, Form.Named _, Form.Documents _, Form.Truth _ -> false;
                    case Form.Scalar _,
                            Form.Tree _,
                            Form.Group _,
                            Form.Kinds _,
                            Form.Alternatives _ ->
                            true;
                };
    }
}
