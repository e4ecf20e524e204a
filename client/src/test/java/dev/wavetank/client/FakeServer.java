package dev.wavetank.client;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// As much of a Kubernetes API server as a session needs, with the troubles it may have.
///
/// Objects live under their paths. All of it runs on one event loop, or under its lock.
final class FakeServer {
    record Seen(String method, String uri, MultiMap headers, String body) {}

    final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());

    /// Code and reason of the answer to everything; "" answers as it should be.
    volatile String trouble = "";

    /// Whether writes are done, but not answered.
    volatile boolean mute;

    /// Whether it knows of sessions, as Wavetank's does.
    volatile boolean sessions = true;

    /// How many objects a page of a list holds.
    volatile int page = 500;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final TreeMap<String, Json.Obj> objects = new TreeMap<>();
    private final List<Json.Obj> events = new ArrayList<>();
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final List<Watcher> watchers = new ArrayList<>();
    private long revision = 10;
    private long compacted;

    private record Watcher(String collection, HttpServerResponse response) {}

    FakeServer(Path socket) throws Exception {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions());
        server.connectionHandler(connections::add).requestHandler(this::read);
        server.listen(SocketAddress.domainSocketAddress(socket.toString()))
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private void read(HttpServerRequest request) {
        request.body().onSuccess(body -> answer(request, body));
    }

    private synchronized void answer(HttpServerRequest request, Buffer body) {
        seen.add(
                new Seen(
                        request.method().name(),
                        request.uri(),
                        request.headers(),
                        body.toString()));
        String problem = trouble;
        if (!problem.isEmpty()) {
            int space = problem.indexOf(' ');
            status(
                    request,
                    Integer.parseInt(problem.substring(0, space)),
                    problem.substring(space + 1));
            return;
        }
        switch (request.method().name()) {
            case "GET" -> get(request);
            case "POST" -> post(request, object(body));
            case "PUT" -> put(request, object(body));
            case "DELETE" -> delete(request);
            default -> status(request, 405, "MethodNotAllowed");
        }
    }

    private static String path(HttpServerRequest request) {
        return Objects.requireNonNull(request.path());
    }

    private static Json.Obj object(Buffer body) {
        return (Json.Obj) JsonText.read(body.getBytes());
    }

    private void get(HttpServerRequest request) {
        if (request.getParam("watch") != null) {
            watch(request);
        } else if (objects.containsKey(path(request))) {
            reply(request, 200, Objects.requireNonNull(objects.get(path(request))), false);
        } else if (request.getParam("limit") != null) {
            list(request);
        } else {
            status(request, 404, "NotFound");
        }
    }

    private void list(HttpServerRequest request) {
        String from = request.getParam("continue", "");
        var items = new ArrayList<Json>();
        String next = "";
        for (var each : objects.tailMap(path(request) + "/").entrySet()) {
            if (each.getKey().startsWith(path(request) + "/")
                    && each.getKey().compareTo(from) > 0) {
                if (items.size() == page) {
                    break;
                }
                items.add(each.getValue());
                next = each.getKey();
            }
        }
        boolean more = items.size() == page && !objects.lastKey().equals(next);
        respond(
                request,
                200,
                Json.Obj.of("kind", new Json.Text("List"))
                        .with("items", new Json.Arr(items))
                        .with(
                                "metadata",
                                Json.Obj.of(
                                                "resourceVersion",
                                                new Json.Text(Long.toString(revision)))
                                        .with("continue", more ? next : "")));
    }

    private void watch(HttpServerRequest request) {
        long from = Long.parseLong(request.getParam("resourceVersion"));
        var response = request.response().setChunked(true);
        response.writeHead();
        if (from < compacted) {
            response.end(line("ERROR", status(410, "Expired").with("message", "too old")));
            return;
        }
        for (var event : events) {
            if (revision(event.object("object")) > from) {
                response.write(Buffer.buffer(JsonText.bytes(event)).appendString("\n"));
            }
        }
        watchers.add(new Watcher(path(request), response));
    }

    private void post(HttpServerRequest request, Json.Obj body) {
        if (path(request).endsWith("/binding")) {
            String pod = path(request).replace("/binding", "");
            var bound =
                    Objects.requireNonNull(objects.get(pod))
                            .with(
                                    "spec",
                                    Json.Obj.of(
                                            "nodeName",
                                            new Json.Text(body.object("target").text("name"))));
            var stored = store(pod, bound, "MODIFIED");
            if (sessions) {
                reply(request, 201, stored, false);
            } else {
                respond(request, 201, Json.Obj.of("kind", new Json.Text("Status")));
            }
            return;
        }
        String name = body.object("metadata").text("name");
        String path = path(request) + "/" + (name.isEmpty() ? "made-" + (revision + 1) : name);
        if (objects.containsKey(path)) {
            status(request, 409, "AlreadyExists");
        } else {
            reply(request, 201, store(path, body, "ADDED"), false);
        }
    }

    private void put(HttpServerRequest request, Json.Obj body) {
        String path = path(request).replace("/status", "");
        var old = objects.get(path);
        if (old == null) {
            status(request, 404, "NotFound");
        } else if (body.object("metadata").has("resourceVersion")
                && revision(body) != revision(old)) {
            status(request, 409, "Conflict");
        } else {
            reply(request, 200, store(path, body, "MODIFIED"), false);
        }
    }

    private void delete(HttpServerRequest request) {
        var old = objects.remove(path(request));
        if (old == null) {
            status(request, 404, "NotFound");
            return;
        }
        var last = versioned(old, ++revision);
        publish("DELETED", last, path(request));
        if (sessions) {
            reply(request, 200, last, true);
        } else {
            respond(request, 200, Json.Obj.of("kind", new Json.Text("Status")));
        }
    }

    /// Puts an object in, as somebody else would.
    synchronized Json.Obj store(String path, Json.Obj object, String type) {
        var meta =
                object.object("metadata").with("name", path.substring(path.lastIndexOf('/') + 1));
        var stored = versioned(object.with("metadata", meta), ++revision);
        objects.put(path, stored);
        publish(type, stored, path);
        return stored;
    }

    private void publish(String type, Json.Obj object, String path) {
        var event = Json.Obj.of("type", new Json.Text(type)).with("object", object);
        events.add(event);
        for (var each : watchers) {
            if (path.startsWith(each.collection() + "/")) {
                each.response().write(line(type, object));
            }
        }
    }

    synchronized void bookmark() {
        var mark =
                Json.Obj.of(
                        "metadata",
                        Json.Obj.of("resourceVersion", new Json.Text(Long.toString(++revision))));
        watchers.forEach(each -> each.response().write(line("BOOKMARK", mark)));
    }

    /// Forgets its history and ends its watches: they cannot be resumed.
    synchronized void compact() {
        compacted = ++revision;
        events.clear();
        endWatches();
    }

    synchronized void endWatches() {
        watchers.forEach(each -> each.response().end());
        watchers.clear();
    }

    synchronized void breakConnections() {
        watchers.clear();
        connections.forEach(HttpConnection::close);
        connections.clear();
    }

    synchronized long revision() {
        return revision;
    }

    private static long revision(Json.Obj object) {
        return Long.parseLong(object.object("metadata").text("resourceVersion"));
    }

    private static Json.Obj versioned(Json.Obj object, long revision) {
        return object.with(
                "metadata",
                object.object("metadata").with("resourceVersion", Long.toString(revision)));
    }

    private static Buffer line(String type, Json.Obj object) {
        var event = Json.Obj.of("type", new Json.Text(type)).with("object", object);
        return Buffer.buffer(JsonText.bytes(event)).appendString("\n");
    }

    private static Json.Obj status(int code, String reason) {
        return Json.Obj.of("kind", new Json.Text("Status"))
                .with("code", Json.Num.of(code))
                .with("reason", reason)
                .with("message", reason + " it is");
    }

    private void status(HttpServerRequest request, int code, String reason) {
        respond(
                request,
                code,
                status(code, reason)
                        .with(
                                "details",
                                Json.Obj.of(
                                        "causes",
                                        new Json.Arr(
                                                List.of(
                                                        Json.Obj.of("reason", new Json.Text("R"))
                                                                .with("field", "f")
                                                                .with("message", "m"))))));
    }

    private void reply(HttpServerRequest request, int code, Json.Obj object, boolean gone) {
        if (sessions) {
            request.response()
                    .putHeader("wavetank-revision", Long.toString(revision))
                    .putHeader("wavetank-gone", Boolean.toString(gone));
        }
        respond(request, code, object);
    }

    private void respond(HttpServerRequest request, int code, Json.Obj body) {
        if (mute && !request.method().name().equals("GET")) {
            return;
        }
        request.response().setStatusCode(code).end(Buffer.buffer(JsonText.bytes(body)));
    }

    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
