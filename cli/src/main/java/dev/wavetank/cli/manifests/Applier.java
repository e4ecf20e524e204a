package dev.wavetank.cli.manifests;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.contract.Schema;
import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.Discovery;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.api.ResourceType;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cluster.model.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/// Client-side apply, as kubectl does it.
public final class Applier {
    private static final String MANAGER =
            ApiClient.query("fieldManager", "wavetank-apply", "fieldValidation", "Strict");

    private final ApiClient api;
    private final Discovery discovery;
    private final String namespace;
    private @Nullable Schema schema;

    /// @param namespace for objects that name none
    public Applier(ApiClient api, Discovery discovery, String namespace) {
        this.api = api;
        this.discovery = discovery;
        this.namespace = namespace;
    }

    /// What became of an object.
    public enum Result {
        CREATED,
        CONFIGURED,
        UNCHANGED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// An applied object.
    ///
    /// @param object as the server has it now
    public record Applied(ResourceType type, Json.Obj object, Result result) {
        /// {@return `deployment.apps/web created`}
        @Override
        public String toString() {
            return type.named(object.object("metadata").text("name")) + " " + result;
        }
    }

    /// {@return the type of a manifest; a failure when the server has none}
    public ResourceType type(Manifest manifest) {
        ResourceType type = discovery.find(manifest.apiVersion(), manifest.kind());
        if (type != null) {
            return type;
        }
        List<String> versions = discovery.versionsOf(manifest.kind());
        throw Failure.of(
                "%s: no matches for kind \"%s\" in version \"%s\""
                        .formatted(manifest.source(), manifest.kind(), manifest.apiVersion()),
                versions.isEmpty()
                        ? "correct the kind (it begins with a capital), or apply its definition"
                                + " first"
                        : "write apiVersion: " + String.join(" or ", versions));
    }

    /// {@return where the object of a manifest is}
    public String namespace(Manifest manifest) {
        return manifest.namespace().isEmpty() ? namespace : manifest.namespace();
    }

    /// Creates or changes the object of a manifest.
    public Applied apply(Manifest manifest) throws Refused {
        ResourceType type = type(manifest);
        String in = namespace(manifest);
        Json.Obj wanted = manifest.object();
        if (type.namespaced()) {
            wanted = wanted.with("metadata", wanted.object("metadata").with("namespace", in));
        }
        wanted = LastApplied.remember(wanted);
        String path = type.path(in, manifest.name());
        Json.Obj current;
        try {
            current = api.get(path);
        } catch (Refused refused) {
            if (!refused.notFound()) {
                throw refused;
            }
            return new Applied(type, api.post(type.path(in) + MANAGER, wanted), Result.CREATED);
        }
        return change(type, path, wanted, current);
    }

    private Applied change(ResourceType type, String path, Json.Obj wanted, Json.Obj current)
            throws Refused {
        Json.Obj original = LastApplied.of(current);
        Type known = schema().kind(type.group(), type.version(), type.kind());
        Json.Obj patch =
                known == null
                        ? ThreeWayMerge.plain(original, wanted, current)
                        : ThreeWayMerge.strategic(original, wanted, current, known, schema());
        if (patch.isEmpty()) {
            return new Applied(type, current, Result.UNCHANGED);
        }
        String as = known == null ? "merge-patch" : "strategic-merge-patch";
        Json.Obj changed = api.patch(path + MANAGER, "application/" + as + "+json", patch);
        return new Applied(type, changed, same(current, changed));
    }

    /// Two ways to write one amount are a patch, but no change.
    private static Result same(Json.Obj before, Json.Obj after) {
        return before.object("metadata")
                        .text("resourceVersion")
                        .equals(after.object("metadata").text("resourceVersion"))
                ? Result.UNCHANGED
                : Result.CONFIGURED;
    }

    private Schema schema() {
        Schema loaded = schema;
        if (loaded == null) {
            loaded = Contract.load().schema();
            schema = loaded;
        }
        return loaded;
    }
}
