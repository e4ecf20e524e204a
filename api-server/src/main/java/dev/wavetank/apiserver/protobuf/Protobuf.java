package dev.wavetank.apiserver.protobuf;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;

/// Reads the bodies that clients send in protobuf.
public final class Protobuf {
    /// The media type of such a body.
    public static final String MEDIA_TYPE = "application/vnd.kubernetes.protobuf";

    private Protobuf() {}

    /// {@return the object in this body, as a client that sends JSON would have sent it}
    ///
    /// @param expected its type unless the body says that it is of another kind; whether its
    ///   version is the right one is not examined here
    /// @throws Malformed when the body is no such object
    public static Json.Obj read(byte[] body, Type expected, Contract contract) {
        var envelope = Envelope.read(body);
        var type = expected;
        if (!envelope.kind().isEmpty() && !envelope.kind().equals(expected.simpleName())) {
            String version = envelope.apiVersion();
            int slash = version.indexOf('/');
            type =
                    contract.schema()
                            .kind(
                                    slash < 0 ? "" : version.substring(0, slash),
                                    version.substring(slash + 1),
                                    envelope.kind());
            if (type == null) {
                throw new Malformed(
                        "no kind \""
                                + envelope.kind()
                                + "\" is registered for version \""
                                + version
                                + "\"");
            }
        }
        var tree =
                new MessageReader(contract.schema(), Messages.load())
                        .object(new Wire(envelope.object()), type);
        if (!envelope.apiVersion().isEmpty()) {
            tree = tree.with("apiVersion", envelope.apiVersion());
        }
        return envelope.kind().isEmpty() ? tree : tree.with("kind", envelope.kind());
    }
}
