package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.contract.Served;
import dev.wavetank.apiserver.decoding.Defaults;
import dev.wavetank.apiserver.decoding.MetaCheck;
import dev.wavetank.apiserver.decoding.TypeCheck;
import dev.wavetank.apiserver.kinds.Behaviours;
import dev.wavetank.apiserver.kinds.EventRules;
import dev.wavetank.apiserver.kinds.Problems;
import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Cause;

import java.util.ArrayList;
import java.util.List;

/// The first of a write's two steps, which needs only the object: decode, check, fill in.
final class Preparation {
    private final Contract contract;
    private final Defaults defaults;

    Preparation(Contract contract) {
        this.contract = contract;
        this.defaults = new Defaults(contract.schema());
    }

    /// {@return the object in the body of a request}
    Prepared body(Call call) {
        Served served = call.route().served();
        Json.Obj tree = Bodies.object(call.request(), contract.type(served), contract);
        return tree(call, identified(tree, served), new ArrayList<>(Bodies.strict(call.request())));
    }

    /// {@return the object with this tree}
    ///
    /// @param strict what strict decoding has against it already
    Prepared tree(Call call, Json.Obj tree, List<String> strict) {
        Served served = call.route().served();
        Json.Obj typed;
        try {
            var read = TypeCheck.read(tree, contract.type(served), contract.schema());
            typed = read.tree();
            for (String unknown : read.unknown()) {
                strict.add("unknown field \"" + unknown + "\"");
            }
        } catch (Malformed wrong) {
            throw new Rejection(unreadable(served, String.valueOf(wrong.getMessage())));
        }
        var warnings =
                FieldValidation.of(call.request())
                        .apply(
                                strict,
                                why ->
                                        call.request().method().equals("PATCH")
                                                ? strictPatch(tree, why)
                                                : unreadable(served, why));
        Json.Obj filled = defaults.fill(typed, contract.type(served));
        Json.Obj stored =
                Behaviours.of(served.stored()).defaults(Versions.toStored(served, filled));
        Resource object = checked(placed(read(served, stored), call.route()));
        if (object instanceof Event event
                && !served.asStored()
                && call.request().method().equals("POST")) {
            var problems = new Problems();
            EventRules.created(event, problems);
            throwAny(object, problems);
        }
        return new Prepared(object, warnings);
    }

    private static Resource read(Served served, Json.Obj stored) {
        Json.Obj meta = stored.object("metadata");
        Json version = meta.get("resourceVersion");
        if (version instanceof Json.Text(var text)
                && !text.isEmpty()
                && !text.matches("[0-9]{1,18}")) {
            throw new Rejection(
                    Failure.invalid(
                            new Failure.About(
                                    served.group(), served.kindName(), meta.text("name"), ""),
                            List.of(
                                    new Cause(
                                            "FieldValueInvalid",
                                            "metadata.resourceVersion",
                                            "Invalid value: "
                                                    + version
                                                    + ": must be a whole number in a string"))));
        }
        try {
            return served.stored().read(stored);
        } catch (Malformed wrong) {
            throw new Rejection(unreadable(served, String.valueOf(wrong.getMessage())));
        }
    }

    /// What a body calls itself must be what its path calls it; it need not call itself anything.
    static Json.Obj identified(Json.Obj tree, Served served) {
        String kind = tree.text("kind");
        String version = tree.text("apiVersion");
        if (!kind.isEmpty() && !kind.equals(served.kindName())) {
            throw new Rejection(
                    Failure.badRequest(
                            kind
                                    + " in version \""
                                    + (version.isEmpty()
                                            ? served.version()
                                            : version.substring(version.indexOf('/') + 1))
                                    + "\" cannot be handled as a "
                                    + served.kindName()
                                    + ": the path "
                                    + served.resource()
                                    + " takes objects of kind "
                                    + served.kindName()));
        }
        if (!version.isEmpty() && !version.equals(served.apiVersion())) {
            throw new Rejection(
                    Failure.badRequest(
                            "the API version in the data ("
                                    + version
                                    + ") does not match the expected API version ("
                                    + served.apiVersion()
                                    + ")"));
        }
        return tree.with("apiVersion", served.apiVersion()).with("kind", served.kindName());
    }

    static Failure unreadable(Served served, String why) {
        return Failure.badRequest(
                served.kindName()
                        + " in version \""
                        + served.version()
                        + "\" cannot be handled as a "
                        + served.kindName()
                        + ": "
                        + why);
    }

    private static Resource placed(Resource object, Route route) {
        var meta = object.meta();
        if (!route.name().isEmpty() && !meta.name().equals(route.name())) {
            throw new Rejection(
                    Failure.badRequest(
                            "the name of the object ("
                                    + meta.name()
                                    + ") does not match the name on the URL ("
                                    + route.name()
                                    + ")"));
        }
        if (!route.served().namespaced()) {
            return object.withMeta(meta.withNamespace(""));
        }
        if (!meta.namespace().isEmpty() && !meta.namespace().equals(route.namespace())) {
            throw new Rejection(
                    Failure.badRequest(
                            "the namespace of the provided object does not match the namespace sent"
                                    + " on the request"));
        }
        return object.withMeta(meta.withNamespace(route.namespace()));
    }

    /// The writer examines all but the metadata; both are told together when the metadata is wrong.
    private static Resource checked(Resource object) {
        var problems = new Problems();
        MetaCheck.check(object.meta(), object.kind(), problems);
        if (problems.causes().isEmpty()) {
            return object;
        }
        Behaviours.of(object).validate(object, problems);
        throwAny(object, problems);
        return object;
    }

    private static void throwAny(Resource object, Problems problems) {
        if (problems.causes().isEmpty()) {
            return;
        }
        throw new Rejection(
                Failure.invalid(
                        new Failure.About(
                                object.kind().group(),
                                object.kind().name(),
                                object.meta().name(),
                                ""),
                        problems.causes()));
    }

    /// {@return what a patch made, in upstream's shape of a complaint about it}
    static Failure strictPatch(Json.Obj tree, String why) {
        return Failure.invalid(
                Failure.About.NOTHING,
                List.of(
                        new Cause(
                                "FieldValueInvalid",
                                "patch",
                                "Invalid value: "
                                        + new Json.Text(JsonText.write(tree))
                                        + ": "
                                        + why)));
    }
}
