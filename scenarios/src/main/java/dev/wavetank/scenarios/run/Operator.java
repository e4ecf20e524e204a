package dev.wavetank.scenarios.run;

import dev.wavetank.apiserver.requests.Request;
import dev.wavetank.apiserver.requests.Response;
import dev.wavetank.apiserver.requests.User;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.world.Time;
import dev.wavetank.cluster.world.World;
import dev.wavetank.tank.Tank;
import dev.wavetank.tank.VirtualTank;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Asks the API server for what a scenario's steps do, as a person with kubectl would: by requests,
/// and again each second while it does not answer.
final class Operator {
    private static final User USER = new User("scenario", List.of("system:masters"));

    /// Chosen: no API server is kept down for longer.
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final Duration AGAIN = Duration.ofSeconds(1);

    /// Chosen: far longer than any answer takes.
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final World world;
    private final Tank tank;

    Operator(World world, Tank tank) {
        this.world = world;
        this.tank = tank;
    }

    /// Creates objects, or merges them into what is there, one after the other.
    ///
    /// @param then told the first problem in one sentence, or ""
    void apply(List<Json.Obj> objects, Consumer<String> then) {
        if (objects.isEmpty()) {
            then.accept("");
            return;
        }
        var rest = objects.subList(1, objects.size());
        apply(
                objects.getFirst(),
                problem -> {
                    if (problem.isEmpty()) {
                        apply(rest, then);
                    } else {
                        then.accept(problem);
                    }
                });
    }

    private void apply(Json.Obj object, Consumer<String> then) {
        var kind = kind(object.text("apiVersion"), object.text("kind"));
        if (kind == null) {
            then.accept(
                    "there is no kind \""
                            + object.text("kind")
                            + "\" in version \""
                            + object.text("apiVersion")
                            + "\"");
            return;
        }
        String namespace = object.object("metadata").text("namespace");
        String name = object.object("metadata").text("name");
        String all = VirtualTank.collection(kind, namespace.isEmpty() ? "default" : namespace);
        request(
                "POST",
                all,
                object,
                created -> {
                    if (created.status() == 409 && !name.isEmpty()) {
                        request(
                                "PATCH",
                                all + "/" + name,
                                object,
                                merged -> then.accept(merged.problem()));
                    } else {
                        then.accept(created.problem());
                    }
                });
    }

    /// Merges a change into an object.
    ///
    /// @param object as in `deployments/shop/web` or `nodes/node-1`
    void patch(String object, Json.Obj merge, Consumer<String> then) {
        named(
                object,
                then,
                path -> request("PATCH", path, merge, answer -> then.accept(answer.problem())));
    }

    /// Deletes an object; that it is gone already is no problem.
    void delete(String object, Consumer<String> then) {
        named(
                object,
                then,
                path ->
                        request(
                                "DELETE",
                                path,
                                Json.Obj.EMPTY,
                                answer ->
                                        then.accept(
                                                answer.status() == 404 ? "" : answer.problem())));
    }

    private void named(String object, Consumer<String> problem, Consumer<String> then) {
        String[] parts = object.split("/", -1);
        var kind = resource(parts[0]);
        if (kind == null || parts.length != (kind.namespaced() ? 3 : 2)) {
            problem.accept(
                    "\""
                            + object
                            + "\" names no object; write it as deployments/shop/web or"
                            + " nodes/node-1");
            return;
        }
        String namespace = kind.namespaced() ? parts[1] : "";
        then.accept(VirtualTank.collection(kind, namespace) + "/" + parts[parts.length - 1]);
    }

    private @Nullable Kind<?> kind(String apiVersion, String name) {
        for (var kind : tank.kinds()) {
            if (kind.apiVersion().equals(apiVersion) && kind.name().equals(name)) {
                return kind;
            }
        }
        return null;
    }

    private @Nullable Kind<?> resource(String plural) {
        for (var kind : tank.kinds()) {
            if (kind.plural().equals(plural) || kind.resource().equals(plural)) {
                return kind;
            }
        }
        return null;
    }

    /// What the API server said.
    ///
    /// @param problem its message; "" when it accepted
    private record Answer(int status, String problem) {}

    private void request(String method, String path, Json.Obj body, Consumer<Answer> then) {
        request(method, path, body, world.now().plus(PATIENCE), then);
    }

    private void request(
            String method, String path, Json.Obj body, Time end, Consumer<Answer> then) {
        var headers = new TreeMap<String, String>();
        headers.put(
                "content-type",
                method.equals("PATCH") ? "application/merge-patch+json" : "application/json");
        headers.put("accept", "application/json");
        byte[] bytes =
                method.equals("DELETE")
                        ? new byte[0]
                        : JsonText.write(body).getBytes(StandardCharsets.UTF_8);
        var request = new Request(method, path, new TreeMap<>(), headers, USER, bytes);
        attempt(
                request,
                answer -> {
                    boolean later = answer.status() == 503 || answer.status() == 429;
                    if (later && world.now().before(end)) {
                        world.after(
                                "ask again", AGAIN, () -> request(method, path, body, end, then));
                    } else {
                        then.accept(answer);
                    }
                });
    }

    /// A server that crashes on the way answers never: that counts as not available.
    private void attempt(Request request, Consumer<Answer> then) {
        var open = new AtomicBoolean(true);
        Consumer<Answer> once =
                answer -> {
                    if (open.getAndSet(false)) {
                        then.accept(answer);
                    }
                };
        var timeout =
                world.after(
                        "no answer",
                        TIMEOUT,
                        () -> once.accept(new Answer(503, "the API server did not answer")));
        tank.handle(
                request,
                response -> {
                    timeout.cancel();
                    world.post("answer", () -> once.accept(read(response)));
                });
    }

    private static Answer read(Response response) {
        if (!(response.body() instanceof Response.Body.Whole(var bytes))) {
            throw new IllegalStateException("the answer to a write is a stream");
        }
        if (response.status() / 100 == 2) {
            return new Answer(response.status(), "");
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean json = response.headers().getOrDefault("content-type", "").contains("json");
        return new Answer(
                response.status(),
                json ? ((Json.Obj) JsonText.read(text)).text("message") : text.strip());
    }
}
