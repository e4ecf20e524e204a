package dev.wavetank.cli.why;

import dev.wavetank.cli.api.Numbers;
import dev.wavetank.cli.terminal.Ages;
import dev.wavetank.cluster.model.Json;

import java.util.ArrayList;
import java.util.List;

/// What a component decided about an object, as the server recorded it.
///
/// @param object such as `pod/web-1`
/// @param details what was needed, what was found and where
/// @param count how often it was decided
/// @param last when it was decided last, RFC 3339
record Decision(
        String object,
        String component,
        String decision,
        List<String> details,
        long count,
        String last) {
    Decision {
        details = List.copyOf(details);
    }

    static Decision of(String object, Json.Obj json) {
        var details = new ArrayList<String>();
        for (Json each : json.array("details")) {
            details.add(each instanceof Json.Text(var text) ? text : each.toString());
        }
        return new Decision(
                object,
                json.text("component"),
                json.text("decision"),
                details,
                Numbers.of(json, "count", 1),
                json.text("last"));
    }

    /// {@return `12s ago`, `3m ago, 14 times`}
    ///
    /// @param now the cluster's own time, which may run faster than ours
    String when(String now) {
        return Ages.since(last, now) + " ago" + (count > 1 ? ", " + count + " times" : "");
    }
}
