package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.contract.Served;
import dev.wavetank.apiserver.core.EncodedObjects;
import dev.wavetank.apiserver.tables.TableWriter;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.model.Yaml;
import dev.wavetank.cluster.world.World;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Writes objects in the form and version that a client wants.
final class Renderer {
    private final EncodedObjects encoded;
    private final World world;

    Renderer(EncodedObjects encoded, World world) {
        this.encoded = encoded;
        this.world = world;
    }

    /// {@return the bytes of an object as it is asked for, in JSON}
    byte[] bytes(Served served, Resource object) {
        return served.asStored()
                ? encoded.bytes(object)
                : JsonText.bytes(Versions.fromStored(served, object.tree()));
    }

    /// {@return an answer of one object}
    Response object(Call call, int status, Resource object) {
        var form = call.form();
        Served served = call.route().served();
        return switch (form.as()) {
            case OBJECT ->
                    form.yaml()
                            ? yaml(status, Versions.fromStored(served, object.tree()))
                            : Answers.bytes(status, form.contentType(), bytes(served, object));
            case TABLE ->
                    tree(status, form, table(call, form, List.of(object), meta(object), true));
            case METADATA ->
                    tree(status, form, TableWriter.metadata(object.tree(), form.version()));
        };
    }

    /// {@return an answer of several objects}
    Response list(Call call, List<? extends Resource> objects, Json.Obj meta) {
        var form = call.form();
        Served served = call.route().served();
        return switch (form.as()) {
            case OBJECT ->
                    form.yaml()
                            ? yaml(
                                    200,
                                    list(
                                            served.apiVersion(),
                                            served.kindName() + "List",
                                            meta,
                                            objects,
                                            tree -> Versions.fromStored(served, tree)))
                            : Answers.bytes(
                                    200, form.contentType(), listBytes(served, objects, meta));
            case TABLE -> tree(200, form, table(call, form, objects, meta, true));
            case METADATA ->
                    tree(
                            200,
                            form,
                            list(
                                    "meta.k8s.io/" + form.version(),
                                    "PartialObjectMetadataList",
                                    meta,
                                    objects,
                                    tree -> TableWriter.metadata(tree, form.version())));
        };
    }

    /// {@return the table of these objects}
    Json.Obj table(
            Call call,
            Form form,
            List<? extends Resource> objects,
            Json.Obj meta,
            boolean columns) {
        return new TableWriter(call.route().served().stored(), form.version(), form.include())
                .table(objects, meta, columns, world.now().wall());
    }

    /// {@return the metadata of a list of one object}
    static Json.Obj meta(Resource object) {
        return Json.Obj.of(
                "resourceVersion", new Json.Text(Long.toString(object.meta().resourceVersion())));
    }

    private static Json.Obj list(
            String apiVersion,
            String kind,
            Json.Obj meta,
            List<? extends Resource> objects,
            UnaryOperator<Json.Obj> form) {
        var items = new ArrayList<Json>(objects.size());
        for (Resource object : objects) {
            items.add(form.apply(object.tree()));
        }
        return Json.Obj.builder()
                .put("apiVersion", apiVersion)
                .put("items", new Json.Arr(items))
                .put("kind", kind)
                .put("metadata", meta)
                .build();
    }

    /// Copies bytes that are there already: nothing is encoded anew but the frame.
    private byte[] listBytes(Served served, List<? extends Resource> objects, Json.Obj meta) {
        var parts = new ArrayList<byte[]>(objects.size());
        long size = 0;
        for (Resource object : objects) {
            byte[] part = bytes(served, object);
            parts.add(part);
            size += part.length + 1L;
        }
        byte[] head =
                ascii(
                        "{\"kind\":\""
                                + served.kindName()
                                + "List\",\"apiVersion\":\""
                                + served.apiVersion()
                                + "\",\"metadata\":"
                                + meta
                                + ",\"items\":[");
        byte[] all = new byte[Math.toIntExact(head.length + Math.max(size - 1, 0) + 2)];
        System.arraycopy(head, 0, all, 0, head.length);
        int at = head.length;
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                all[at++] = ',';
            }
            byte[] part = parts.get(i);
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        all[at++] = ']';
        all[at] = '}';
        return all;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Response tree(int status, Form form, Json.Obj tree) {
        return form.yaml() ? yaml(status, tree) : Answers.json(status, tree);
    }

    private static Response yaml(int status, Json.Obj tree) {
        return Answers.bytes(
                status, "application/yaml", Yaml.write(tree).getBytes(StandardCharsets.UTF_8));
    }
}
