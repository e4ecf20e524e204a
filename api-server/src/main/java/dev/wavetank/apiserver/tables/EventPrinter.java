package dev.wavetank.apiserver.tables;

import static dev.wavetank.apiserver.tables.Cells.number;
import static dev.wavetank.apiserver.tables.Cells.text;

import dev.wavetank.cluster.model.Event;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Timestamps;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// Events: how long ago comes first.
final class EventPrinter implements Printer<Event> {
    @Override
    public Kind<Event> kind() {
        return Event.KIND;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("Last Seen", "When it happened last."),
                Column.text("Type", "Normal or Warning."),
                Column.text("Reason", "What happened, in one word."),
                Column.text("Object", "What it happened to."),
                Column.text("Subobject", "The part of the object that it happened to.").wide(),
                Column.text("Source", "Who reported it.").wide(),
                Column.text("Message", "What happened."),
                Column.text("First Seen", "When it happened first.").wide(),
                new Column("Count", "string", "", "How often it happened.", 1),
                new Column("Name", "string", "name", Column.NAME.description(), 1));
    }

    @Override
    public List<Json> cells(Event object, Instant now) {
        Json.Obj series = object.rest().object("series");
        String first = first(object, now);
        String last =
                object.lastTimestamp() == null ? first : Cells.since(object.lastTimestamp(), now);
        if (!series.isEmpty()) {
            last = Cells.since(Timestamps.read(series.text("lastObservedTime")), now);
        }
        Json count =
                series.get("count") instanceof Json.Num repeated
                        ? repeated
                        : number(Math.max(1, object.count()));
        return List.of(
                text(last),
                text(object.type()),
                text(object.reason()),
                text(about(object)),
                text(object.involvedObject().fieldPath()),
                text(source(object)),
                text(object.message().strip()),
                text(first),
                count,
                Cells.name(object));
    }

    private static String first(Event event, Instant now) {
        if (event.firstTimestamp() != null) {
            return Cells.since(event.firstTimestamp(), now);
        }
        var time = event.eventTime();
        return Cells.since(time == null ? null : time.instant(), now);
    }

    private static String about(Event event) {
        String kind = event.involvedObject().kind().toLowerCase(Locale.ROOT);
        String name = event.involvedObject().name();
        return name.isEmpty() ? kind : kind + "/" + name;
    }

    private static String source(Event event) {
        String component = event.source().component();
        String host = event.source().host();
        if (component.isEmpty()) {
            component = event.reportingComponent();
        }
        if (host.isEmpty()) {
            host = event.reportingInstance();
        }
        return host.isEmpty() ? component : component + ", " + host;
    }
}
