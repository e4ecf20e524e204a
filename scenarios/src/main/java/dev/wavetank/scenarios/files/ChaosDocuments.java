package dev.wavetank.scenarios.files;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.scenarios.faults.Fault;
import dev.wavetank.scenarios.format.Form;
import dev.wavetank.scenarios.format.Reader;
import dev.wavetank.scenarios.format.Spot;
import dev.wavetank.scenarios.format.Words;

import org.jspecify.annotations.Nullable;

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

    private ChaosDocuments() {}

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
        return List.copyOf(FAULTS.keySet());
    }

    /// {@return the fault, or the deed that the document stands for; null when it is wrong}
    static @Nullable Object read(Spot document, Reader reader) {
        String kind = document.text("kind");
        var problems = reader.problems();
        var type = FAULTS.get(kind);
        if (type == null) {
            problems.at(document.member("kind"), refusal(document, kind));
            return null;
        }
        int before = problems.count();
        reader.known(document, FIELDS);
        version(document, kind, reader);
        var fault = spec(type, document, document.member("spec"), reader);
        return problems.count() > before ? null : fault;
    }

    private static String refusal(Spot document, String kind) {
        String hint = Unsupported.kinds().get(kind);
        if (hint != null) {
            return kind + " does not exist here; " + hint;
        }
        return "found "
                + Words.found(document.member("kind").value())
                + Words.allowed(kind, names());
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

    /// {@return the fault of this content}
    static @Nullable Object spec(Class<?> type, Spot document, Spot spec, Reader reader) {
        if (!(spec.value() instanceof Json.Obj object)) {
            reader.problems()
                    .at(spec, "found " + Words.found(spec.value()) + "; needed: the fault");
            return null;
        }
        int before = reader.problems().count();
        Unsupported.check(type.getSimpleName(), spec, reader.problems());
        var known = spec.with(Unsupported.without(type.getSimpleName(), object));
        String namespace = document.member("metadata").text("namespace");
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
