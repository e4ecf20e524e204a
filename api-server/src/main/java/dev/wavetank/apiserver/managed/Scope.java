package dev.wavetank.apiserver.managed;

/// Which part of an object a write can change: nobody comes to own what stays as it is.
public enum Scope {
    /// An object of a kind without a status of its own.
    ALL,
    /// All but the status, which a write to the object itself keeps.
    MAIN,
    /// The status only.
    STATUS;

    private static final String FIELD = Steps.field("status");

    FieldSet of(FieldSet fields) {
        return switch (this) {
            case ALL -> fields;
            case MAIN -> fields.restricted(FIELD, false);
            case STATUS -> fields.restricted(FIELD, true);
        };
    }
}
