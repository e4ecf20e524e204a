package dev.wavetank.apiserver.core;

import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Change;
import dev.wavetank.cluster.state.Query;

import org.jspecify.annotations.Nullable;

import java.util.function.Predicate;

/// Which objects a watch is about.
///
/// @param query what the fan-out is indexed by
/// @param fields what else must hold, such as field selectors on other fields
public record Interest(Query query, Predicate<Resource> fields) {
    public static Interest in(Query query) {
        return new Interest(query, _ -> true);
    }

    public boolean matches(Resource object) {
        return query.matches(object) && fields.test(object);
    }

    /// {@return this change as the watch sees it; null when it is none of its}
    ///
    /// An object that comes to match appears, one that no longer matches goes.
    public @Nullable Change seen(Change change) {
        Resource before = change.before();
        Resource after = change.after();
        boolean was = before != null && matches(before);
        boolean is = after != null && matches(after);
        if (!was && !is) {
            return null;
        }
        return was == (before != null) && is == (after != null)
                ? change
                : new Change(change.revision(), was ? before : null, is ? after : null);
    }
}
