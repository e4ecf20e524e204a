package dev.wavetank.node;

/// Something to tell the user as an Event, in the kubelet's words.
///
/// @param type `Normal` or `Warning`
/// @param container the path of the container it is about, such as `spec.containers{web}`; "" for
///   the whole pod
record Told(String type, String reason, String message, String container) {
    static Told normal(String reason, String message, String container) {
        return new Told("Normal", reason, message, container);
    }

    static Told warning(String reason, String message, String container) {
        return new Told("Warning", reason, message, container);
    }
}
