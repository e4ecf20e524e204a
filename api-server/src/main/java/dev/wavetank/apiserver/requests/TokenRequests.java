package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.apiserver.core.ApiServerCore;
import dev.wavetank.apiserver.core.Uuid;
import dev.wavetank.apiserver.decoding.Defaults;
import dev.wavetank.apiserver.decoding.TypeCheck;
import dev.wavetank.apiserver.requests.Failure.About;
import dev.wavetank.apiserver.tokens.AccountTokens;
import dev.wavetank.apiserver.tokens.Claims;
import dev.wavetank.apiserver.tokens.Claims.Named;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.state.Cause;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.random.RandomGenerator;

/// Answers requests for tokens of service accounts, as `kubectl create token` sends them.
final class TokenRequests {
    private static final String GROUP = "authentication.k8s.io";
    private static final String VERSION = GROUP + "/v1";
    private static final String KIND = "TokenRequest";
    private static final String EXPIRATION = "expirationSeconds";

    /// Upstream's bounds, in seconds: ten minutes and 2^32.
    private static final long LIFE_MIN = 600;

    private static final long LIFE_MAX = 1L << 32;

    /// What kubelets ask for containers. Upstream takes it as the sign of clients that may not read
    /// the token anew, so that such a token of a pod counts for a year
    /// (`WarnOnlyBoundTokenExpirationPeriod` and `ExpirationExtensionSeconds`).
    private static final long LIFE_MOUNTED = 3607;

    private static final Duration LIFE_EXTENDED = Duration.ofDays(365);

    private final Contract contract;
    private final Type type;
    private final Defaults defaults;
    private final ApiServerCore core;
    private final AccountTokens tokens;
    private final Binding binding;
    private final RandomGenerator ids;

    TokenRequests(Contract contract, ApiServerCore core, AccountTokens tokens) {
        this.contract = contract;
        this.core = core;
        this.tokens = tokens;
        type = contract.schema().type("io.k8s.api.authentication.v1." + KIND);
        defaults = new Defaults(contract.schema());
        binding = new Binding(core.writes());
        // Two lives of the server must not draw the same.
        ids = core.world().chance("token ids since " + core.writes().committed().revision());
    }

    Response create(Call call) {
        var route = call.route();
        Json.Obj body = body(call);
        checkNamed(body.object("metadata"), route);
        var account = core.writes().committed().get(route.ref());
        if (account == null) {
            throw new Rejection(Failure.notFound(route));
        }
        Json.Obj spec = body.object("spec");
        long seconds = Long.parseLong(String.valueOf(spec.get(EXPIRATION)));
        checkLife(spec, seconds);
        if (spec.array("audiences").isEmpty()) {
            spec = spec.with("audiences", texts(AccountTokens.AUDIENCES));
        }
        var meta = account.meta();
        var bound = binding.of(spec, meta.namespace(), meta.name());
        var now = core.world().now().wall().truncatedTo(ChronoUnit.SECONDS);
        String token = tokens.issue(claims(spec, seconds, meta, bound, now));
        var status =
                Json.Obj.builder()
                        .put("expirationTimestamp", now.plusSeconds(seconds).toString())
                        .put("token", token)
                        .build();
        return Answers.json(
                201,
                body.with(
                                "metadata",
                                body.object("metadata")
                                        .with("name", new Json.Text(meta.name()))
                                        .with("namespace", new Json.Text(meta.namespace()))
                                        .with("creationTimestamp", new Json.Text(now.toString())))
                        .with(
                                "spec",
                                spec.has(Binding.FIELD)
                                        ? spec
                                        : spec.with(Binding.FIELD, Json.NULL))
                        .with("status", status));
    }

    private Claims claims(
            Json.Obj spec,
            long seconds,
            Meta account,
            SortedMap<String, Named> bound,
            Instant now) {
        var audiences = new ArrayList<String>();
        spec.array("audiences").forEach(each -> audiences.add(((Json.Text) each).value()));
        boolean extended =
                seconds == LIFE_MOUNTED
                        && bound.containsKey("pod")
                        && AccountTokens.AUDIENCES.containsAll(audiences);
        var asked = now.plusSeconds(seconds);
        return new Claims(
                audiences,
                now,
                extended ? now.plus(LIFE_EXTENDED) : asked,
                extended ? asked : null,
                Uuid.draw(ids),
                account.namespace(),
                new Named(account.name(), account.uid()),
                bound);
    }

    private Json.Obj body(Call call) {
        Json.Obj body = Bodies.object(call.request(), type, contract);
        if (!body.text("kind").isEmpty() && !body.text("kind").equals(KIND)) {
            throw unreadable("it is a " + body.text("kind"));
        }
        try {
            var read = TypeCheck.read(body, type, contract.schema()).tree();
            return defaults.fill(read.with("spec", read.object("spec")), type)
                    .with("apiVersion", new Json.Text(VERSION))
                    .with("kind", new Json.Text(KIND));
        } catch (Malformed wrong) {
            throw unreadable(String.valueOf(wrong.getMessage()));
        }
    }

    private static Rejection unreadable(String why) {
        return new Rejection(
                Failure.badRequest(
                        KIND + " in version \"v1\" cannot be handled as a " + KIND + ": " + why));
    }

    /// What the body calls itself is the account's name, if it calls itself anything.
    private static void checkNamed(Json.Obj meta, Route route) {
        check(meta, "name", route, route.name());
        check(meta, "namespace", route, route.namespace());
    }

    private static void check(Json.Obj meta, String field, Route route, String expected) {
        String found = meta.text(field);
        if (!found.isEmpty() && !found.equals(expected)) {
            throw invalid(
                    route.name(),
                    "metadata." + field,
                    new Json.Text(found),
                    "must match the service account " + field + " if specified");
        }
    }

    private static void checkLife(Json.Obj spec, long seconds) {
        Json given = Objects.requireNonNull(spec.get(EXPIRATION));
        if (seconds < LIFE_MIN) {
            throw invalid(
                    "",
                    "spec." + EXPIRATION,
                    given,
                    "may not specify a duration less than 10 minutes");
        } else if (seconds > LIFE_MAX) {
            throw invalid(
                    "",
                    "spec." + EXPIRATION,
                    given,
                    "may not specify a duration larger than 2^32 seconds");
        }
    }

    private static Rejection invalid(String name, String field, Json value, String why) {
        return new Rejection(
                Failure.invalid(
                        new About(GROUP, KIND, name, ""),
                        List.of(
                                new Cause(
                                        "FieldValueInvalid",
                                        field,
                                        "Invalid value: " + value + ": " + why))));
    }

    private static Json.Arr texts(List<String> texts) {
        return new Json.Arr(texts.stream().<Json>map(Json.Text::new).toList());
    }
}
