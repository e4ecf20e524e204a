package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.cluster.model.Json;

/// Answers what a user may ask about itself. Nothing of it is kept.
final class Reviews {
    private Reviews() {}

    static Response answer(Call call, Contract contract) {
        var served = call.route().served();
        Json.Obj body = Bodies.object(call.request(), contract.type(served), contract);
        Json.Obj status =
                switch (served.plural()) {
                    case "selfsubjectreviews" ->
                            Json.Obj.of("userInfo", user(call.request().user()));
                    // Whoever is known may do everything as long as there is no RBAC.
                    case "selfsubjectaccessreviews" ->
                            Json.Obj.of("allowed", new Json.Bool(true))
                                    .with("reason", "every known user may do everything");
                    default -> throw new Rejection(Failure.noSuchPath());
                };
        return Answers.json(
                201,
                body.with("apiVersion", served.apiVersion())
                        .with("kind", served.kindName())
                        .with("metadata", body.object("metadata"))
                        .with("status", status));
    }

    private static Json.Obj user(User user) {
        return Json.Obj.of("username", new Json.Text(user.name()))
                .with(
                        "groups",
                        new Json.Arr(user.groups().stream().<Json>map(Json.Text::new).toList()));
    }
}
