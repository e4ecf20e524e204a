package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.kinds.Problems;
import dev.wavetank.apiserver.requests.ListOptions.Initial;

import java.util.List;

/// What may not be asked together of a list or watch: upstream's `ValidateListOptions`.
final class ListOptionRules {
    private static final String MATCH = "resourceVersionMatch";
    private static final String INITIAL = "sendInitialEvents";
    private static final String NOT_OLDER = "NotOlderThan";

    private ListOptionRules() {}

    /// @throws Rejection with all that is wrong
    static void check(ListOptions options) {
        var problems = new Problems();
        if (options.watch()) {
            watch(options, problems);
        } else {
            list(options, problems);
        }
        var causes = problems.causes();
        if (!causes.isEmpty()) {
            throw new Rejection(
                    Failure.invalid(
                            new Failure.About("meta.k8s.io", "ListOptions", "", ""), causes));
        }
    }

    private static void watch(ListOptions options, Problems problems) {
        boolean said = options.initial() != Initial.UNSAID;
        if (said && !options.match().equals(NOT_OLDER)) {
            problems.forbidden(MATCH, INITIAL + " requires setting " + MATCH + " to " + NOT_OLDER);
        }
        if (options.match().isEmpty()) {
            return;
        }
        if (!said) {
            problems.forbidden(
                    MATCH, MATCH + " is forbidden for watch unless " + INITIAL + " is provided");
        }
        if (!options.match().equals(NOT_OLDER)) {
            problems.notSupported(MATCH, options.match(), List.of(NOT_OLDER));
        }
        notWithToken(options, problems);
    }

    private static void list(ListOptions options, Problems problems) {
        String match = options.match();
        if (!match.isEmpty()) {
            if (options.version() < 0) {
                problems.forbidden(
                        MATCH, MATCH + " is forbidden unless resourceVersion is provided");
            }
            notWithToken(options, problems);
            if (!match.equals("Exact") && !match.equals(NOT_OLDER)) {
                problems.notSupported(MATCH, match, List.of("Exact", NOT_OLDER, ""));
            }
            if (match.equals("Exact") && options.version() == 0) {
                problems.forbidden(
                        MATCH, MATCH + " \"exact\" is forbidden for resourceVersion \"0\"");
            }
        }
        if (options.initial() != Initial.UNSAID) {
            problems.forbidden(INITIAL, INITIAL + " is forbidden for list");
        }
    }

    private static void notWithToken(ListOptions options, Problems problems) {
        if (!options.token().isEmpty()) {
            problems.forbidden(MATCH, MATCH + " is forbidden when continue is provided");
        }
    }
}
