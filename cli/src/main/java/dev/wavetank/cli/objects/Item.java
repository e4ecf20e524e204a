package dev.wavetank.cli.objects;

import dev.wavetank.cli.api.ResourceType;
import dev.wavetank.cluster.model.Json;

/// An object that a command is about, as the server had it.
public record Item(ResourceType type, Json.Obj json) {
    public Json.Obj meta() {
        return json.object("metadata");
    }

    public Json.Obj spec() {
        return json.object("spec");
    }

    public Json.Obj status() {
        return json.object("status");
    }

    public String name() {
        return meta().text("name");
    }

    /// {@return its namespace; "" when its type has none}
    public String namespace() {
        return meta().text("namespace");
    }

    public String uid() {
        return meta().text("uid");
    }

    /// {@return where the server has it}
    public String path() {
        return type.path(namespace(), name());
    }

    /// {@return `deployment.apps/web`}
    public String named() {
        return type.named(name());
    }
}
