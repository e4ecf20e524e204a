package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.tables.TableWriter.Include;

import java.util.List;

/// In which form a client wants objects.
///
/// @param as the objects themselves, a table of them, or their metadata only
/// @param version of the table or metadata: `v1` or `v1beta1`
/// @param yaml whether as YAML; else as JSON
/// @param include what of each object stands in the rows of a table
record Form(As as, String version, boolean yaml, Include include) {
    enum As {
        OBJECT,
        TABLE,
        METADATA
    }

    private static final Form JSON = new Form(As.OBJECT, "", false, Include.METADATA);

    /// {@return the first form in the `Accept` header that there is}
    ///
    /// All that can be wrong with it is found here, before anything is done.
    static Form of(Request request) {
        String accept = request.header("accept");
        if (accept.isEmpty()) {
            return JSON;
        }
        for (var range : MediaRange.all(accept)) {
            var form = of(range);
            if (!form.isEmpty()) {
                return form.getFirst().including(request.parameter("includeObject"));
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
            case "" -> List.of(new Form(As.OBJECT, "", yaml, Include.METADATA));
            case "Table" -> List.of(new Form(As.TABLE, version, yaml, Include.METADATA));
            case "PartialObjectMetadata", "PartialObjectMetadataList" ->
                    List.of(new Form(As.METADATA, version, yaml, Include.METADATA));
            default -> List.of();
        };
    }

    private Form including(String asked) {
        if (as != As.TABLE) {
            return this;
        }
        var included =
                switch (asked) {
                    case "", "Metadata" -> Include.METADATA;
                    case "Object" -> Include.OBJECT;
                    case "None" -> Include.NOTHING;
                    default ->
                            throw new Rejection(
                                    Failure.badRequest(
                                            "unrecognized includeObject value: \"" + asked + "\""));
                };
        return new Form(as, version, yaml, included);
    }

    String contentType() {
        return yaml ? "application/yaml" : "application/json";
    }
}
