package dev.wavetank.cluster.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// How a record component travels, where it differs from what [Shape] does by itself.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Wire {
    /// The JSON name, where Java's differs (`metadata` for `meta`).
    String value() default "";

    /// Written even when zero, false or empty: Go fields without `omitempty`.
    boolean always() default false;

    /// A `long` written as a string, as `resourceVersion` is.
    boolean text() default false;
}
