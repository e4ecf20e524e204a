package dev.wavetank.tank;

import dev.wavetank.apiserver.core.EncodedObjects;
import dev.wavetank.apiserver.core.MemoryJournal;
import dev.wavetank.apiserver.requests.Request;
import dev.wavetank.apiserver.requests.Response;
import dev.wavetank.apiserver.requests.User;
import dev.wavetank.apiserver.tokens.SeededKey;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Yaml;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.world.Trace;
import dev.wavetank.cluster.world.VirtualWorld;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A tank in virtual time, for whoever drives its clock: a test, a scenario, a demonstration.
///
/// Nothing happens between two calls; what is asked for happens in the next ones.
public final class VirtualTank {
    /// When every run begins. Chosen: a round moment, so that times in a transcript are easy to
    /// read.
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /// Longer than any answer takes while the API server lives.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final User OPERATOR = new User("operator", List.of("system:masters"));
    private final VirtualWorld world;
    private final Tank tank;
    private long turns;
    private ClusterState seen = ClusterState.EMPTY;

    /// What the API server said.
    ///
    /// @param status as in HTTP
    /// @param body the object, or Kubernetes' `Status`; a plain text is its `message`
    public record Answer(int status, Json.Obj body) {
        public boolean accepted() {
            return status / 100 == 2;
        }

        /// {@return Kubernetes' message; "" when it was accepted}
        public String message() {
            return accepted() ? "" : body.text("message");
        }
    }

    /// Builds a tank with a journal in memory and starts it; nothing has happened yet.
    ///
    /// @param seed the same seed lives the same life
    public VirtualTank(long seed, Blueprint blueprint, Ports ports, Trace trace) {
        world = new VirtualWorld(seed, START, trace);
        tank =
                new Tank(
                        Worlds.in(world),
                        new MemoryJournal(),
                        new EncodedObjects(),
                        new SeededKey(seed),
                        blueprint,
                        ports,
                        VirtualTank::bug);
        tank.start(Boot.CONTAINERS_ALIVE);
    }

    public Tank tank() {
        return tank;
    }

    public VirtualWorld world() {
        return world;
    }

    /// {@return the newest state that may be seen; while no API server lives, the last one that
    /// was}
    public ClusterState state() {
        var server = tank.server();
        if (server != null) {
            seen = server.watches().committed();
        }
        return seen;
    }

    /// {@return how long the cluster has lived}
    public Duration age() {
        return Duration.ofNanos(world.now().nanos());
    }

    /// {@return how many turns were run}
    public long turns() {
        return turns;
    }

    /// Lets time pass.
    public void run(Duration duration) {
        runUntil(_ -> false, duration);
    }

    /// Lets time pass until something holds.
    ///
    /// @param holds asked at the beginning and whenever the state changed
    /// @return whether it holds; if not, the whole time has passed
    public boolean runUntil(Predicate<ClusterState> holds, Duration atMost) {
        long end = world.now().nanos() + atMost.toNanos();
        var asked = state();
        if (holds.test(asked)) {
            return true;
        }
        for (var next = world.next(); next != null && next.nanos() <= end; next = world.next()) {
            world.step();
            turns++;
            var now = state();
            if (now.revision() != asked.revision()) {
                asked = now;
                if (holds.test(now)) {
                    return true;
                }
            }
        }
        world.run(Duration.ofNanos(end - world.now().nanos()));
        return false;
    }

    /// Sends a request through the whole of the API server but HTTP, and lets time pass until the
    /// answer.
    ///
    /// @param path such as `/api/v1/namespaces/default/pods`
    /// @throws IllegalStateException when there is no answer
    public Answer request(String method, String path, Json.Obj body) {
        var headers = new TreeMap<String, String>();
        headers.put(
                "content-type",
                method.equals("PATCH") ? "application/merge-patch+json" : "application/json");
        headers.put("accept", "application/json");
        var request =
                new Request(
                        method,
                        path,
                        new TreeMap<>(),
                        headers,
                        OPERATOR,
                        JsonText.write(body).getBytes(StandardCharsets.UTF_8));
        var answer = new AtomicReference<@Nullable Answer>();
        send(request, response -> answer.set(read(response)));
        var end = world.now().plus(PATIENCE);
        while (answer.get() == null && world.now().before(end) && world.step()) {
            turns++;
        }
        var given = answer.get();
        if (given == null) {
            throw new IllegalStateException(method + " " + path + " was not answered");
        }
        return given;
    }

    private void send(Request request, Consumer<Response> then) {
        world.post("request", () -> tank.handle(request, then));
    }

    private static void bug(Throwable bug) {
        throw new IllegalStateException("a request met a bug", bug);
    }

    private static Answer read(Response response) {
        if (!(response.body() instanceof Response.Body.Whole(var bytes))) {
            throw new IllegalStateException("the answer is a stream");
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean json = response.headers().getOrDefault("content-type", "").contains("json");
        return new Answer(
                response.status(),
                json
                        ? (Json.Obj) JsonText.read(text)
                        : Json.Obj.of("message", new Json.Text(text)));
    }

    /// Makes the cluster have what manifests say: creates what is missing and merges into what is
    /// there.
    ///
    /// @param manifests YAML, any number of documents; without a namespace they go into `default`
    /// @throws IllegalStateException with the API server's message when it refuses one
    public void apply(String manifests) {
        for (var document : Yaml.readAll(manifests)) {
            apply((Json.Obj) document);
        }
    }

    private void apply(Json.Obj object) {
        var kind = kind(object);
        String name = object.object("metadata").text("name");
        String namespace = object.object("metadata").text("namespace");
        String all = collection(kind, namespace.isEmpty() ? "default" : namespace);
        var created = request("POST", all, object);
        if (created.body().text("reason").equals("AlreadyExists")) {
            created = request("PATCH", all + "/" + name, object);
        }
        if (!created.accepted()) {
            throw new IllegalStateException(created.message());
        }
    }

    /// {@return the path of all objects of a kind in a namespace}
    public static String collection(Kind<?> kind, String namespace) {
        return (kind.group().isEmpty() ? "/api/" : "/apis/")
                + kind.apiVersion()
                + (kind.namespaced() ? "/namespaces/" + namespace : "")
                + "/"
                + kind.plural();
    }

    private Kind<?> kind(Json.Obj object) {
        for (var kind : tank.kinds()) {
            if (kind.apiVersion().equals(object.text("apiVersion"))
                    && kind.name().equals(object.text("kind"))) {
                return kind;
            }
        }
        throw new IllegalStateException(
                "no kind " + object.text("kind") + " in " + object.text("apiVersion"));
    }
}
