package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.core.Claim;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.state.Cause;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// What clients call themselves as owners of fields: the request's `fieldManager`, else the
/// beginning of its `User-Agent`.
final class Managers {
    /// Upstream's FieldManagerMaxLength, in bytes.
    private static final int BYTES_MAX = 128;

    private Managers() {}

    /// {@return who comes to own what a request changes}
    static Claim claim(Call call) {
        return call.expectations().session()
                ? Claim.of(call.expectations().author())
                : new Claim.Client(name(call.request()), call.route().subresource());
    }

    static String name(Request request) {
        String given = request.parameter("fieldManager");
        return given.isEmpty() ? agent(request.header("user-agent")) : given;
    }

    /// The name of the program, without what could not be a manager's name.
    private static String agent(String agent) {
        var name = new StringBuilder();
        agent.split("/", 2)[0]
                .codePoints()
                .filter(Managers::isPrintable)
                .forEach(c -> {
                    if (bytes(name) + bytes(new StringBuilder().appendCodePoint(c)) <= BYTES_MAX) {
                        name.appendCodePoint(c);
                    }
                });
        return name.toString();
    }

    private static int bytes(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean isPrintable(int c) {
        return c == ' ' || !(Character.isISOControl(c) || Character.isWhitespace(c));
    }

    /// Refuses a name that nobody can have.
    static void check(Request request) {
        String options = FieldValidation.options(request);
        String name = request.parameter("fieldManager");
        if (name.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
            throw wrong(
                    options,
                    "fieldManager",
                    "FieldValueTooLong",
                    "Too long: may not be more than " + BYTES_MAX + " bytes");
        } else if (!name.codePoints().allMatch(Managers::isPrintable)) {
            throw wrong(
                    options,
                    "fieldManager",
                    "FieldValueInvalid",
                    "Invalid value: "
                            + new Json.Text(name)
                            + ": should only contain printable characters");
        }
    }

    /// Refuses options that a server-side apply cannot have, or must have.
    static void checkApply(Request request) {
        check(request);
        if (request.parameter("fieldManager").isEmpty()) {
            throw wrong(
                    "PatchOptions",
                    "fieldManager",
                    "FieldValueRequired",
                    "Required value: is required for apply patch");
        }
    }

    /// Refuses options that no other patch can have.
    static void checkPatch(Request request) {
        check(request);
        if (!request.parameter("force").isEmpty()) {
            throw wrong(
                    "PatchOptions",
                    "force",
                    "FieldValueForbidden",
                    "Forbidden: may not be specified for non-apply patch");
        }
    }

    private static Rejection wrong(String options, String field, String reason, String message) {
        return new Rejection(
                Failure.invalid(
                        new Failure.About("meta.k8s.io", options, "", ""),
                        List.of(new Cause(reason, field, message))));
    }
}
