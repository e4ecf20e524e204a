package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.core.Writes;
import dev.wavetank.apiserver.requests.Failure.About;
import dev.wavetank.apiserver.tokens.AccountTokens;
import dev.wavetank.apiserver.tokens.Claims.Named;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Resource;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// The object with which a token shall end: a pod, a secret or a node.
final class Binding {
    static final String FIELD = "boundObjectRef";

    private final Writes writes;

    Binding(Writes writes) {
        this.writes = writes;
    }

    /// {@return what the token says of the object, and of a pod's node; nothing when none is named}
    ///
    /// @param spec the request's
    /// @throws Rejection when it cannot be bound to that
    SortedMap<String, Named> of(Json.Obj spec, String namespace, String account) {
        var bound = new TreeMap<String, Named>();
        if (!(spec.get(FIELD) instanceof Json.Obj ref)) {
            return bound;
        }
        String version = ref.text("apiVersion");
        String kind = ref.text("kind");
        String what = version.contains("/") ? "" : kind;
        Resource object =
                switch (what) {
                    case "Pod" -> podOf(find(Pod.KIND, namespace, ref), account, bound);
                    case "Secret" -> find(AccountTokens.SECRET, namespace, ref);
                    case "Node" -> find(Node.KIND, "", ref);
                    default ->
                            throw new Rejection(
                                    Failure.badRequest(
                                            "cannot bind token to object of type "
                                                    + (version.contains("/") ? "" : "/")
                                                    + version
                                                    + ", Kind="
                                                    + kind));
                };
        String uid = object.meta().uid();
        String asked = ref.text("uid");
        if (!asked.isEmpty() && !asked.equals(uid)) {
            throw new Rejection(changed(kind, object.meta().name(), asked));
        }
        bound.put(
                object.kind().name().toLowerCase(Locale.ROOT),
                new Named(object.meta().name(), uid));
        return bound;
    }

    private Pod podOf(Resource object, String account, SortedMap<String, Named> bound) {
        var pod = (Pod) object;
        if (!pod.spec().serviceAccountName().equals(account)) {
            throw new Rejection(
                    Failure.badRequest(
                            "cannot bind token for serviceaccount \""
                                    + account
                                    + "\" to pod running with different serviceaccount name."));
        }
        String name = pod.spec().nodeName();
        if (!name.isEmpty()) {
            var node = writes.committed().table(Node.KIND).get("", name);
            bound.put("node", new Named(name, node == null ? "" : node.meta().uid()));
        }
        return pod;
    }

    private Resource find(Kind<?> kind, String namespace, Json.Obj ref) {
        String name = ref.text("name");
        var found = writes.committed().get(kind.ref(namespace, name));
        if (found == null) {
            throw new Rejection(
                    new Failure(
                            "NotFound",
                            kind.resource() + " \"" + name + "\" not found",
                            new About(kind.group(), kind.plural(), name, ""),
                            List.of(),
                            0));
        }
        return found;
    }

    private static Failure changed(String kind, String name, String uid) {
        return new Failure(
                "Conflict",
                "Operation cannot be fulfilled on "
                        + kind
                        + " \""
                        + name
                        + "\": the UID in the bound object reference ("
                        + uid
                        + ") does not match the UID in record. The object might have been deleted"
                        + " and then recreated",
                new About("", kind, name, ""),
                List.of(),
                0);
    }
}
