package dev.wavetank.cli.objects;

import static dev.wavetank.cli.api.ApiClient.query;

import dev.wavetank.cli.api.ApiClient;
import dev.wavetank.cli.api.Numbers;
import dev.wavetank.cli.api.Refused;
import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cluster.model.Json;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// Follows objects: first what there is, then every change.
///
/// A watch that ends, or whose past is gone, is taken up again.
///
/// @param path of the objects' type
/// @param labels a selector, "" for all
/// @param fields a selector, "" for all
public record Following(ApiClient api, String path, String labels, String fields) {
    /// What is done with what is followed.
    public interface Sink {
        /// Takes all there is at first; `Follow` may call it again when changes were missed.
        ///
        /// @return whether to go on
        boolean start(Json.Obj list);

        /// Takes one change.
        ///
        /// @param type `ADDED`, `MODIFIED` or `DELETED`
        /// @return whether to go on
        boolean next(String type, Json.Obj object);
    }

    /// {@return the changes of one object}
    public static Following one(ApiClient api, Item item) {
        return new Following(
                api, item.type().path(item.namespace()), "", "metadata.name=" + item.name());
    }

    /// Follows until the sink has enough.
    ///
    /// @param limit how long at most; null for ever
    /// @return whether it had enough in time
    public boolean run(@Nullable Duration limit, Sink sink) throws Refused {
        long until = limit == null ? Long.MAX_VALUE : System.nanoTime() + limit.toNanos();
        var last = new Last();
        while (true) {
            if (last.revision.isEmpty()) {
                Json.Obj list =
                        api.get(path + query("labelSelector", labels, "fieldSelector", fields));
                last.revision = list.object("metadata").text("resourceVersion");
                if (!sink.start(list)) {
                    return true;
                }
            }
            long left =
                    limit == null
                            ? 3600
                            : (until - System.nanoTime() + 999_999_999) / 1_000_000_000;
            if (left <= 0) {
                return false;
            }
            api.watch(
                    path
                            + query(
                                    "watch",
                                    "true",
                                    "allowWatchBookmarks",
                                    "true",
                                    "resourceVersion",
                                    last.revision,
                                    "timeoutSeconds",
                                    Long.toString(left),
                                    "labelSelector",
                                    labels,
                                    "fieldSelector",
                                    fields),
                    "application/json",
                    event -> last.takes(event, sink));
            if (last.enough) {
                return true;
            }
        }
    }

    /// How far the watch is.
    private static final class Last {
        private String revision = "";
        private boolean enough;

        boolean takes(Json.Obj event, Sink sink) {
            String type = event.text("type");
            Json.Obj object = event.object("object");
            if (type.equals("ERROR")) {
                if (Numbers.of(object, "code", 0) != 410) {
                    throw Failure.of(object.text("message"), "run this again");
                }
                revision = "";
                return false;
            }
            revision = object.object("metadata").text("resourceVersion");
            enough = !type.equals("BOOKMARK") && !sink.next(type, object);
            return !enough;
        }
    }
}
