package dev.wavetank.scenarios.format;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A sealed interface whose values are fields of the record that holds one: exactly one of the
/// records' names, beside the other fields. A record of one component is written as its value.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ByField {}
