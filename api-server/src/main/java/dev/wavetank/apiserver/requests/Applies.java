package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.contract.Served;
import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.apiserver.decoding.Duplicates;
import dev.wavetank.apiserver.managed.Owner;
import dev.wavetank.apiserver.managed.Ownership;
import dev.wavetank.apiserver.managed.Ownership.Applied;
import dev.wavetank.apiserver.managed.Ownership.Write;
import dev.wavetank.apiserver.managed.Scope;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.model.Yaml;
import dev.wavetank.cluster.world.World;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/// Reads the configs of server-side apply and merges them.
final class Applies {
    static final String TYPE = "application/apply-patch+yaml";

    private final Contract contract;
    private final World world;
    private final Ownership ownership;

    Applies(Contract contract, World world) {
        this.contract = contract;
        this.world = world;
        this.ownership = new Ownership(contract.schema());
    }

    /// {@return the config in the body of a request, in the version in which objects are stored}
    Json.Obj config(Call call) {
        Managers.checkApply(call.request());
        Served served = call.route().served();
        Json body = read(call.request());
        if (!(body instanceof Json.Obj config)) {
            throw new Rejection(
                    Failure.badRequest(
                            "error decoding YAML: a config is an object, found " + body));
        }
        for (String name : List.of("apiVersion", "kind")) {
            if (config.text(name).isEmpty()) {
                throw new Rejection(
                        Failure.badRequest("invalid object type: " + name + " must be set"));
            }
        }
        if (!config.text("apiVersion").equals(served.apiVersion())) {
            throw new Rejection(
                    Failure.badRequest(
                            "Incorrect version specified in apply patch. Specified patch version: "
                                    + config.text("apiVersion")
                                    + ", expected: "
                                    + served.apiVersion()));
        }
        if (!config.text("kind").equals(served.kindName())) {
            throw new Rejection(
                    Failure.badRequest(
                            config.text("kind") + " cannot be applied as a " + served.kindName()));
        }
        if (config.object("metadata").has("managedFields")) {
            throw new Rejection(Failure.badRequest("metadata.managedFields must be nil"));
        }
        check(config, served);
        return Versions.toStored(served, config);
    }

    private static Json read(Request request) {
        try {
            return Yaml.read(new String(request.body(), StandardCharsets.UTF_8));
        } catch (Malformed broken) {
            throw new Rejection(Failure.badRequest("error decoding YAML: " + broken.getMessage()));
        }
    }

    /// {@return what strict decoding has against a config and is no reason to refuse it}
    List<String> strict(Call call) {
        var found =
                Duplicates.inYaml(call.request().body()).stream()
                        .map(each -> "error converting YAML to JSON: " + each)
                        .toList();
        if (!found.isEmpty() && FieldValidation.of(call.request()) == FieldValidation.STRICT) {
            throw new Rejection(
                    Failure.badRequest("error strict decoding YAML: " + found.getFirst()));
        }
        return found;
    }

    /// Upstream answers this with 500; it is the client's mistake all the same.
    private void check(Json.Obj config, Served served) {
        var problems = ownership.problems(config, contract.type(served));
        if (!problems.isEmpty()) {
            Json.Obj meta = config.object("metadata");
            String namespace = meta.text("namespace");
            throw new Rejection(
                    Failure.badRequest(
                            "failed to create typed patch object ("
                                    + (namespace.isEmpty() ? "" : namespace + "/")
                                    + meta.text("name")
                                    + "; "
                                    + served.apiVersion()
                                    + ", Kind="
                                    + served.kindName()
                                    + "): "
                                    + (problems.size() == 1
                                            ? problems.getFirst()
                                            : "errors:\n  " + String.join("\n  ", problems))));
        }
    }

    /// {@return the object as a client wants it, in the version that it speaks}
    ///
    /// @param stored null when there is no such object yet
    Json.Obj merged(Call call, @Nullable Resource stored, Json.Obj config) {
        Served served = call.route().served();
        String subresource = call.route().subresource();
        var write =
                new Write(
                        Owner.applying(Managers.name(call.request()), subresource),
                        type(served.stored()),
                        scope(served, subresource),
                        world.now().wall().truncatedTo(ChronoUnit.SECONDS));
        boolean force = call.request().flag("force");
        return switch (ownership.apply(
                stored == null ? null : stored.tree(), config, write, force)) {
            case Applied.Merged(var tree) -> Versions.fromStored(served, tree);
            case Applied.Refused(var conflicts) ->
                    throw new Rejection(
                            new Failure(
                                    "Conflict",
                                    conflicts.message(),
                                    Failure.About.NOTHING,
                                    conflicts.causes(),
                                    0));
        };
    }

    private Type type(Kind<?> kind) {
        return Objects.requireNonNull(
                contract.schema().kind(kind.group(), kind.version(), kind.name()));
    }

    private static Scope scope(Served served, String subresource) {
        if (subresource.equals("status")) {
            return Scope.STATUS;
        }
        return served.subresources().containsKey("status") ? Scope.MAIN : Scope.ALL;
    }
}
