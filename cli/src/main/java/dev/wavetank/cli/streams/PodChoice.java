package dev.wavetank.cli.streams;

import static dev.wavetank.cli.api.ApiClient.query;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cluster.model.Json;

import java.util.ArrayList;
import java.util.List;

/// The pod that a user means: by its name, or as one of a Deployment, ReplicaSet or Service.
///
/// @param container the one that is meant when none is named: the annotated, else the first
record PodChoice(String namespace, String name, String container, List<String> containers) {
    private static final String DEFAULT = "kubectl.kubernetes.io/default-container";

    PodChoice {
        containers = List.copyOf(containers);
    }

    /// {@return the pod}
    ///
    /// @param text such as `web-1`, `pod/web-1`, `deployment/web`, `service/web`
    static PodChoice of(ApiClient api, String namespace, String text) throws Refused {
        int slash = text.indexOf('/');
        String type = slash < 0 ? "pod" : text.substring(0, slash);
        String name = text.substring(slash + 1);
        String core = "/api/v1/namespaces/" + namespace;
        String apps = "/apis/apps/v1/namespaces/" + namespace;
        return switch (type) {
            case "pod", "pods", "po" -> of(namespace, api.get(core + "/pods/" + name));
            case "deployment", "deployments", "deploy" ->
                    first(api, namespace, text, api.get(apps + "/deployments/" + name), true);
            case "replicaset", "replicasets", "rs" ->
                    first(api, namespace, text, api.get(apps + "/replicasets/" + name), true);
            case "service", "services", "svc" ->
                    first(api, namespace, text, api.get(core + "/services/" + name), false);
            default ->
                    throw Failure.usage(
                            "no containers are found by a " + type,
                            "name a pod, or deployment/NAME, replicaset/NAME, service/NAME");
        };
    }

    private static PodChoice first(
            ApiClient api, String namespace, String text, Json.Obj owner, boolean nested)
            throws Refused {
        var selector = owner.object("spec").object("selector");
        var labels = new ArrayList<String>();
        (nested ? selector.object("matchLabels") : selector)
                .forEach((key, value) ->
                        labels.add(key + "=" + (value instanceof Json.Text(var t) ? t : "")));
        var pods =
                api.get(
                        "/api/v1/namespaces/"
                                + namespace
                                + "/pods"
                                + query("labelSelector", String.join(",", labels)));
        Json.Obj best = null;
        for (Json each : pods.array("items")) {
            if (each instanceof Json.Obj pod
                    && (best == null || pod.object("status").text("phase").equals("Running"))) {
                best = pod;
                if (pod.object("status").text("phase").equals("Running")) {
                    break;
                }
            }
        }
        if (best == null || labels.isEmpty()) {
            throw Failure.of(text + " has no pods", "see what it does: wavetank describe " + text);
        }
        return of(namespace, best);
    }

    private static PodChoice of(String namespace, Json.Obj pod) {
        var names = new ArrayList<String>();
        for (Json each : pod.object("spec").array("containers")) {
            if (each instanceof Json.Obj container) {
                names.add(container.text("name"));
            }
        }
        var meta = pod.object("metadata");
        String annotated = meta.object("annotations").text(DEFAULT);
        return new PodChoice(
                namespace,
                meta.text("name"),
                annotated.isEmpty() && !names.isEmpty() ? names.getFirst() : annotated,
                names);
    }

    /// {@return the path of a part of the pod}
    String path(String part) {
        return "/api/v1/namespaces/" + namespace + "/pods/" + name + "/" + part;
    }
}
