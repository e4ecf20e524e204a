package dev.wavetank.apiserver.decoding;

import dev.wavetank.cluster.model.Json;

import java.util.List;

/// A tree whose every field is of the type that the contract says.
///
/// @param tree without unknown fields and nulls, as Go's structs would hold it
/// @param unknown the paths of the fields that were dropped because the contract has none such
public record Typed(Json.Obj tree, List<String> unknown) {
    public Typed {
        unknown = List.copyOf(unknown);
    }
}
