package dev.wavetank.scenarios.assertions;

import dev.cel.common.values.NullValue;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.scenarios.sight.FaultRecord;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// JSON as CEL knows it, for one run. An object that did not change since it was last asked for is
/// not made again.
final class Values {
    private final TreeMap<String, Made> made = new TreeMap<>();

    private record Made(long resourceVersion, Object value) {}

    Object of(Resource object) {
        String uid = object.meta().uid();
        var before = made.get(uid);
        if (before != null && before.resourceVersion() == object.meta().resourceVersion()) {
            return before.value();
        }
        var value = of(object.tree());
        made.put(uid, new Made(object.meta().resourceVersion(), value));
        return value;
    }

    static Object of(Json json) {
        return switch (json) {
            case Json.Null _ -> NullValue.NULL_VALUE;
            case Json.Bool(var truth) -> truth;
            case Json.Num number -> {
                Long whole = number.whole();
                yield whole != null ? whole : (Object) Double.valueOf(number.literal());
            }
            case Json.Text(var text) -> text;
            case Json.Arr(var items) -> {
                var list = new ArrayList<Object>(items.size());
                items.forEach(item -> list.add(of(item)));
                yield list;
            }
            case Json.Obj object -> {
                var map = new LinkedHashMap<String, Object>();
                object.forEach((name, value) -> map.put(name, of(value)));
                yield map;
            }
        };
    }

    /// {@return what an expression may know of a fault}
    static Map<String, Object> of(FaultRecord fault) {
        var map = new LinkedHashMap<String, Object>();
        map.put("number", (long) fault.number());
        map.put("name", fault.name());
        map.put("kind", fault.fault().getClass().getSimpleName());
        map.put("action", fault.fault().verb());
        map.put("targets", List.copyOf(fault.targets()));
        map.put("began", fault.began().wall());
        return map;
    }
}
