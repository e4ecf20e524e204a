package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.requests.Writing.Wish;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Cause;

import java.util.List;

/// Answers POST of `pods/x/binding`, and of `bindings`, which older schedulers use.
final class Bindings {
    private static final String TYPE = "io.k8s.api.core.v1.Binding";

    private final Contract contract;
    private final Writing writing;

    Bindings(Contract contract, Writing writing) {
        this.contract = contract;
        this.writing = writing;
    }

    void create(Call call) {
        Json.Obj body = Bodies.object(call.request(), contract.schema().type(TYPE), contract);
        Json.Obj meta = body.object("metadata");
        Json.Obj target = body.object("target");
        String name = call.route().name().isEmpty() ? meta.text("name") : call.route().name();
        if (!meta.text("name").isEmpty() && !meta.text("name").equals(name)) {
            throw new Rejection(
                    Failure.badRequest("name in URL does not match name in Binding object"));
        }
        check(name, target);
        writing.submit(
                call,
                new Wish(
                        new Action.Bind(
                                Pod.KIND.ref(call.route().namespace(), name),
                                meta.text("uid"),
                                target.text("name"),
                                call.expectations().expects()),
                        call.dryRun(),
                        _ -> Answers.json(201, created())));
    }

    private static void check(String name, Json.Obj target) {
        String kind = target.text("kind");
        if (!kind.isEmpty() && !kind.equals("Node")) {
            throw invalid(
                    name,
                    new Cause(
                            "FieldValueNotSupported",
                            "target.kind",
                            "Unsupported value: "
                                    + new Json.Text(kind)
                                    + ": supported values: \"Node\", \"<empty>\""));
        }
        if (target.text("name").isEmpty()) {
            throw invalid(name, new Cause("FieldValueRequired", "target.name", "Required value"));
        }
    }

    private static Rejection invalid(String name, Cause cause) {
        return new Rejection(
                Failure.invalid(new Failure.About("", "Binding", name, ""), List.of(cause)));
    }

    private static Json.Obj created() {
        return Json.Obj.builder()
                .put("apiVersion", "v1")
                .put("code", 201)
                .put("kind", "Status")
                .put("metadata", Json.Obj.EMPTY)
                .put("status", "Success")
                .build();
    }
}
