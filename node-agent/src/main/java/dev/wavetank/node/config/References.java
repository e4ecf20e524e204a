package dev.wavetank.node.config;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.ClusterState;

import org.jspecify.annotations.Nullable;

import java.util.SortedMap;

/// Whether the ConfigMaps and Secrets are there that a container cannot begin without.
public final class References {
    private final String namespace;
    private final Configuration configuration;

    private References(Pod pod, ClusterState cluster) {
        namespace = pod.meta().namespace();
        configuration = new Configuration(cluster, namespace);
    }

    /// {@return the first that its environment misses, in the kubelet's words; null when all are
    /// there}
    public static @Nullable String missing(Pod pod, Container container, ClusterState cluster) {
        var references = new References(pod, cluster);
        for (Json each : container.rest().array("envFrom")) {
            String missing = each instanceof Json.Obj source ? references.whole(source) : null;
            if (missing != null) {
                return missing;
            }
        }
        for (Json each : container.rest().array("env")) {
            String missing =
                    each instanceof Json.Obj variable
                            ? references.key(variable.object("valueFrom"))
                            : null;
            if (missing != null) {
                return missing;
            }
        }
        return null;
    }

    /// {@return the first ConfigMap or Secret that a mounted volume of the pod misses, in the
    /// kubelet's words; null when all are there}
    public static @Nullable String missingVolume(Pod pod, ClusterState cluster) {
        var references = new References(pod, cluster);
        for (Json each : pod.spec().rest().array("volumes")) {
            if (!(each instanceof Json.Obj volume)) {
                continue;
            }
            String missing = references.source(volume, "secretName");
            for (Json part : volume.object("projected").array("sources")) {
                if (missing == null && part instanceof Json.Obj source) {
                    missing = references.source(source, "name");
                }
            }
            if (missing != null) {
                return "MountVolume.SetUp failed for volume \""
                        + volume.text("name")
                        + "\" : "
                        + missing;
            }
        }
        return null;
    }

    private @Nullable String source(Json.Obj volume, String secretField) {
        var map = volume.object("configMap");
        if (!map.isEmpty() && needed(map) && configuration.configMap(map.text("name")) == null) {
            return "configmap \"" + map.text("name") + "\" not found";
        }
        var secret = volume.object("secret");
        return !secret.isEmpty()
                        && needed(secret)
                        && configuration.secret(secret.text(secretField)) == null
                ? "secret \"" + secret.text(secretField) + "\" not found"
                : null;
    }

    private @Nullable String whole(Json.Obj source) {
        return source(
                Json.Obj.builder()
                        .put("configMap", source.object("configMapRef"))
                        .put("secret", source.object("secretRef"))
                        .build(),
                "name");
    }

    private @Nullable String key(Json.Obj from) {
        var map = from.object("configMapKeyRef");
        if (!map.isEmpty()) {
            return key(map, "configmap", "ConfigMap", configuration.texts(map.text("name")));
        }
        var secret = from.object("secretKeyRef");
        return secret.isEmpty()
                ? null
                : key(secret, "secret", "Secret", configuration.secret(secret.text("name")));
    }

    private @Nullable String key(
            Json.Obj ref, String word, String kind, @Nullable SortedMap<String, byte[]> entries) {
        if (!needed(ref)) {
            return null;
        } else if (entries == null) {
            return word + " \"" + ref.text("name") + "\" not found";
        }
        return entries.containsKey(ref.text("key"))
                ? null
                : "couldn't find key "
                        + ref.text("key")
                        + " in "
                        + kind
                        + " "
                        + namespace
                        + "/"
                        + ref.text("name");
    }

    private static boolean needed(Json.Obj ref) {
        return !(ref.get("optional") instanceof Json.Bool(var optional)) || !optional;
    }
}
