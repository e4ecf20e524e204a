package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.contract.Served;
import dev.wavetank.apiserver.tables.TableWriter;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.state.Change;

import java.io.ByteArrayOutputStream;
import java.util.List;

/// Writes the events of one watch in the form its client wants.
final class WatchEvents {
    private final Call call;
    private final Form form;
    private final Renderer renderer;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private boolean columns = true;

    WatchEvents(Call call, Renderer renderer) {
        this.call = call;
        this.form = call.form();
        this.renderer = renderer;
    }

    void add(Change change) {
        if (change.created()) {
            event("ADDED", change.object());
        } else if (change.deleted()) {
            Resource last = change.object();
            event("DELETED", last.withMeta(last.meta().withResourceVersion(change.revision())));
        } else {
            event("MODIFIED", change.object());
        }
    }

    void added(Resource object) {
        event("ADDED", object);
    }

    /// @param initial whether it ends what there was when the watch began
    void bookmark(long revision, boolean initial) {
        Served served = call.route().served();
        var meta = Json.Obj.builder().put("resourceVersion", Long.toString(revision));
        if (initial) {
            meta.put(
                    "annotations", Json.Obj.of("k8s.io/initial-events-end", new Json.Text("true")));
        }
        Json.Obj mark =
                Json.Obj.builder()
                        .put("apiVersion", served.apiVersion())
                        .put("kind", served.kindName())
                        .put("metadata", meta.build())
                        .build();
        Json.Obj object =
                switch (form.as()) {
                    case OBJECT -> mark;
                    case METADATA -> TableWriter.metadata(mark, form.version());
                    case TABLE ->
                            renderer.table(call, form, List.of(), mark.object("metadata"), false);
                };
        event("BOOKMARK", JsonText.bytes(object));
    }

    void error(Failure failure) {
        event("ERROR", JsonText.bytes(failure.json()));
    }

    private void event(String type, Resource object) {
        event(
                type,
                switch (form.as()) {
                    case OBJECT -> renderer.bytes(call.route().served(), object);
                    case METADATA ->
                            JsonText.bytes(TableWriter.metadata(object.tree(), form.version()));
                    case TABLE -> table(object);
                });
    }

    private byte[] table(Resource object) {
        byte[] table =
                JsonText.bytes(
                        renderer.table(
                                call, form, List.of(object), Renderer.meta(object), columns));
        columns = false;
        return table;
    }

    private void event(String type, byte[] object) {
        written.writeBytes(Renderer.ascii("{\"type\":\"" + type + "\",\"object\":"));
        written.writeBytes(object);
        written.writeBytes(Renderer.ascii("}\n"));
    }

    int size() {
        return written.size();
    }

    /// {@return what was written since the last call}
    byte[] take() {
        byte[] bytes = written.toByteArray();
        written.reset();
        return bytes;
    }
}
