package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.contract.Served;
import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.apiserver.decoding.Duplicates;
import dev.wavetank.apiserver.patches.JsonPatch;
import dev.wavetank.apiserver.patches.MergePatch;
import dev.wavetank.apiserver.patches.PatchFailure;
import dev.wavetank.apiserver.patches.StrategicPatch;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.state.Cause;

import java.util.List;

/// Reads patches and applies them.
final class Patches {
    private final Contract contract;

    Patches(Contract contract) {
        this.contract = contract;
    }

    enum Way {
        JSON,
        MERGE,
        STRATEGIC
    }

    /// {@return the patch in the body of a request}
    Patch read(Request request) {
        Managers.checkPatch(request);
        String type = MediaRange.of(request.header("content-type")).type();
        var way =
                switch (type) {
                    case "application/json-patch+json" -> Way.JSON;
                    case "application/merge-patch+json" -> Way.MERGE;
                    case "application/strategic-merge-patch+json" -> Way.STRATEGIC;
                    default -> throw new Rejection(unsupported());
                };
        try {
            Json body = JsonText.read(request.body());
            if (way == Way.JSON
                    && body instanceof Json.Arr operations
                    && operations.items().size() > JsonPatch.OPERATIONS_MAX) {
                throw new Rejection(
                        Failure.of(
                                "RequestEntityTooLarge",
                                "The allowed maximum operations in a JSON patch is "
                                        + JsonPatch.OPERATIONS_MAX
                                        + ", got "
                                        + operations.items().size()));
            }
            return new Patch(way, body, Duplicates.inJson(request.body()));
        } catch (Malformed broken) {
            throw new Rejection(Failure.badRequest("error decoding patch: " + broken.getMessage()));
        }
    }

    private static Failure unsupported() {
        return Failure.of(
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include:"
                        + " application/json-patch+json, application/merge-patch+json,"
                        + " application/strategic-merge-patch+json, application/apply-patch+yaml");
    }

    /// A patch, and what strict decoding has against it.
    final class Patch {
        private final Way way;
        private final Json body;
        private final List<String> strict;

        Patch(Way way, Json body, List<String> strict) {
            this.way = way;
            this.body = body;
            this.strict = strict;
        }

        List<String> strict() {
            return strict;
        }

        Json.Obj apply(Json.Obj tree, Served served) {
            return apply(tree, contract.type(served));
        }

        /// {@return the tree, patched; it stays what its kind says}
        Json.Obj apply(Json.Obj tree, Type type) {
            Json patched;
            try {
                patched =
                        switch (way) {
                            case JSON -> JsonPatch.apply(tree, body);
                            case MERGE -> MergePatch.apply(tree, object());
                            case STRATEGIC ->
                                    StrategicPatch.apply(tree, body, type, contract.schema());
                        };
            } catch (Malformed broken) {
                throw new Rejection(Failure.badRequest(broken));
            } catch (PatchFailure failed) {
                throw new Rejection(
                        new Failure(
                                "Invalid",
                                "the server rejected our request due to an error in our request: "
                                        + failed.getMessage(),
                                Failure.About.NOTHING,
                                List.of(
                                        new Cause(
                                                "UnexpectedServerResponse",
                                                "",
                                                String.valueOf(failed.getMessage()))),
                                0));
            }
            if (!(patched instanceof Json.Obj object)) {
                throw new Rejection(
                        Failure.badRequest("the patch leaves no object but " + patched));
            }
            for (String name : List.of("apiVersion", "kind")) {
                if (!object.text(name).equals(tree.text(name))) {
                    throw new Rejection(
                            Failure.badRequest(
                                    "a patch cannot change "
                                            + name
                                            + " from "
                                            + tree.get(name)
                                            + " to "
                                            + object.get(name)));
                }
            }
            return object;
        }

        private Json object() {
            if (!(body instanceof Json.Obj)) {
                throw new Malformed("a merge patch is an object, found " + body);
            }
            return body;
        }
    }
}
