package dev.wavetank.scenarios.format;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a field of a scenario file means, for its JSON Schema, its reference page and error
/// messages. A component without it is no field.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Says {
    /// {@return one sentence for the author of a file, without its full stop}
    String value();

    /// {@return what holds when the field is absent, as it would be written; "" when it must be
    /// there, unless it may be null, is a list, a map or a boolean}
    String otherwise() default "";

    /// {@return its name in files, where it is not that of the component or record}
    String name() default "";
}
