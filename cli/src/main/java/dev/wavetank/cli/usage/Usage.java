package dev.wavetank.cli.usage;

import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Quantity;

/// What a node, a pod or a container uses, as metrics.k8s.io tells it.
///
/// @param name of the node, pod or container
/// @param cores CPU
/// @param bytes memory
record Usage(String namespace, String name, Quantity cores, Quantity bytes) {
    static final String METRICS = "/apis/metrics.k8s.io/v1beta1";

    private static final long MEBI = 1 << 20;

    static Usage of(Json.Obj metrics, Json.Obj usage) {
        Json.Obj meta = metrics.object("metadata");
        return new Usage(
                meta.text("namespace"),
                meta.text("name"),
                amount(usage, "cpu"),
                amount(usage, "memory"));
    }

    static Quantity amount(Json.Obj amounts, String name) {
        String text = amounts.text(name);
        return Quantity.of(text.isEmpty() ? "0" : text);
    }

    Usage plus(Usage other) {
        return new Usage(namespace, name, cores.plus(other.cores), bytes.plus(other.bytes));
    }

    /// {@return `250m`}
    String cpu() {
        return cores.millis() + "m";
    }

    /// {@return `64Mi`}
    String memory() {
        return bytes.units() / MEBI + "Mi";
    }

    String cpuShare(Json.Obj all) {
        long whole = amount(all, "cpu").millis();
        return whole == 0 ? "<unknown>" : cores.millis() * 100 / whole + "%";
    }

    String memoryShare(Json.Obj all) {
        long whole = amount(all, "memory").units();
        return whole == 0 ? "<unknown>" : (long) (100.0 * bytes.units() / whole) + "%";
    }

    static Failure failure(Refused refused) {
        return refused.notFound()
                ? Failure.of(
                        "Metrics API not available: " + refused.message(),
                        "measurements exist once a node runs; try again in a moment")
                : refused.failure("correct it and run this again");
    }
}
