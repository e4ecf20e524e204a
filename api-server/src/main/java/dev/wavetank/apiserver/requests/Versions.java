package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.contract.Served;
import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Json;

import java.util.Map;
import java.util.TreeMap;

/// Turns objects from the version in which they are asked for into that in which they are held, and
/// back.
final class Versions {
    /// The fields of `events.k8s.io/v1` that have another name in the core group.
    private static final Map<String, String> EVENT = new TreeMap<>();

    static {
        EVENT.put("deprecatedCount", "count");
        EVENT.put("deprecatedFirstTimestamp", "firstTimestamp");
        EVENT.put("deprecatedLastTimestamp", "lastTimestamp");
        EVENT.put("deprecatedSource", "source");
        EVENT.put("note", "message");
        EVENT.put("regarding", "involvedObject");
        EVENT.put("reportingController", "reportingComponent");
    }

    private static final Map<String, String> STORED_EVENT = turned(EVENT);

    private Versions() {}

    private static Map<String, String> turned(Map<String, String> names) {
        var turned = new TreeMap<String, String>();
        names.forEach((name, other) -> turned.put(other, name));
        return turned;
    }

    static Json.Obj toStored(Served served, Json.Obj tree) {
        if (served.asStored()) {
            return tree;
        }
        Json.Obj stored =
                served.stored().equals(Event.KIND)
                        ? renamed(tree, EVENT)
                        : Autoscalers.toStored(tree);
        return stored.with("apiVersion", served.stored().apiVersion());
    }

    static Json.Obj fromStored(Served served, Json.Obj tree) {
        if (served.asStored()) {
            return tree;
        }
        Json.Obj asked =
                served.stored().equals(Event.KIND)
                        ? renamed(tree, STORED_EVENT)
                        : Autoscalers.fromStored(tree);
        return asked.with("apiVersion", served.apiVersion());
    }

    private static Json.Obj renamed(Json.Obj tree, Map<String, String> names) {
        var renamed = Json.Obj.builder();
        tree.forEach((name, value) -> renamed.put(names.getOrDefault(name, name), value));
        return renamed.build();
    }
}
