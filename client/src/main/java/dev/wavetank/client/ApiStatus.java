package dev.wavetank.client;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.state.Cause;

import java.util.ArrayList;
import java.util.List;

/// Kubernetes' `Status`: why a request failed.
record ApiStatus(int code, String reason, String message, List<Cause> causes) {
    ApiStatus {
        causes = List.copyOf(causes);
    }

    /// {@return the status in an answer; made from the code when the body holds none}
    static ApiStatus of(Reply.Answer answer) {
        try {
            var body = object(answer.body());
            if (body.text("kind").equals("Status")) {
                var status = of(body);
                return new ApiStatus(answer.status(), status.reason, status.message, status.causes);
            }
        } catch (Malformed notJson) {
            // Whoever answered, it was no API server.
        }
        return new ApiStatus(
                answer.status(), "", "the server answered " + answer.status(), List.of());
    }

    static ApiStatus of(Json.Obj status) {
        var causes = new ArrayList<Cause>();
        for (Json each : status.object("details").array("causes")) {
            if (each instanceof Json.Obj cause) {
                causes.add(
                        new Cause(
                                cause.text("reason"), cause.text("field"), cause.text("message")));
            }
        }
        Long code = status.get("code") instanceof Json.Num number ? number.whole() : null;
        return new ApiStatus(
                code == null ? 0 : Math.toIntExact(code),
                status.text("reason"),
                status.text("message"),
                causes);
    }

    static Json.Obj object(byte[] body) {
        if (JsonText.read(body) instanceof Json.Obj object) {
            return object;
        }
        throw new Malformed("a JSON object is needed");
    }
}
