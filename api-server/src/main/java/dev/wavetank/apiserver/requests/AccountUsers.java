package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.core.ApiServerCore;
import dev.wavetank.apiserver.tokens.AccountTokens;
import dev.wavetank.apiserver.tokens.Claims;
import dev.wavetank.apiserver.tokens.Verdict;
import dev.wavetank.cluster.model.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// Knows service accounts by their tokens.
final class AccountUsers {
    private static final String EXTRA = "authentication.kubernetes.io/";

    private final AccountTokens tokens;
    private final ApiServerCore core;

    AccountUsers(AccountTokens tokens, ApiServerCore core) {
        this.tokens = tokens;
        this.core = core;
    }

    /// {@return the request as coming from who its token says; as it is when it has none, or when
    /// it comes from somebody who is known already}
    ///
    /// @throws Rejection when the token does not count
    Request identified(Request request) {
        String token = bearer(request.header("authorization"));
        if (token.isEmpty() || !request.user().equals(User.ANONYMOUS)) {
            return request;
        }
        return switch (check(token, AccountTokens.AUDIENCES)) {
            case Verdict.Valid(var claims, _) -> request.by(user(claims));
            case Verdict.Invalid _ ->
                    throw new Rejection(Failure.of("Unauthorized", "Unauthorized"));
        };
    }

    /// {@return the token; "" when the header holds something else}
    private static String bearer(String header) {
        String[] parts = header.strip().split(" ", 3);
        return parts.length > 1 && parts[0].toLowerCase(Locale.ROOT).equals("bearer")
                ? parts[1]
                : "";
    }

    private Verdict check(String token, List<String> audiences) {
        return tokens.check(token, audiences, core.writes().committed(), core.world().now().wall());
    }

    /// {@return the status of a `TokenReview`}
    Json.Obj review(Json.Obj spec) {
        String token = spec.text("token");
        if (token.isEmpty()) {
            throw new Rejection(
                    Failure.badRequest("token is required for TokenReview in authentication"));
        }
        var asked = new ArrayList<String>();
        spec.array("audiences").forEach(each -> asked.add(((Json.Text) each).value()));
        return switch (check(token, asked.isEmpty() ? AccountTokens.AUDIENCES : asked)) {
            case Verdict.Valid(var claims, var audiences) ->
                    Json.Obj.builder()
                            .put("authenticated", new Json.Bool(true))
                            .put("user", user(claims).json())
                            .put(
                                    "audiences",
                                    new Json.Arr(
                                            audiences.stream().<Json>map(Json.Text::new).toList()))
                            .build();
            // Upstream leaves `authenticated` out when it is false.
            case Verdict.Invalid(var why) ->
                    Json.Obj.builder().put("error", why).put("user", Json.Obj.EMPTY).build();
        };
    }

    private static User user(Claims claims) {
        var extra = new TreeMap<String, List<String>>();
        extra.put(EXTRA + "credential-id", List.of("JTI=" + claims.id()));
        for (String what : List.of("node", "pod")) {
            var object = claims.bound().get(what);
            if (object != null) {
                extra.put(EXTRA + what + "-name", List.of(object.name()));
                if (!object.uid().isEmpty()) {
                    extra.put(EXTRA + what + "-uid", List.of(object.uid()));
                }
            }
        }
        var groups =
                List.of(
                        "system:serviceaccounts",
                        "system:serviceaccounts:" + claims.namespace(),
                        "system:authenticated");
        return new User(claims.subject(), claims.account().uid(), groups, extra);
    }
}
