package dev.wavetank.apiserver.requests;

import dev.wavetank.cluster.model.FieldSelector;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.LabelSelector;
import dev.wavetank.cluster.model.LabelSelectors;
import dev.wavetank.cluster.model.Malformed;

/// What a list or watch asks for.
///
/// @param version the `resourceVersion`; -1 when none is given
/// @param match `resourceVersionMatch`: "", `Exact` or `NotOlderThan`
/// @param limit how many objects at most; 0 for all
/// @param token where an earlier list ended; "" for the beginning
/// @param timeoutSeconds how long a watch may last, in seconds; 0 leaves it to the server
/// @param initialEvents whether a watch begins with what there is and says when that is told
record ListOptions(
        LabelSelector labels,
        FieldSelector fields,
        long version,
        String match,
        long limit,
        String token,
        boolean watch,
        long timeoutSeconds,
        boolean bookmarks,
        boolean initialEvents) {

    /// {@return the options of a request}
    ///
    /// @throws Malformed or Rejection in upstream's words
    static ListOptions of(Request request, Route route) {
        String initial = request.parameter("sendInitialEvents");
        var options =
                new ListOptions(
                        LabelSelectors.parse(request.parameter("labelSelector")),
                        FieldSelector.parse(
                                request.parameter("fieldSelector"),
                                FieldLabels.of(route.served().stored())),
                        version(request.parameter("resourceVersion")),
                        request.parameter("resourceVersionMatch"),
                        number(request, "limit"),
                        request.parameter("continue"),
                        route.watch() || flag(request, "watch"),
                        number(request, "timeoutSeconds"),
                        flag(request, "allowWatchBookmarks"),
                        !initial.isEmpty() && flag(request, "sendInitialEvents"));
        options.check(initial);
        return options;
    }

    /// {@return the revision in this text; -1 for none}
    static long version(String text) {
        if (text.isEmpty()) {
            return -1;
        }
        Long version = new Json.Num(text).whole();
        if (version == null || version < 0) {
            throw new Rejection(
                    Failure.badRequest(
                            "Invalid value: "
                                    + new Json.Text(text)
                                    + ": strconv.ParseUint: parsing "
                                    + new Json.Text(text)
                                    + ": invalid syntax"));
        }
        return version;
    }

    private static long number(Request request, String name) {
        String text = request.parameter(name);
        if (text.isEmpty()) {
            return 0;
        }
        Long number = new Json.Num(text).whole();
        if (number == null) {
            throw new Rejection(
                    Failure.badRequest(
                            "strconv.ParseInt: parsing "
                                    + new Json.Text(text)
                                    + ": invalid syntax"));
        }
        return Math.max(0, number);
    }

    /// As upstream reads a flag: everything but `0` and `false` is true, also no value at all.
    private static boolean flag(Request request, String name) {
        if (!request.query().containsKey(name)) {
            return false;
        }
        String value = request.parameter(name);
        return !value.equals("0") && !value.equals("false");
    }

    private void check(String initial) {
        if (!initial.isEmpty() && !watch) {
            forbid("sendInitialEvents", "sendInitialEvents is forbidden for list");
        }
        if (initial.isEmpty() && watch && !match.isEmpty()) {
            forbid("resourceVersionMatch", "resourceVersionMatch is forbidden for watch");
        }
        if (!initial.isEmpty() && !match.equals("NotOlderThan")) {
            forbid(
                    "resourceVersionMatch",
                    "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
        }
        if (watch || match.isEmpty()) {
            return;
        }
        if (version < 0) {
            forbid(
                    "resourceVersionMatch",
                    "resourceVersionMatch is forbidden unless resourceVersion is provided");
        }
        if (!token.isEmpty()) {
            forbid(
                    "resourceVersionMatch",
                    "resourceVersionMatch is forbidden when continue is provided");
        }
        if (!match.equals("Exact") && !match.equals("NotOlderThan")) {
            throw new Rejection(
                    Failure.invalidOption(
                            "ListOptions",
                            "resourceVersionMatch",
                            "FieldValueNotSupported",
                            "Unsupported value: "
                                    + new Json.Text(match)
                                    + ": supported values: \"Exact\", \"NotOlderThan\""));
        }
        if (match.equals("Exact") && version == 0) {
            forbid(
                    "resourceVersionMatch",
                    "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
        }
    }

    private static void forbid(String field, String message) {
        throw new Rejection(
                Failure.invalidOption(
                        "ListOptions", field, "FieldValueForbidden", "Forbidden: " + message));
    }
}
