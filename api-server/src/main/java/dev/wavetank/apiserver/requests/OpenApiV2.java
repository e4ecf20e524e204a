package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.contract.Contract;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Answers GET of `/openapi/v2`: the whole API in one document, as JSON and as the protobuf that Go
/// clients ask for and, older ones, cannot do without.
final class OpenApiV2 {
    private static final String PROTOBUF =
            "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    /// How clients before Kubernetes 1.23 call the same.
    private static final String PROTOBUF_OLD =
            "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";

    private final Contract contract;

    /// By media type; made when first asked for.
    private final SortedMap<String, String> tags = new TreeMap<>();

    OpenApiV2(Contract contract) {
        this.contract = contract;
    }

    Response answer(Request request) {
        String type = type(request.header("accept"));
        byte[] document = contract.openApiV2(type.equals(PROTOBUF));
        String tag = tags.computeIfAbsent(type, _ -> tag(document));
        boolean known = request.header("if-none-match").equals(tag);
        Response response = Answers.bytes(known ? 304 : 200, type, known ? new byte[0] : document);
        return Answers.with(Answers.with(response, "etag", tag), "vary", "Accept");
    }

    private static String type(String accept) {
        if (accept.isEmpty()) {
            return "application/json";
        }
        for (var range : MediaRange.all(accept)) {
            switch (range.type()) {
                case PROTOBUF, PROTOBUF_OLD -> {
                    return PROTOBUF;
                }
                case "application/json", "application/*", "*/*" -> {
                    return "application/json";
                }
                default -> {}
            }
        }
        throw new Rejection(
                Failure.of(
                        "NotAcceptable",
                        "only the following media types are accepted: "
                                + String.join(", ", List.of("application/json", PROTOBUF))));
    }

    private static String tag(byte[] document) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(document);
            return '"' + HexFormat.of().withUpperCase().formatHex(digest) + '"';
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
