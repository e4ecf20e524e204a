package dev.wavetank.cli.events;

import dev.wavetank.cli.terminal.Ages;
import dev.wavetank.cli.terminal.TabStops;
import dev.wavetank.cli.terminal.Terminal;
import dev.wavetank.cluster.model.Json;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Events in lines, as `kubectl events` has them.
final class EventLines {
    private final Terminal terminal;
    private final boolean withNamespace;
    private boolean header;

    EventLines(Terminal terminal, boolean withNamespace, boolean header) {
        this.terminal = terminal;
        this.withNamespace = withNamespace;
        this.header = header;
    }

    void print(List<Json.Obj> events) {
        var rows = new ArrayList<List<String>>();
        if (header) {
            rows.add(row("NAMESPACE", "LAST SEEN", "TYPE", "REASON", "OBJECT", "MESSAGE"));
            header = false;
        }
        String now = Instant.now().toString();
        for (Json.Obj event : events) {
            Json.Obj object = event.object("involvedObject");
            rows.add(
                    row(
                            event.object("metadata").text("namespace"),
                            age(event, now),
                            event.text("type"),
                            event.text("reason"),
                            object.text("kind") + "/" + object.text("name"),
                            event.text("message").strip()));
        }
        for (String line : TabStops.TABLE.layOut(rows).lines().toList()) {
            boolean warning = line.contains("Warning ");
            terminal.line(warning ? terminal.yellow(line) : line);
        }
        terminal.flush();
    }

    private List<String> row(String namespace, String... cells) {
        var row = new ArrayList<String>();
        if (withNamespace) {
            row.add(namespace);
        }
        row.addAll(List.of(cells));
        return row;
    }

    /// {@return when it was seen last, for sorting}
    static String last(Json.Obj event) {
        String series = event.object("series").text("lastObservedTime");
        String last = event.text("lastTimestamp");
        if (!series.isEmpty() || !last.isEmpty()) {
            return series.isEmpty() ? last : series;
        }
        String time = event.text("eventTime");
        return time.isEmpty() ? event.object("metadata").text("creationTimestamp") : time;
    }

    /// {@return `5s`, or `5s (x3 over 1m)` for what happened several times}
    private static String age(Json.Obj event, String now) {
        String time = event.text("eventTime");
        String first = Ages.since(time.isEmpty() ? event.text("firstTimestamp") : time, now);
        Json.Obj counted = event.has("series") ? event.object("series") : event;
        String count = String.valueOf(counted.get("count"));
        return List.of("null", "0", "1").contains(count)
                ? first
                : Ages.since(last(event), now) + " (x" + count + " over " + first + ")";
    }
}
