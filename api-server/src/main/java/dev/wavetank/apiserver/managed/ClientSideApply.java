package dev.wavetank.apiserver.managed;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Malformed;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.TreeMap;

/// How an object moves from client-side to server-side apply: what kubectl applied the last time,
/// by its own annotation, does not conflict with what it applies now.
final class ClientSideApply {
    private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

    /// Only kubectl itself takes over; others opt out by their name.
    private static final String KUBECTL = "kubectl";

    private ClientSideApply() {}

    static boolean concerns(Owner by, Json.Obj live) {
        return by.name().equals(KUBECTL) && !annotation(live).isEmpty();
    }

    private static String annotation(Json.Obj tree) {
        return tree.object("metadata").object("annotations").text(ANNOTATION);
    }

    /// {@return the conflicts without those over what the annotation says and is still so}
    static Conflicts besides(Conflicts conflicts, Json.Obj live, Tracking tracking) {
        Json.Obj last = read(annotation(live));
        if (last == null) {
            return conflicts;
        }
        var difference = Comparison.of(last, live, tracking.type(), tracking.forms());
        FieldSet allowed =
                Owned.of(last, tracking.type(), tracking.forms())
                        .minus(difference.changed())
                        .minus(difference.removed());
        var left = new TreeMap<Owner, FieldSet>();
        conflicts
                .fields()
                .forEach((manager, fields) -> {
                    FieldSet real = fields.minus(allowed);
                    if (!real.isEmpty()) {
                        left.put(manager, real);
                    }
                });
        return new Conflicts(Collections.unmodifiableSortedMap(left));
    }

    /// {@return the object with the annotation as client-side apply would now write it}
    static Json.Obj annotated(Json.Obj tree, Json.Obj config) {
        Json.Obj meta = config.object("metadata").without(ManagedFields.FIELD);
        if (meta.get("annotations") instanceof Json.Obj annotations) {
            meta = meta.with("annotations", annotations.without(ANNOTATION));
        }
        Json.Obj plain = config.with("metadata", meta);
        Json.Obj old = tree.object("metadata");
        return tree.with(
                "metadata",
                old.with(
                        "annotations",
                        old.object("annotations").with(ANNOTATION, JsonText.write(plain) + "\n")));
    }

    private static Json.@Nullable Obj read(String annotation) {
        try {
            return JsonText.read(annotation) instanceof Json.Obj object ? object : null;
        } catch (Malformed _) {
            return null;
        }
    }
}
