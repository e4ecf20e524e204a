package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.core.ApiServerCore;
import dev.wavetank.apiserver.core.Interest;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.ClusterState;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Objects;

/// Answers GET of one object and of many, from committed states.
final class Reads {
    private static final Key START = new Key("", "");

    private final ApiServerCore core;
    private final Renderer renderer;
    private final PinnedStates pinned = new PinnedStates();

    Reads(ApiServerCore core, Renderer renderer) {
        this.core = core;
        this.renderer = renderer;
    }

    /// {@return the newest object of that name}
    Resource stored(Route route) {
        Resource found = find(route);
        if (found == null) {
            throw new Rejection(Failure.notFound(route));
        }
        return found;
    }

    /// {@return the newest object of that name, or null}
    @Nullable Resource find(Route route) {
        return core.writes().committed().get(route.ref());
    }

    Response get(Call call) {
        notNewer(ListOptions.version(call.request().parameter("resourceVersion")));
        return renderer.object(call, 200, stored(call.route()));
    }

    Response list(Call call, ListOptions options) {
        var token =
                options.token().isEmpty()
                        ? new ContinueToken(-1, START)
                        : ContinueToken.of(options.token());
        if (!options.token().isEmpty() && options.version() > 0) {
            throw new Rejection(
                    Failure.badRequest(
                            "specifying resource version is not allowed when using continue"));
        }
        notNewer(options.version());
        var state = state(options, token);
        var interest = Selection.of(call.route(), options);
        var candidates =
                Selection.candidates(
                        state.table(interest.query().kind()), interest.query(), token.after());
        var found = new ArrayList<Resource>();
        long left = 0;
        for (Resource candidate : candidates) {
            if (!interest.matches(candidate)) {
                continue;
            }
            if (options.limit() == 0 || found.size() < options.limit()) {
                found.add(candidate);
            } else {
                left = remaining(candidates, interest, options, found.size());
                break;
            }
        }
        var meta = Json.Obj.builder().put("resourceVersion", Long.toString(state.revision()));
        if (left != 0) {
            pinned.pin(state, core.world().now());
            meta.put("continue", new ContinueToken(state.revision(), found.getLast().key()).text());
            if (left > 0) {
                meta.put("remainingItemCount", left);
            }
        }
        return renderer.list(call, found, meta.build());
    }

    /// {@return how many objects are left; -1 when only looking at each would tell, as upstream}
    private static long remaining(
            Collection<? extends Resource> candidates,
            Interest interest,
            ListOptions options,
            int told) {
        boolean all = interest.query().labels().isEmpty() && options.fields().terms().isEmpty();
        return all ? candidates.size() - told : -1;
    }

    private ClusterState state(ListOptions options, ContinueToken token) {
        var now = core.world().now();
        var committed = core.writes().committed();
        long wanted = options.match().equals("Exact") ? options.version() : token.revision();
        if (wanted < 0 || wanted == committed.revision()) {
            return committed;
        }
        var old = pinned.at(wanted, now);
        if (old != null) {
            return old;
        }
        throw new Rejection(
                Failure.expired(
                        options.token().isEmpty()
                                ? "The resourceVersion for the provided list is too old."
                                : "The provided continue parameter is too old to display a"
                                        + " consistent list result. You must start a new list"
                                        + " without the continue parameter."));
    }

    private void notNewer(long version) {
        long current = Objects.requireNonNull(core.writes().committed()).revision();
        if (version > current) {
            throw new Rejection(Failure.tooLarge(version, current));
        }
    }
}
