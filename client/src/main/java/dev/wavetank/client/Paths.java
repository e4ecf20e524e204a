package dev.wavetank.client;

import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.LabelRequirement;
import dev.wavetank.cluster.model.Ref;
import dev.wavetank.cluster.state.Query;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/// Kubernetes' URLs.
final class Paths {
    private Paths() {}

    /// {@return the path of all objects of a kind, in one namespace or ("") in all}
    static String collection(Kind<?> kind, String namespace) {
        return (kind.group().isEmpty() ? "/api/" : "/apis/" + kind.group() + "/")
                + kind.version()
                + (namespace.isEmpty() ? "" : "/namespaces/" + encoded(namespace))
                + "/"
                + kind.plural();
    }

    static String object(Ref ref) {
        return collection(ref.kind(), ref.namespace()) + "/" + encoded(ref.name());
    }

    /// {@return the path and the selectors of a query, ready for more parameters}
    static String query(Query query) {
        var fields = new ArrayList<String>();
        if (!query.name().isEmpty()) {
            fields.add("metadata.name=" + query.name());
        }
        if (!query.node().isEmpty()) {
            fields.add("spec.nodeName=" + query.node());
        }
        String labels = labels(query);
        return collection(query.kind(), query.namespace())
                + "?"
                + (fields.isEmpty()
                        ? ""
                        : "fieldSelector=" + encoded(String.join(",", fields)) + "&")
                + (labels.isEmpty() ? "" : "labelSelector=" + encoded(labels) + "&");
    }

    private static String labels(Query query) {
        var terms = new ArrayList<String>();
        query.labels().matchLabels().forEach((name, value) -> terms.add(name + "=" + value));
        for (LabelRequirement each : query.labels().matchExpressions()) {
            String values = "(" + String.join(",", each.values()) + ")";
            terms.add(
                    switch (each.operator()) {
                        case "In" -> each.key() + " in " + values;
                        case "NotIn" -> each.key() + " notin " + values;
                        case "Exists" -> each.key();
                        case "DoesNotExist" -> "!" + each.key();
                        case String other ->
                                throw new IllegalArgumentException(
                                        "a label selector with operator " + other);
                    });
        }
        return String.join(",", terms);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
