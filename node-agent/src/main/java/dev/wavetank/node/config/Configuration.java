package dev.wavetank.node.config;

import dev.wavetank.cluster.model.Generic;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.ClusterState;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What ConfigMaps and Secrets hold, by key.
record Configuration(ClusterState cluster, String namespace) {
    private static final Kind<Generic> CONFIG_MAPS =
            Kind.generic("", "v1", "ConfigMap", "configmaps", true);
    private static final Kind<Generic> SECRETS = Kind.generic("", "v1", "Secret", "secrets", true);

    /// {@return the texts of a ConfigMap, which is what variables can have of it; null when there
    /// is none}
    @Nullable SortedMap<String, byte[]> texts(String name) {
        Resource found = cluster.get(CONFIG_MAPS.ref(namespace, name));
        if (found == null) {
            return null;
        }
        var entries = new TreeMap<String, byte[]>();
        found.tree()
                .object("data")
                .forEach((key, value) ->
                        entries.put(key, text(value).getBytes(StandardCharsets.UTF_8)));
        return Collections.unmodifiableSortedMap(entries);
    }

    /// {@return all entries of a ConfigMap, as files are made of them; null when there is none}
    @Nullable SortedMap<String, byte[]> configMap(String name) {
        Resource found = cluster.get(CONFIG_MAPS.ref(namespace, name));
        var texts = texts(name);
        if (found == null || texts == null) {
            return null;
        }
        var entries = new TreeMap<>(texts);
        found.tree()
                .object("binaryData")
                .forEach((key, value) -> entries.put(key, decoded(text(value))));
        return Collections.unmodifiableSortedMap(entries);
    }

    /// {@return the entries of a Secret; null when there is none}
    @Nullable SortedMap<String, byte[]> secret(String name) {
        Resource found = cluster.get(SECRETS.ref(namespace, name));
        if (found == null) {
            return null;
        }
        var entries = new TreeMap<String, byte[]>();
        found.tree().object("data").forEach((key, value) -> entries.put(key, decoded(text(value))));
        return Collections.unmodifiableSortedMap(entries);
    }

    private static String text(Json value) {
        return value instanceof Json.Text text ? text.value() : "";
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
