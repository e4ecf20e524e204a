package dev.wavetank.apiserver.tokens;

import dev.wavetank.cluster.model.Generic;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.model.ServiceAccount;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.state.Table;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Issues the tokens of service accounts and judges those that are shown.
///
/// Nothing is kept of a token: it counts as long as it is signed, its time has come and is not
/// over, and its account and what it is bound to are there and are the ones they were.
public final class AccountTokens {
    /// For whom a token is that names nobody: the API server.
    public static final List<String> AUDIENCES = List.of(Claims.ISSUER);

    /// What a Secret is held as.
    public static final Kind<Generic> SECRET = Kind.generic("", "v1", "Secret", "secrets", true);

    /// By how much clocks may differ, and how long what is being deleted still counts: go-jose's
    /// `DefaultLeeway`.
    private static final Duration LEEWAY = Duration.ofMinutes(1);

    private static final String GONE = "service account token has been invalidated";

    private final SigningKey key;

    public AccountTokens(SigningKey key) {
        this.key = key;
    }

    /// {@return the token that says this}
    public String issue(Claims claims) {
        return Jwt.write(claims.json(), key);
    }

    /// Judges a token.
    ///
    /// @param audiences for one of whom it has to be
    public Verdict check(String token, List<String> audiences, ClusterState state, Instant now) {
        var read = Jwt.read(token, key);
        if (read == null) {
            return new Verdict.Invalid("invalid bearer token");
        }
        var claims = Claims.of(read);
        var common = claims.audiences().stream().filter(audiences::contains).toList();
        String why =
                common.isEmpty()
                        ? "token audiences "
                                + quoted(claims.audiences())
                                + " is invalid for the target audiences "
                                + quoted(audiences)
                        : wrong(claims, state, now);
        return why == null
                ? new Verdict.Valid(claims, common)
                : new Verdict.Invalid("[invalid bearer token, " + why + "]");
    }

    private static @Nullable String wrong(Claims claims, ClusterState state, Instant now) {
        if (now.minus(LEEWAY).isAfter(claims.expires())) {
            return "service account token has expired";
        } else if (now.plus(LEEWAY).isBefore(claims.issued())) {
            return "service account token is not valid yet";
        }
        String namespace = claims.namespace();
        String name = claims.account().name();
        var account = state.table(ServiceAccount.KIND).get(namespace, name);
        if (account == null) {
            return "serviceaccounts \"" + name + "\" not found";
        } else if (!account.meta().uid().equals(claims.account().uid())) {
            return "service account UID ("
                    + account.meta().uid()
                    + ") does not match claim ("
                    + claims.account().uid()
                    + ")";
        } else if (leaving(account, now)) {
            return "service account " + namespace + "/" + name + " has been deleted";
        }
        String why = unbound("secret", state.table(SECRET), namespace, claims, now);
        if (why == null) {
            why = unbound("pod", state.table(Pod.KIND), namespace, claims, now);
        }
        // The node of a pod is only told: the pod says whether it counts.
        return why == null && !claims.bound().containsKey("pod")
                ? unbound("node", state.table(Node.KIND), "", claims, now)
                : why;
    }

    private static @Nullable String unbound(
            String what, Table<?> table, String namespace, Claims claims, Instant now) {
        var bound = claims.bound().get(what);
        if (bound == null) {
            return null;
        }
        Resource object = table.get(namespace, bound.name());
        if (object == null || leaving(object, now)) {
            return GONE;
        }
        String uid = object.meta().uid();
        return uid.equals(bound.uid())
                ? null
                : what
                        + " UID ("
                        + uid
                        + ") does not match service account "
                        + what
                        + " ref claim ("
                        + bound.uid()
                        + ")";
    }

    private static boolean leaving(Resource object, Instant now) {
        var deleted = object.meta().deletionTimestamp();
        return deleted != null && deleted.isBefore(now.minus(LEEWAY));
    }

    private static String quoted(List<String> names) {
        return "[\"" + String.join("\" \"", names) + "\"]";
    }
}
