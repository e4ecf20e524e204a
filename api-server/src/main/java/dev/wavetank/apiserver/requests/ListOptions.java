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
        Initial initial) {

    /// Whether a watch shall begin with what there is: `sendInitialEvents`.
    enum Initial {
        UNSAID,
        SENT,
        SKIPPED
    }

    /// {@return the options of a request}
    ///
    /// @throws Malformed or Rejection in upstream's words
    static ListOptions of(Request request, Route route) {
        var options =
                new ListOptions(
                        LabelSelectors.parse(request.parameter("labelSelector")),
                        FieldSelector.parse(
                                request.parameter("fieldSelector"),
                                FieldLabels.of(route.served())::field),
                        version(request.parameter("resourceVersion")),
                        request.parameter("resourceVersionMatch"),
                        number(request, "limit"),
                        request.parameter("continue"),
                        route.watch() || request.flag("watch"),
                        number(request, "timeoutSeconds"),
                        request.flag("allowWatchBookmarks"),
                        initial(request));
        ListOptionRules.check(options);
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

    private static Initial initial(Request request) {
        if (!request.query().containsKey("sendInitialEvents")) {
            return Initial.UNSAID;
        }
        return request.flag("sendInitialEvents") ? Initial.SENT : Initial.SKIPPED;
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

    /// {@return whether the objects are wanted as they were at just this version}
    ///
    /// A page of a version, without a match, means that version: so upstream reads older clients.
    boolean exact() {
        return match.equals("Exact") || (match.isEmpty() && limit > 0 && version > 0);
    }

    /// {@return whether a watch begins with what there is}
    boolean fromPresent() {
        return initial == Initial.SENT || (initial == Initial.UNSAID && version <= 0);
    }

    /// {@return whether a watch says when it has told what there was}
    ///
    /// Upstream takes a watch from no version, or from 0, for one that wants the initial events.
    boolean marksPresent() {
        return bookmarks && fromPresent();
    }
}
