package dev.wavetank.cli.describe;

import static dev.wavetank.cli.api.ApiClient.query;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.objects.Item;
import dev.wavetank.cli.terminal.Ages;
import dev.wavetank.cluster.model.Json;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What the server knows besides the object itself.
///
/// @param withEvents whether events are shown
record Around(ApiClient api, boolean withEvents) {
    /// {@return the objects of a path; none when the server does not have such}
    List<Json.Obj> list(String path, String... parameters) throws Refused {
        try {
            return Facts.objects(api.get(path + query(parameters)).array("items"));
        } catch (Refused refused) {
            if (refused.notFound()) {
                return List.of();
            }
            throw refused;
        }
    }

    Json.Obj get(String path) throws Refused {
        return api.get(path);
    }

    /// {@return the pods that an object controls, of those with these labels}
    List<Json.Obj> pods(Item controller, Json.Obj selector) throws Refused {
        String path = "/api/v1/namespaces/" + controller.namespace() + "/pods";
        return list(path, "labelSelector", Facts.selector(selector)).stream()
                .filter(pod -> owned(pod, controller.uid()))
                .toList();
    }

    static boolean owned(Json.Obj object, String uid) {
        return Facts.objects(object.object("metadata").array("ownerReferences")).stream()
                .anyMatch(owner ->
                        owner.text("uid").equals(uid)
                                && Facts.text(owner, "controller").equals("true"));
    }

    /// Adds the events of an object, the newest last.
    void addEvents(Sheet sheet, Item item) throws Refused {
        if (!withEvents) {
            return;
        }
        String path =
                item.namespace().isEmpty()
                        ? "/api/v1/events"
                        : "/api/v1/namespaces/" + item.namespace() + "/events";
        String fields =
                "involvedObject.name="
                        + item.name()
                        + (item.namespace().isEmpty()
                                ? ""
                                : ",involvedObject.namespace=" + item.namespace())
                        + ",involvedObject.kind="
                        + item.type().kind()
                        // The uid of a node's events is its name, from kubelets of long ago.
                        + (item.type().kind().equals("Node")
                                ? ""
                                : ",involvedObject.uid=" + item.uid());
        var events = new ArrayList<>(list(path, "fieldSelector", fields));
        if (events.isEmpty()) {
            sheet.row("Events", "<none>");
            return;
        }
        sheet.section();
        events.sort(Comparator.comparing(event -> event.text("lastTimestamp")));
        sheet.line(0, "Events:");
        sheet.line(1, "Type\tReason\tAge\tFrom\tMessage");
        sheet.line(1, "----\t------\t----\t----\t-------");
        String now = Instant.now().toString();
        for (Json.Obj event : events) {
            String source = event.object("source").text("component");
            sheet.line(
                    1,
                    String.join(
                            "\t",
                            event.text("type"),
                            event.text("reason"),
                            age(event, now),
                            source.isEmpty() ? event.text("reportingComponent") : source,
                            event.text("message").strip()));
        }
    }

    /// {@return `5s`, or `5s (x3 over 1m)` for what happened several times}
    static String age(Json.Obj event, String now) {
        String time = event.text("eventTime");
        String first = Ages.since(time.isEmpty() ? event.text("firstTimestamp") : time, now);
        Json.Obj series = event.object("series");
        String count = Facts.text(series.isEmpty() ? event : series, "count");
        String last =
                series.isEmpty() ? event.text("lastTimestamp") : series.text("lastObservedTime");
        return count.isEmpty() || (series.isEmpty() && count.equals("1"))
                ? first
                : Ages.since(last, now) + " (x" + count + " over " + first + ")";
    }
}
