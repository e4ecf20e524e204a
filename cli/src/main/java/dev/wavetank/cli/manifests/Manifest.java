package dev.wavetank.cli.manifests;

import dev.wavetank.cluster.model.Json;

/// One object in a file.
///
/// @param source the file, and which document of it when it has several: `shop.yaml, document 2`
/// @param object with `apiVersion`, `kind` and a name
public record Manifest(String source, Json.Obj object) {
    public String apiVersion() {
        return object.text("apiVersion");
    }

    public String kind() {
        return object.text("kind");
    }

    public String name() {
        return object.object("metadata").text("name");
    }

    /// {@return the namespace that is written in it; "" for none}
    public String namespace() {
        return object.object("metadata").text("namespace");
    }
}
