package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.apiserver.decoding.TypeCheck;
import dev.wavetank.apiserver.decoding.Typed;
import dev.wavetank.apiserver.requests.Writing.Wish;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.LabelRequirement;
import dev.wavetank.cluster.model.LabelSelector;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.model.Shape;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Cause;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Answers GET, PUT and PATCH of `/scale`: how many replicas, whatever the kind calls the rest.
final class Scales {
    private static final String TYPE = "io.k8s.api.autoscaling.v1.Scale";

    private final Contract contract;
    private final Reads reads;
    private final Writing writing;
    private final Patches patches;

    Scales(Contract contract, Reads reads, Writing writing) {
        this.contract = contract;
        this.reads = reads;
        this.writing = writing;
        this.patches = new Patches(contract);
    }

    Response get(Call call) {
        return Answers.json(200, scale(reads.stored(call.route())));
    }

    void update(Call call) {
        var body = Bodies.object(call.request(), contract.schema().type(TYPE), contract);
        change(call, Bodies.strict(call.request()), _ -> body);
    }

    void patch(Call call) {
        var patch = patches.read(call.request());
        Type type = contract.schema().type(TYPE);
        change(call, patch.strict(), scale -> patch.apply(scale, type));
    }

    /// @param strict what strict decoding has against the body already
    private void change(Call call, List<String> strict, Function<Json.Obj, Json.Obj> change) {
        boolean dryRun = call.dryRun();
        writing.retry(
                call,
                stored -> {
                    Json.Obj wanted = change.apply(scale(stored));
                    var read = typed(wanted);
                    Json.Obj scale = read.tree();
                    String version = scale.object("metadata").text("resourceVersion");
                    long seen = stored.meta().resourceVersion();
                    if (!version.isEmpty() && ListOptions.version(version) != seen) {
                        throw new Rejection(
                                Failure.conflict(
                                        call.route(),
                                        "the object has been modified; please apply your changes to"
                                                + " the latest version and try again"));
                    }
                    Json.Obj tree = stored.tree();
                    Resource scaled =
                            stored.kind()
                                    .read(
                                            tree.with(
                                                    "spec",
                                                    tree.object("spec")
                                                            .with(
                                                                    "replicas",
                                                                    replicas(call, scale))));
                    var prepared =
                            new Prepared(scaled, warnings(call, wanted, read.unknown(), strict));
                    return new Wish(
                            new Action.Update(scaled, call.expectations().expects()),
                            dryRun,
                            done -> prepared.warned(Answers.json(200, scale(done.object()))));
                });
    }

    private Typed typed(Json.Obj scale) {
        try {
            return TypeCheck.read(scale, contract.schema().type(TYPE), contract.schema());
        } catch (Malformed wrong) {
            throw new Rejection(unreadable(String.valueOf(wrong.getMessage())));
        }
    }

    private static Failure unreadable(String why) {
        return Failure.badRequest("Scale in version \"v1\" cannot be handled as a Scale: " + why);
    }

    private static List<String> warnings(
            Call call, Json.Obj scale, List<String> unknown, List<String> strict) {
        var found = new ArrayList<>(strict);
        for (String each : unknown) {
            found.add("unknown field \"" + each + "\"");
        }
        return FieldValidation.of(call.request())
                .apply(
                        found,
                        why ->
                                call.request().method().equals("PATCH")
                                        ? Preparation.strictPatch(scale, why)
                                        : unreadable(why));
    }

    private static Json replicas(Call call, Json.Obj scale) {
        Json replicas = scale.object("spec").get("replicas");
        if (replicas == null) {
            return Json.Num.of(0);
        }
        if (((Json.Num) replicas).literal().startsWith("-")) {
            throw new Rejection(
                    Failure.invalid(
                            new Failure.About("autoscaling", "Scale", call.route().name(), ""),
                            List.of(
                                    new Cause(
                                            "FieldValueInvalid",
                                            "spec.replicas",
                                            "Invalid value: "
                                                    + replicas
                                                    + ": must be greater than or equal to 0"))));
        }
        return replicas;
    }

    private static Json.Obj scale(Resource object) {
        Json.Obj tree = object.tree();
        Json.Obj meta = tree.object("metadata");
        var named = Json.Obj.builder();
        for (String field :
                List.of("creationTimestamp", "name", "namespace", "resourceVersion", "uid")) {
            Json value = meta.get(field);
            if (value != null) {
                named.put(field, value);
            }
        }
        var status = Json.Obj.builder().put("replicas", number(tree.object("status")));
        String selector = selector(tree.object("spec").object("selector"));
        if (!selector.isEmpty()) {
            status.put("selector", selector);
        }
        return Json.Obj.builder()
                .put("apiVersion", "autoscaling/v1")
                .put("kind", "Scale")
                .put("metadata", named.build())
                .put("spec", Json.Obj.of("replicas", number(tree.object("spec"))))
                .put("status", status.build())
                .build();
    }

    private static Json number(Json.Obj part) {
        Json replicas = part.get("replicas");
        return replicas == null ? Json.Num.of(0) : replicas;
    }

    /// The selector as text. A ReplicationController's is a plain map.
    private static String selector(Json.Obj json) {
        boolean plain = !json.has("matchLabels") && !json.has("matchExpressions");
        LabelSelector selector =
                Shape.of(LabelSelector.class)
                        .read(plain ? Json.Obj.of("matchLabels", json) : json, "selector");
        var parts = new ArrayList<String>();
        selector.matchLabels().forEach((key, value) -> parts.add(key + "=" + value));
        for (LabelRequirement each : selector.matchExpressions()) {
            String values = "(" + String.join(",", each.values()) + ")";
            parts.add(
                    switch (each.operator()) {
                        case "In" -> each.key() + " in " + values;
                        case "NotIn" -> each.key() + " notin " + values;
                        case "DoesNotExist" -> "!" + each.key();
                        default -> each.key();
                    });
        }
        parts.sort(null);
        return String.join(",", parts);
    }
}
