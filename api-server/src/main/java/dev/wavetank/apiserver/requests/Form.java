package dev.wavetank.apiserver.requests;

import java.util.List;

/// In which form a client wants objects.
///
/// @param as the objects themselves, a table of them, or their metadata only
/// @param version of the table or metadata: `v1` or `v1beta1`
/// @param yaml whether as YAML; else as JSON
record Form(As as, String version, boolean yaml) {
    enum As {
        OBJECT,
        TABLE,
        METADATA
    }

    private static final Form JSON = new Form(As.OBJECT, "", false);

    /// {@return the first form in this `Accept` header that there is}
    static Form of(Request request) {
        String accept = request.header("accept");
        if (accept.isEmpty()) {
            return JSON;
        }
        for (var range : MediaRange.all(accept)) {
            var form = of(range);
            if (!form.isEmpty()) {
                return form.getFirst();
            }
        }
        throw new Rejection(
                Failure.of(
                        "NotAcceptable",
                        "only the following media types are accepted: application/json,"
                                + " application/yaml"));
    }

    private static List<Form> of(MediaRange range) {
        boolean yaml = range.type().equals("application/yaml");
        boolean json =
                range.type().equals("application/json")
                        || range.type().equals("*/*")
                        || range.type().equals("application/*");
        if (!json && !yaml) {
            return List.of();
        }
        String version = range.parameter("v");
        return switch (range.parameter("as")) {
            case "" -> List.of(new Form(As.OBJECT, "", yaml));
            case "Table" -> List.of(new Form(As.TABLE, version, yaml));
            case "PartialObjectMetadata", "PartialObjectMetadataList" ->
                    List.of(new Form(As.METADATA, version, yaml));
            default -> List.of();
        };
    }

    String contentType() {
        return yaml ? "application/yaml" : "application/json";
    }
}
