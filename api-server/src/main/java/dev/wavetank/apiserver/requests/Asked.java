package dev.wavetank.apiserver.requests;

import io.micrometer.core.instrument.Tag;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/// What kind of request one is, as `/metrics` tells requests apart: under upstream's labels. Of
/// these there are only as many as the contract has, whatever clients send.
record Asked(
        String group,
        String resource,
        String scope,
        String subresource,
        String verb,
        String version) {
    private static final List<String> METHODS =
            List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

    /// @param verb what upstream calls it; "" for what no resource does
    static Asked of(Request request, @Nullable Route route, String verb) {
        if (route == null) {
            String method = request.method();
            return new Asked("", "", "", "", METHODS.contains(method) ? method : "OTHER", "");
        }
        var served = route.served();
        return new Asked(
                served.group(),
                served.plural(),
                scope(route),
                route.subresource(),
                verb.toUpperCase(Locale.ROOT),
                served.version());
    }

    private static String scope(Route route) {
        if (!route.name().isEmpty()) {
            return "resource";
        }
        return route.namespace().isEmpty() ? "cluster" : "namespace";
    }

    List<Tag> tags() {
        return List.of(
                Tag.of("group", group),
                Tag.of("resource", resource),
                Tag.of("scope", scope),
                Tag.of("subresource", subresource),
                Tag.of("verb", verb),
                Tag.of("version", version));
    }
}
