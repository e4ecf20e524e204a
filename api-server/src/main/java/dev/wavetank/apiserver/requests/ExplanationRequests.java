package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.core.ApiServerCore;
import dev.wavetank.apiserver.core.Explanations.Explanation;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Timestamps;
import dev.wavetank.cluster.state.RemoteSession;

import java.util.ArrayList;

/// Answers GET of the reasons recorded about an object, by its uid, and takes reasons in by POST.
final class ExplanationRequests {
    private final ApiServerCore core;

    ExplanationRequests(ApiServerCore core) {
        this.core = core;
    }

    Response answer(Request request) {
        return switch (request.method()) {
            case "GET" -> about(request.parameter("uid"));
            case "POST" -> {
                try {
                    core.explanations()
                            .add(RemoteSession.reasons(request.body()), core.world().now().wall());
                } catch (Malformed broken) {
                    throw new Rejection(Failure.badRequest(broken));
                }
                yield Answers.success(201, Failure.About.NOTHING);
            }
            default -> throw new Rejection(RestApi.methodNotAllowed());
        };
    }

    private Response about(String uid) {
        if (uid.isEmpty()) {
            throw new Rejection(
                    Failure.badRequest("uid: the uid of the object in question is needed"));
        }
        var items = new ArrayList<Json>();
        for (var explanation : core.explanations().about(uid)) {
            items.add(json(explanation));
        }
        return Answers.json(
                200,
                Json.Obj.builder()
                        .put("apiVersion", "wavetank.dev/v1alpha1")
                        .put("items", new Json.Arr(items))
                        .put("kind", "ExplanationList")
                        .put("metadata", Json.Obj.EMPTY)
                        // The clock that the items' times are of; it may run faster than the
                        // reader's.
                        .put("now", Timestamps.micros(core.world().now().wall()))
                        .build());
    }

    private static Json.Obj json(Explanation explanation) {
        var reason = explanation.reason();
        var object = reason.object();
        return Json.Obj.builder()
                .put("component", reason.component())
                .put("count", explanation.count())
                .put("decision", reason.decision())
                .put(
                        "details",
                        new Json.Arr(reason.details().stream().<Json>map(Json.Text::new).toList()))
                .put("first", Timestamps.micros(explanation.first()))
                .put("last", Timestamps.micros(explanation.last()))
                .put(
                        "object",
                        Json.Obj.builder()
                                .put("apiVersion", object.kind().apiVersion())
                                .put("kind", object.kind().name())
                                .put("name", object.name())
                                .put("namespace", object.namespace())
                                .put("uid", reason.uid())
                                .build())
                .build();
    }
}
