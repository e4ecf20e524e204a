package dev.wavetank.apiserver.protobuf;

import dev.wavetank.cluster.model.Malformed;

import java.util.Arrays;

/// What stands around every object that Kubernetes sends in protobuf: four magic bytes, then a
/// message `Unknown` that says what the bytes in it are.
///
/// @param apiVersion "" when the sender leaves it to the path
/// @param kind "" when the sender leaves it to the path
/// @param object the bytes of the object's own message
record Envelope(String apiVersion, String kind, byte[] object) {
    private static final byte[] MAGIC = {'k', '8', 's', 0};

    /// @throws Malformed when there is no envelope
    static Envelope read(byte[] body) {
        if (body.length < MAGIC.length
                || !Arrays.equals(body, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new Malformed(
                    "provided data does not appear to be a protobuf message, expected prefix [107"
                            + " 56 115 0]");
        }
        var envelope = new Envelope("", "", new byte[0]);
        var wire = new Wire(Arrays.copyOfRange(body, MAGIC.length, body.length));
        while (wire.next()) {
            envelope =
                    switch (wire.number()) {
                        case 1 -> envelope.named(wire.message("TypeMeta"));
                        case 2 ->
                                new Envelope(envelope.apiVersion, envelope.kind, wire.bytes("Raw"));
                        default -> envelope;
                    };
        }
        return envelope;
    }

    private Envelope named(Wire type) {
        String version = apiVersion;
        String name = kind;
        while (type.next()) {
            switch (type.number()) {
                case 1 -> version = type.text("APIVersion");
                case 2 -> name = type.text("Kind");
                default -> {}
            }
        }
        return new Envelope(version, name, object);
    }
}
