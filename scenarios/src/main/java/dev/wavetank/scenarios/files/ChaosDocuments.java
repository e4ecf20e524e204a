package dev.wavetank.scenarios.files;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.scenarios.faults.Fault;
import dev.wavetank.scenarios.format.Form;
import dev.wavetank.scenarios.format.Reader;
import dev.wavetank.scenarios.format.Spot;
import dev.wavetank.scenarios.format.Words;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads documents that say what goes wrong: our own kinds, and Chaos Mesh's as they are.
final class ChaosDocuments {
    static final String OURS = "wavetank.dev/v1alpha1";
    static final String CHAOS_MESH = "chaos-mesh.org/v1alpha1";

    private static final List<String> FIELDS =
            List.of("apiVersion", "kind", "metadata", "spec", "status");
    private static final SortedMap<String, Class<?>> FAULTS = faults();

    private final @Nullable Duration end;

    /// @param end when the chaos ends, from the beginning of the method; null when that is not
    ///   known
    ChaosDocuments(@Nullable Duration end) {
        this.end = end;
    }

    private static SortedMap<String, Class<?>> faults() {
        var faults = new TreeMap<String, Class<?>>();
        for (var type : Fault.class.getPermittedSubclasses()) {
            faults.put(type.getSimpleName(), type);
        }
        return faults;
    }

    /// {@return whether such a document is a part of the scenario, and not of its cluster}
    static boolean isChaos(Spot document) {
        String version = document.text("apiVersion");
        return version.startsWith("chaos-mesh.org/")
                || version.startsWith("wavetank.dev/")
                || (version.isEmpty() && names().contains(document.text("kind")));
    }

    static List<String> names() {
        var names = new ArrayList<>(FAULTS.keySet());
        names.add("Schedule");
        names.add("Workflow");
        return names;
    }

    /// {@return the fault, or the deed that the document stands for; null when it is wrong}
    @Nullable Object read(Spot document, Reader reader) {
        String kind = document.text("kind");
        if (!isKnown(document.member("kind"), kind, names(), reader)) {
            return null;
        }
        reader.known(document, FIELDS);
        version(document, kind, reader);
        String namespace = document.member("metadata").text("namespace");
        return content(kind, document.member("spec"), namespace, reader);
    }

    /// {@return whether this kind is one of those allowed; otherwise that was told}
    static boolean isKnown(Spot spot, String kind, List<String> allowed, Reader reader) {
        if (allowed.contains(kind)) {
            return true;
        }
        String instead = Unsupported.kinds().get(kind);
        reader.problems()
                .at(
                        spot,
                        instead == null
                                ? "found "
                                        + Words.found(spot.value())
                                        + Words.allowed(kind, allowed)
                                : kind + " does not exist here; " + instead);
        return false;
    }

    /// {@return what a `spec` of this kind means; null when it is wrong}
    ///
    /// @param namespace that of the document; "" when it has none
    @Nullable Object content(String kind, Spot spec, String namespace, Reader reader) {
        return switch (kind) {
            case "Schedule" -> new Schedules(this, namespace).deed(spec, end, reader);
            case "Workflow" -> new Workflows(this, namespace).deed(spec, end, reader);
            default -> fault(kind, spec, namespace, reader);
        };
    }

    private static void version(Spot document, String kind, Reader reader) {
        boolean chaosMesh = Unsupported.isOfChaosMesh(kind);
        var version = document.member("apiVersion");
        String found = document.text("apiVersion");
        var allowed = chaosMesh ? List.of(CHAOS_MESH, OURS) : List.of(OURS);
        if (document.has("apiVersion") && !allowed.contains(found)) {
            reader.problems()
                    .at(
                            version,
                            "found "
                                    + Words.found(version.value())
                                    + Words.allowed(found, allowed));
        }
    }

    private static @Nullable Object fault(String kind, Spot spec, String namespace, Reader reader) {
        var type = FAULTS.get(kind);
        if (type == null || !(spec.value() instanceof Json.Obj object)) {
            reader.problems()
                    .at(spec, "found " + Words.found(spec.value()) + "; needed: the fault");
            return null;
        }
        int before = reader.problems().count();
        Unsupported.check(kind, spec, reader.problems());
        var known = spec.with(Unsupported.without(kind, object));
        var fault =
                reader.read(
                        new Form.Group(type),
                        namespace.isEmpty() ? known : inNamespace(known, namespace));
        return reader.problems().count() > before ? null : fault;
    }

    /// A selector that names no namespace means that of the document, as in Chaos Mesh.
    private static Spot inNamespace(Spot spec, String namespace) {
        var object = (Json.Obj) spec.value();
        var target = object.object("target");
        if (object.get("selector") instanceof Json.Obj selector) {
            object = object.with("selector", inNamespace(selector, namespace));
        }
        if (target.get("selector") instanceof Json.Obj selector) {
            object =
                    object.with(
                            "target", target.with("selector", inNamespace(selector, namespace)));
        }
        return spec.with(object);
    }

    private static Json inNamespace(Json.Obj selector, String namespace) {
        boolean named = selector.has("namespaces") || selector.has("pods");
        return named
                ? selector
                : selector.with("namespaces", new Json.Arr(List.of(new Json.Text(namespace))));
    }
}
