package dev.wavetank.apiserver.core;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.contract.Served;
import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.apiserver.managed.Owner;
import dev.wavetank.apiserver.managed.Ownership;
import dev.wavetank.apiserver.managed.Ownership.Write;
import dev.wavetank.apiserver.managed.Scope;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Resource;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Keeps the managed fields of what is written.
final class Owners {
    private static final String FIELD = "managedFields";

    private final Contract contract = Contract.load();
    private final Ownership ownership = new Ownership(contract.schema());

    /// {@return a new object as its creator sent it, with its managed fields}
    Resource created(Resource sent, Claim claim, Instant now) {
        return switch (claim) {
            case Claim.Applied _ -> sent;
            case Claim.Component _ -> with(sent, Json.Arr.EMPTY);
            case Claim.Client(var manager, var subresource) -> {
                var write = write(sent.kind(), manager, subresource, Scope.MAIN, now);
                yield write == null ? sent : with(sent, ownership.created(sent.tree(), write));
            }
        };
    }

    /// {@return a changed object with its managed fields}
    ///
    /// @param sent the object with all that this write cannot change as it is stored
    Resource updated(Resource stored, Resource sent, Claim claim, Instant now) {
        return switch (claim) {
            case Claim.Applied _ -> sent;
            case Claim.Component(var manager) ->
                    updated(
                            stored,
                            with(sent, list(stored)),
                            write(stored.kind(), manager, "", Scope.MAIN, now));
            case Claim.Client(var manager, var subresource) ->
                    updated(
                            stored,
                            sent,
                            write(stored.kind(), manager, subresource, Scope.MAIN, now));
        };
    }

    /// {@return an object with another status, and its managed fields}
    ///
    /// @param sent carries the status
    Resource reported(Resource stored, Resource sent, Claim claim, Instant now) {
        Resource made = stored.withStatusOf(sent);
        return switch (claim) {
            case Claim.Applied _ -> with(made, list(sent));
            case Claim.Component(var manager) ->
                    updated(
                            stored,
                            made,
                            write(stored.kind(), manager, "status", Scope.STATUS, now));
            case Claim.Client(var manager, var subresource) ->
                    updated(
                            stored,
                            made,
                            write(stored.kind(), manager, subresource, Scope.STATUS, now));
        };
    }

    private Resource updated(Resource stored, Resource sent, @Nullable Write write) {
        boolean unowned = list(stored).items().isEmpty() && list(sent).items().isEmpty();
        return unowned || write == null || sent.equals(stored)
                ? sent
                : with(sent, ownership.updated(stored.tree(), sent.tree(), write));
    }

    /// {@return the write; null for a kind of which the contract knows nothing}
    private @Nullable Write write(
            Kind<?> kind, String manager, String subresource, Scope scope, Instant now) {
        Type type = contract.schema().kind(kind.group(), kind.version(), kind.name());
        Served served = contract.find(kind.apiVersion(), kind.plural());
        boolean whole =
                scope == Scope.MAIN
                        && (served == null || !served.subresources().containsKey("status"));
        return type == null
                ? null
                : new Write(
                        Owner.updating(manager, kind.apiVersion(), subresource),
                        type,
                        whole ? Scope.ALL : scope,
                        now);
    }

    /// {@return whether a write changes nothing but the times at which owners wrote}
    static boolean isSame(Resource stored, Resource made) {
        var before = list(stored);
        var after = list(made);
        return made.equals(stored)
                || (!before.equals(after)
                        && with(made, before).equals(stored)
                        && Ownership.sameOwners(before.items(), after.items()));
    }

    private static Json.Arr list(Resource object) {
        return object.meta().rest().get(FIELD) instanceof Json.Arr list ? list : Json.Arr.EMPTY;
    }

    private static Resource with(Resource object, Json.Arr list) {
        var meta = object.meta();
        if (list.equals(list(object))) {
            return object;
        }
        return object.withMeta(
                meta.withRest(
                        list.items().isEmpty()
                                ? meta.rest().without(FIELD)
                                : meta.rest().with(FIELD, list)));
    }
}
