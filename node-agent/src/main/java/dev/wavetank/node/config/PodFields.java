package dev.wavetank.node.config;

import dev.wavetank.cluster.model.Container;
import dev.wavetank.cluster.model.Ip;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.state.ClusterState;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// The downward API: what a pod may know of itself.
final class PodFields {
    private PodFields() {}

    /// {@return the value at a path such as `metadata.labels['app']`; "" for an unknown one}
    static String field(Pod pod, String path) {
        return switch (path) {
            case "metadata.name" -> pod.meta().name();
            case "metadata.namespace" -> pod.meta().namespace();
            case "metadata.uid" -> pod.meta().uid();
            case "metadata.labels" -> lines(pod.meta().labels());
            case "metadata.annotations" -> lines(pod.meta().annotations());
            case "spec.nodeName" -> pod.spec().nodeName();
            case "spec.serviceAccountName" -> pod.spec().serviceAccountName();
            case "status.podIP" -> pod.status().podIP();
            case "status.podIPs" -> ips(pod.status().podIPs());
            case "status.hostIP" -> pod.status().hostIP();
            case "status.hostIPs" -> ips(pod.status().hostIPs());
            default -> entry(pod, path);
        };
    }

    private static String entry(Pod pod, String path) {
        int open = path.indexOf("['");
        if (open < 0 || !path.endsWith("']")) {
            return "";
        }
        String key = path.substring(open + 2, path.length() - 2);
        return switch (path.substring(0, open)) {
            case "metadata.labels" -> pod.meta().label(key);
            case "metadata.annotations" -> pod.meta().annotation(key);
            default -> "";
        };
    }

    private static String lines(SortedMap<String, String> entries) {
        return entries.entrySet().stream()
                .map(each -> each.getKey() + "=" + new Json.Text(each.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String ips(List<Ip> ips) {
        return ips.stream().map(Ip::ip).collect(Collectors.joining(","));
    }

    /// {@return what a pod's node has for its pods; nothing while it has none}
    static SortedMap<String, Quantity> room(Pod pod, ClusterState cluster) {
        var node = cluster.table(Node.KIND).get("", pod.spec().nodeName());
        return node == null ? Collections.emptySortedMap() : node.status().allocatable();
    }

    /// {@return a limit or request, in units of the divisor and rounded up as upstream does}
    ///
    /// @param room what the node has: the limit of a container without one
    static String resource(Container container, Json.Obj ref, SortedMap<String, Quantity> room) {
        String resource = ref.text("resource");
        String name = resource.substring(resource.indexOf('.') + 1);
        boolean limit = resource.startsWith("limits.");
        var amounts = limit ? container.resources().limits() : container.resources().requests();
        Quantity amount = amounts.containsKey(name) || !limit ? amounts.get(name) : room.get(name);
        if (amount == null) {
            return "0";
        }
        return amount.amount().divide(divisor(ref), 0, RoundingMode.CEILING).toPlainString();
    }

    private static BigDecimal divisor(Json.Obj ref) {
        try {
            Json given = ref.get("divisor");
            String text =
                    given instanceof Json.Text(var value)
                            ? value
                            : given instanceof Json.Num number ? number.literal() : "";
            var divisor = text.isEmpty() ? BigDecimal.ZERO : Quantity.of(text).amount();
            return divisor.signum() > 0 ? divisor : BigDecimal.ONE;
        } catch (Malformed notAQuantity) {
            return BigDecimal.ONE;
        }
    }

    /// {@return the name of a variable in Go's way: `WEB_SERVICE_HOST`}
    static String variable(String name) {
        return name.replace('-', '_').replace('.', '_').toUpperCase(java.util.Locale.ROOT);
    }

    /// Replaces `$(NAME)` by what is known, and `$$` by `$`, as in env, command and args.
    static String expanded(String text, Map<String, String> known) {
        var result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '$' && text.startsWith("$$", i)) {
                result.append('$');
                i++;
            } else if (c == '$' && text.startsWith("$(", i) && text.indexOf(')', i) > 0) {
                int end = text.indexOf(')', i);
                String name = text.substring(i + 2, end);
                result.append(known.getOrDefault(name, "$(" + name + ")"));
                i = end;
            } else {
                result.append(c);
            }
        }
        return result.toString();
    }
}
