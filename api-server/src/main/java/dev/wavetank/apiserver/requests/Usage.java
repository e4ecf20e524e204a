package dev.wavetank.apiserver.requests;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.model.Timestamps;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What one node or pod uses: an object of `metrics.k8s.io`. It is made up on each request.
///
/// @param meta of the node or pod
/// @param at the end of the window
/// @param containers of a pod, or all those of a node
record Usage(Meta meta, Instant at, Duration window, List<Usages.Container> containers) {
    Usage {
        containers = List.copyOf(containers);
    }

    private Quantity cpu() {
        return containers.stream()
                .map(Usages.Container::cpu)
                .reduce(Quantity.of("0"), Quantity::plus)
                .canonical();
    }

    private Quantity memory() {
        return containers.stream()
                .map(Usages.Container::memory)
                .reduce(Quantity.of("0"), Quantity::plus)
                .canonical();
    }

    Json.Obj node() {
        return object().with("usage", json(cpu(), memory()));
    }

    Json.Obj pod() {
        return object().with(
                        "containers",
                        new Json.Arr(
                                containers.stream()
                                        .<Json>map(each ->
                                                Json.Obj.of("name", new Json.Text(each.name()))
                                                        .with(
                                                                "usage",
                                                                json(each.cpu(), each.memory())))
                                        .toList()));
    }

    private Json.Obj object() {
        return Json.Obj.builder()
                .put("metadata", metadata())
                .put("timestamp", Timestamps.seconds(at))
                .put("window", windowText())
                .build();
    }

    /// {@return name and labels, as metrics-server takes them over; created now}
    Json.Obj metadata() {
        var metadata =
                Json.Obj.builder()
                        .put("creationTimestamp", Timestamps.seconds(at))
                        .put("name", meta.name());
        if (!meta.namespace().isEmpty()) {
            metadata.put("namespace", meta.namespace());
        }
        if (!meta.labels().isEmpty()) {
            var labels = Json.Obj.builder();
            meta.labels().forEach(labels::put);
            metadata.put("labels", labels.build());
        }
        return metadata.build();
    }

    /// {@return the cells of its row: name, cpu, memory, window}
    Json.Arr cells() {
        return new Json.Arr(
                List.of(
                        new Json.Text(meta.name()),
                        new Json.Text(cpu().text()),
                        new Json.Text(memory().text()),
                        new Json.Text(windowText())));
    }

    /// As Go prints a duration that is metrics-server's: `15s`, `1m0s`.
    private String windowText() {
        long seconds = window.toSeconds();
        return seconds < 60 ? seconds + "s" : seconds / 60 + "m" + seconds % 60 + "s";
    }

    private static Json.Obj json(Quantity cpu, Quantity memory) {
        return Json.Obj.of("cpu", new Json.Text(cpu.text()))
                .with("memory", new Json.Text(memory.text()));
    }
}
