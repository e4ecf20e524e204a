package dev.wavetank.scenarios.format;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A sealed interface whose values are written as documents: `kind` is the name of the record, and
/// `spec` has its fields.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ByKind {}
