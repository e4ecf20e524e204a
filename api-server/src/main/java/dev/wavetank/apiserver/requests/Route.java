package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.contract.Served;
import dev.wavetank.cluster.model.Ref;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Where a path below `/api` or `/apis` leads.
///
/// @param namespace "" for all, and for resources without one
/// @param name "" for the whole collection
/// @param subresource "" for the object itself
/// @param watch whether it is one of the old paths below `/watch/`
record Route(Served served, String namespace, String name, String subresource, boolean watch) {

    /// {@return where the path leads, or null when there is no such resource}
    static @Nullable Route of(String path, Contract contract) {
        List<String> steps = List.of(path.substring(1).split("/", -1));
        boolean core = steps.getFirst().equals("api");
        int at = core ? 2 : 3;
        if (steps.size() <= at) {
            return null;
        }
        String apiVersion = core ? steps.get(1) : steps.get(1) + "/" + steps.get(2);
        boolean watch = steps.get(at).equals("watch");
        return of(apiVersion, steps.subList(watch ? at + 1 : at, steps.size()), watch, contract);
    }

    private static @Nullable Route of(
            String apiVersion, List<String> steps, boolean watch, Contract contract) {
        if (steps.isEmpty() || steps.contains("")) {
            return null;
        }
        if (steps.size() > 2 && steps.getFirst().equals("namespaces")) {
            Served served = contract.find(apiVersion, steps.get(2));
            if (served != null && served.namespaced()) {
                return of(served, steps.get(1), steps.subList(3, steps.size()), watch);
            }
        }
        Served served = contract.find(apiVersion, steps.getFirst());
        if (served == null || (served.namespaced() && steps.size() > 1)) {
            return null;
        }
        return of(served, "", steps.subList(1, steps.size()), watch);
    }

    private static @Nullable Route of(
            Served served, String namespace, List<String> rest, boolean watch) {
        String name = rest.isEmpty() ? "" : rest.getFirst();
        String subresource = rest.size() > 1 ? rest.get(1) : "";
        boolean known = subresource.isEmpty() || served.subresources().containsKey(subresource);
        return rest.size() > 2 || !known
                ? null
                : new Route(served, namespace, name, subresource, watch);
    }

    Ref ref() {
        return served.stored().ref(namespace, name);
    }

    Route named(String to) {
        return new Route(served, namespace, to, subresource, watch);
    }
}
