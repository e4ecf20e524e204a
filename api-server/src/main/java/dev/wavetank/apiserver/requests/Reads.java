package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.core.ApiServerCore;
import dev.wavetank.apiserver.core.Interest;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Key;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Table;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/// Answers GET of one object and of many, from committed states.
final class Reads {
    private static final Key START = new Key("", "");

    private final ApiServerCore core;
    private final Renderer renderer;
    private final PinnedTables pinned = new PinnedTables();

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
        var page = page(call.route(), options);
        var meta = Json.Obj.builder().put("resourceVersion", Long.toString(page.revision()));
        if (page.left() != 0) {
            meta.put(
                    "continue",
                    new ContinueToken(page.revision(), page.found().getLast().key()).text());
            if (page.left() > 0) {
                meta.put("remainingItemCount", page.left());
            }
        }
        return renderer.list(call, page.found(), meta.build());
    }

    /// What a list finds.
    ///
    /// @param revision that of the state it is of
    /// @param left how many objects of that state are left; -1 when only looking at each would
    ///   tell, as upstream
    record Page(List<Resource> found, long revision, long left) {
        Page {
            found = List.copyOf(found);
        }
    }

    /// {@return the objects that these options mean, as many as they allow}
    Page page(Route route, ListOptions options) {
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
        var interest = Selection.of(route, options);
        var table = table(interest.query().kind(), options, token);
        var candidates = Selection.candidates(table, interest.query(), token.after());
        var found = new ArrayList<Resource>();
        for (Resource candidate : candidates) {
            if (!interest.matches(candidate)) {
                continue;
            }
            if (options.limit() == 0 || found.size() < options.limit()) {
                found.add(candidate);
            } else {
                pinned.pin(table, core.world().now());
                return new Page(
                        found,
                        table.revision(),
                        remaining(candidates, interest, options, found.size()));
            }
        }
        return new Page(found, table.revision(), 0);
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

    /// {@return the objects at the revision that is asked for, pinned by an earlier page or made
    /// anew from the history}
    private Table<?> table(Kind<?> kind, ListOptions options, ContinueToken token) {
        var committed = core.writes().committed();
        long wanted = options.exact() ? options.version() : token.revision();
        if (wanted < 0 || wanted == committed.revision()) {
            return committed.table(kind);
        }
        notNewer(wanted);
        var old = pinned.at(kind, wanted, core.world().now());
        if (old == null) {
            old = core.watches().table(kind, wanted);
        }
        if (old != null) {
            return old;
        }
        throw new Rejection(
                options.token().isEmpty()
                        ? Failure.expired("The resourceVersion for the provided list is too old.")
                        : Failure.expiredPage(new ContinueToken(-1, token.after()).text()));
    }

    private void notNewer(long version) {
        long current = Objects.requireNonNull(core.writes().committed()).revision();
        if (version > current) {
            throw new Rejection(Failure.tooLarge(version, current));
        }
    }
}
