package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.contract.Served;
import dev.wavetank.apiserver.decoding.TypeCheck;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.state.Cause;

import java.util.ArrayList;
import java.util.List;

/// Answers who somebody is and what somebody may do. Nothing of it is kept.
///
/// There is no RBAC: whoever is known may do everything, and who is not may only see versions and
/// health. Every answer says so in its reason.
final class Reviews {
    private static final String REASON =
            "every known user may do everything: this cluster has no RBAC";

    private static final String SPEC = "spec";
    private static final String RESOURCE = "resourceAttributes";
    private static final String PATH = "nonResourceAttributes";

    private final Contract contract;
    private final AccountUsers accounts;

    Reviews(Contract contract, AccountUsers accounts) {
        this.contract = contract;
        this.accounts = accounts;
    }

    Response answer(Call call) {
        var served = call.route().served();
        Json.Obj review = review(call);
        Json.Obj spec = review.object(SPEC);
        Json.Obj status =
                switch (served.plural()) {
                    case "selfsubjectreviews" ->
                            Json.Obj.of("userInfo", call.request().user().json());
                    case "tokenreviews" -> accounts.review(spec);
                    case "selfsubjectrulesreviews" -> rules(spec);
                    case "selfsubjectaccessreviews" -> {
                        check(served, aboutOne(spec));
                        yield access(spec, known(call.request().user()));
                    }
                    case "subjectaccessreviews" -> {
                        check(served, subject(spec));
                        yield access(spec, known(spec));
                    }
                    case "localsubjectaccessreviews" -> {
                        check(served, local(spec, call.route().namespace()));
                        yield access(spec, known(spec));
                    }
                    default -> throw new Rejection(Failure.noSuchPath());
                };
        return Answers.json(
                201, review.with("metadata", review.object("metadata")).with("status", status));
    }

    private Json.Obj review(Call call) {
        var served = call.route().served();
        var type = contract.type(served);
        Json.Obj body =
                Preparation.identified(Bodies.object(call.request(), type, contract), served);
        try {
            return TypeCheck.read(body, type, contract.schema()).tree();
        } catch (Malformed wrong) {
            throw new Rejection(Preparation.unreadable(served, String.valueOf(wrong.getMessage())));
        }
    }

    private static boolean known(User user) {
        return !user.groups().contains("system:unauthenticated");
    }

    private static boolean known(Json.Obj spec) {
        return !spec.text("user").equals(User.ANONYMOUS.name())
                && !spec.array("groups").contains(new Json.Text("system:unauthenticated"));
    }

    private static Json.Obj access(Json.Obj spec, boolean known) {
        String path = spec.object(PATH).text("path");
        boolean allowed = known || (!path.isEmpty() && ServerDocuments.open(path));
        return Json.Obj.of("allowed", new Json.Bool(allowed)).with("reason", REASON);
    }

    private static Json.Obj rules(Json.Obj spec) {
        if (spec.text("namespace").isEmpty()) {
            throw new Rejection(Failure.badRequest("no namespace on request"));
        }
        var any = new Json.Arr(List.of(new Json.Text("*")));
        var resources = Json.Obj.of("apiGroups", any).with("resources", any).with("verbs", any);
        var paths = Json.Obj.of("nonResourceURLs", any).with("verbs", any);
        return Json.Obj.of("incomplete", new Json.Bool(false))
                .with("nonResourceRules", new Json.Arr(List.of(paths)))
                .with("resourceRules", new Json.Arr(List.of(resources)));
    }

    private static List<Cause> aboutOne(Json.Obj spec) {
        if (spec.has(RESOURCE) && spec.has(PATH)) {
            return List.of(
                    invalid(
                            PATH,
                            spec.object(PATH),
                            "cannot be specified in combination with resourceAttributes"));
        } else if (!spec.has(RESOURCE) && !spec.has(PATH)) {
            return List.of(
                    invalid(
                            RESOURCE,
                            Json.NULL,
                            "exactly one of nonResourceAttributes or resourceAttributes must be"
                                    + " specified"));
        }
        return List.of();
    }

    private static List<Cause> subject(Json.Obj spec) {
        var causes = new ArrayList<>(aboutOne(spec));
        if (spec.text("user").isEmpty() && spec.array("groups").isEmpty()) {
            causes.add(
                    invalid(
                            "user",
                            new Json.Text(""),
                            "at least one of user or group must be specified"));
        }
        return causes;
    }

    private static List<Cause> local(Json.Obj spec, String namespace) {
        var causes = new ArrayList<>(subject(spec));
        String asked = spec.object(RESOURCE).text("namespace");
        if (!asked.equals(namespace)) {
            causes.add(
                    invalid(
                            RESOURCE + ".namespace",
                            new Json.Text(asked),
                            "must match metadata.namespace"));
        }
        if (spec.has(PATH)) {
            causes.add(invalid(PATH, spec.object(PATH), "disallowed on this kind of request"));
        }
        return causes;
    }

    private static Cause invalid(String field, Json value, String why) {
        return new Cause(
                "FieldValueInvalid", SPEC + "." + field, "Invalid value: " + value + ": " + why);
    }

    private static void check(Served served, List<Cause> causes) {
        if (!causes.isEmpty()) {
            throw new Rejection(
                    Failure.invalid(
                            new Failure.About(served.group(), served.kindName(), "", ""), causes));
        }
    }
}
