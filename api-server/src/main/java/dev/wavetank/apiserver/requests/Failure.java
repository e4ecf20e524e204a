package dev.wavetank.apiserver.requests;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.state.Cause;
import dev.wavetank.cluster.state.Outcome;

import java.util.ArrayList;
import java.util.List;

/// Why a request was not answered as asked: what becomes `metav1.Status`.
///
/// @param reason Kubernetes' word, from which the HTTP code follows
/// @param about what the request was about
/// @param retryAfterSeconds when it may be tried again, in seconds; 0 is not said
/// @param continueToken where a list may go on all the same; "" for nowhere
record Failure(
        String reason,
        String message,
        About about,
        List<Cause> causes,
        int retryAfterSeconds,
        String continueToken) {

    Failure(String reason, String message, About about, List<Cause> causes, int retryAfterSeconds) {
        this(reason, message, about, causes, retryAfterSeconds, "");
    }

    /// What a request was about, for `details`.
    ///
    /// @param kind the kind, or the plural where upstream gives that
    record About(String group, String kind, String name, String uid) {
        static final About NOTHING = new About("", "", "", "");

        static About resource(Route route) {
            return new About(route.served().group(), route.served().plural(), route.name(), "");
        }
    }

    Failure {
        causes = List.copyOf(causes);
    }

    static Failure of(String reason, String message) {
        return new Failure(reason, message, About.NOTHING, List.of(), 0);
    }

    static Failure badRequest(String message) {
        return of("BadRequest", message);
    }

    static Failure badRequest(Malformed malformed) {
        return badRequest(String.valueOf(malformed.getMessage()));
    }

    /// The path leads to nothing.
    static Failure noSuchPath() {
        return of("NotFound", "the server could not find the requested resource");
    }

    static Failure notFound(Route route) {
        return new Failure(
                "NotFound",
                route.served().resource() + " \"" + route.name() + "\" not found",
                About.resource(route),
                List.of(),
                0);
    }

    static Failure conflict(Route route, String why) {
        return new Failure(
                "Conflict",
                why.startsWith("Operation cannot be fulfilled")
                        ? why
                        : "Operation cannot be fulfilled on "
                                + route.served().resource()
                                + " \""
                                + route.name()
                                + "\": "
                                + why,
                About.resource(route),
                List.of(),
                0);
    }

    /// An object, or the options of a request, that cannot be.
    ///
    /// @param about with the kind, not the plural
    static Failure invalid(About about, List<Cause> causes) {
        var all = causes.stream().map(Cause::toString).distinct().toList();
        String kind = about.group().isEmpty() ? about.kind() : about.kind() + "." + about.group();
        return new Failure(
                "Invalid",
                kind
                        + " \""
                        + about.name()
                        + "\" is invalid: "
                        + (all.size() == 1 ? all.getFirst() : "[" + String.join(", ", all) + "]"),
                about,
                causes,
                0);
    }

    static Failure invalidOption(String options, String field, String reason, String message) {
        return invalid(
                new About("meta.k8s.io", options, "", ""),
                List.of(new Cause(reason, field, message)));
    }

    static Failure expired(String message) {
        return of("Expired", message);
    }

    /// The state of which a page is asked for is no longer known.
    ///
    /// @param token leads to what follows in the newest state
    static Failure expiredPage(String token) {
        return new Failure(
                "Expired",
                "The provided continue parameter is too old to display a consistent list result."
                        + " You can start a new list without the continue parameter, or use the"
                        + " continue token in this response to retrieve the remainder of the"
                        + " results. Continuing with the provided token results in an inconsistent"
                        + " list - objects that were created, modified, or deleted between the time"
                        + " the first chunk was returned and now may show up in the list.",
                About.NOTHING,
                List.of(),
                0,
                token);
    }

    /// The client asks for a state that is yet to come.
    static Failure tooLarge(long asked, long current) {
        return new Failure(
                "Timeout",
                "Too large resource version: " + asked + ", current: " + current,
                About.NOTHING,
                List.of(new Cause("ResourceVersionTooLarge", "", "Too large resource version")),
                1);
    }

    static Failure of(Outcome.Refused refused, Route route) {
        boolean invalid = refused.reason().equals("Invalid");
        return new Failure(
                refused.reason(),
                refused.message(),
                invalid
                        ? new About(
                                route.served().group(), route.served().kindName(), route.name(), "")
                        : About.resource(route),
                refused.causes(),
                refused.reason().equals("TooManyRequests")
                                || refused.reason().equals("ServiceUnavailable")
                        ? 1
                        : 0);
    }

    static Failure of(Outcome.NotSent busy) {
        return new Failure("TooManyRequests", busy.why(), About.NOTHING, List.of(), 1);
    }

    static Failure of(Outcome.Unknown lost) {
        return of("Timeout", lost.why());
    }

    /// As upstream's `api/errors` pairs them.
    int code() {
        return switch (reason) {
            case "BadRequest" -> 400;
            case "Unauthorized" -> 401;
            case "Forbidden" -> 403;
            case "NotFound" -> 404;
            case "MethodNotAllowed" -> 405;
            case "NotAcceptable" -> 406;
            case "AlreadyExists", "Conflict" -> 409;
            case "Expired", "Gone" -> 410;
            case "RequestEntityTooLarge" -> 413;
            case "UnsupportedMediaType" -> 415;
            case "Invalid" -> 422;
            case "TooManyRequests" -> 429;
            case "ServiceUnavailable" -> 503;
            case "Timeout" -> 504;
            default -> 500;
        };
    }

    Json.Obj json() {
        var details = Json.Obj.builder();
        text(details, "group", about.group());
        text(details, "kind", about.kind());
        text(details, "name", about.name());
        text(details, "uid", about.uid());
        if (!causes.isEmpty()) {
            var items = new ArrayList<Json>();
            for (Cause cause : causes) {
                var item = Json.Obj.builder();
                text(item, "field", cause.field());
                text(item, "message", cause.message());
                text(item, "reason", cause.reason());
                items.add(item.build());
            }
            details.put("causes", new Json.Arr(items));
        }
        if (retryAfterSeconds > 0) {
            details.put("retryAfterSeconds", retryAfterSeconds);
        }
        Json.Obj said = details.build();
        var status =
                Json.Obj.builder()
                        .put("apiVersion", "v1")
                        .put("code", code())
                        .put("kind", "Status")
                        .put("message", message)
                        .put("metadata", meta())
                        .put("reason", reason)
                        .put("status", "Failure");
        return (said.isEmpty() ? status : status.put("details", said)).build();
    }

    private Json.Obj meta() {
        return continueToken.isEmpty()
                ? Json.Obj.EMPTY
                : Json.Obj.of("continue", new Json.Text(continueToken));
    }

    private static void text(Json.Obj.Builder to, String name, String value) {
        if (!value.isEmpty()) {
            to.put(name, value);
        }
    }
}
