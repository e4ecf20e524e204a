package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.core.ApiServerCore;
import dev.wavetank.apiserver.core.EncodedObjects;
import dev.wavetank.apiserver.core.LocalServer;
import dev.wavetank.apiserver.core.MemoryJournal;
import dev.wavetank.apiserver.tokens.SeededKey;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Yaml;
import dev.wavetank.cluster.world.Trace;
import dev.wavetank.cluster.world.VirtualWorld;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The whole API server without sockets, in virtual time, and a client that asks it.
final class ApiBench {
    static final Instant START = Instant.parse("2026-01-31T09:00:00Z");
    private static final Contract CONTRACT = Contract.load();
    private static final User ADMIN = new User("admin", List.of("system:masters"));

    final VirtualWorld world = new VirtualWorld(7, START, Trace.NONE);
    final ApiServerCore core =
            new ApiServerCore(
                    world.child("api-server"),
                    new MemoryJournal(),
                    new EncodedObjects(),
                    new LocalServer(Duration.ofMillis(1)));
    final List<Throwable> bugs = new ArrayList<>();
    final FakeLogs logs = new FakeLogs();
    final FakeStreams streams = new FakeStreams();
    final FakeUsages usages = new FakeUsages();
    final RestApi api =
            new RestApi(
                    core,
                    CONTRACT,
                    new Kubelets(logs, streams, usages),
                    new SeededKey(7),
                    bugs::add);

    ApiBench() {
        world.run(Duration.ofSeconds(1));
        account("default");
    }

    /// A request under way.
    final class Asking {
        private final String method;
        private final String path;
        private final TreeMap<String, List<String>> query = new TreeMap<>();
        private final TreeMap<String, String> headers = new TreeMap<>();
        private User user = ADMIN;
        private byte[] body = new byte[0];

        Asking(String method, String target) {
            this.method = method;
            String[] parts = target.split("\\?", 2);
            path = parts[0];
            if (parts.length == 2) {
                for (String each : parts[1].split("&", -1)) {
                    String[] pair = each.split("=", 2);
                    query.computeIfAbsent(pair[0], _ -> new ArrayList<>())
                            .add(pair.length == 2 ? pair[1].replace("%26", "&") : "");
                }
            }
        }

        Asking as(User other) {
            user = other;
            return this;
        }

        Asking header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        Asking table() {
            return header(
                    "accept",
                    "application/json;as=Table;v=v1;g=meta.k8s.io,"
                            + "application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json");
        }

        Asking json(String text) {
            body = text.getBytes(StandardCharsets.UTF_8);
            headers.putIfAbsent("content-type", "application/json");
            return this;
        }

        Asking protobuf(byte[] bytes) {
            body = bytes;
            return header("content-type", "application/vnd.kubernetes.protobuf");
        }

        Asking yaml(String text) {
            return json(JsonText.write(Yaml.read(text)));
        }

        Response now() {
            var answers = new ArrayList<Response>();
            api.handle(new Request(method, path, query, headers, user, body), answers::add);
            world.run(Duration.ofMillis(10));
            if (answers.size() != 1) {
                throw new IllegalStateException(answers.size() + " answers to " + path);
            }
            return answers.getFirst();
        }

        Json.Obj tree() {
            return ApiBench.tree(now());
        }

        /// Begins the stream of the answer.
        Reading stream() {
            var reading = new Reading();
            var source = ((Response.Body.Streamed) now().body()).source();
            reading.source = source;
            source.start(reading);
            return reading;
        }
    }

    /// What came on a stream.
    static final class Reading implements Response.Sink {
        private final StringBuilder text = new StringBuilder();
        Response.@Nullable Source source;
        boolean ready = true;
        boolean ended;

        @Override
        public boolean ready() {
            return ready;
        }

        @Override
        public void write(byte[] bytes) {
            text.append(new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public void end() {
            ended = true;
        }

        List<Json.Obj> events() {
            return text.toString().lines().map(line -> (Json.Obj) JsonText.read(line)).toList();
        }

        /// {@return the events as `ADDED web`}
        List<String> told() {
            return events().stream()
                    .map(event ->
                            event.text("type")
                                    + " "
                                    + event.object("object").object("metadata").text("name"))
                    .toList();
        }
    }

    Asking get(String target) {
        return new Asking("GET", target);
    }

    Asking post(String target) {
        return new Asking("POST", target);
    }

    Asking put(String target) {
        return new Asking("PUT", target);
    }

    Asking delete(String target) {
        return new Asking("DELETE", target);
    }

    Asking patch(String target, String type) {
        return new Asking("PATCH", target).header("content-type", "application/" + type);
    }

    static Json.Obj tree(Response response) {
        return (Json.Obj) JsonText.read(((Response.Body.Whole) response.body()).bytes());
    }

    static String text(Response response) {
        return new String(((Response.Body.Whole) response.body()).bytes(), StandardCharsets.UTF_8);
    }

    long revision() {
        return core.writes().committed().revision();
    }

    /// Creates the account of a namespace, as a controller does in a cluster.
    void account(String namespace) {
        post("/api/v1/namespaces/" + namespace + "/serviceaccounts")
                .yaml("metadata: {name: default}")
                .now();
    }

    /// Creates a ConfigMap in the namespace `default`.
    Json.Obj configMap(String name) {
        return post("/api/v1/namespaces/default/configmaps")
                .yaml("metadata: {name: " + name + ", labels: {of: " + name + "}}\ndata: {a: b}")
                .tree();
    }

    Json.Obj deployment(String name) {
        return post("/apis/apps/v1/namespaces/default/deployments").yaml(web(name)).tree();
    }

    static String web(String name) {
        return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %s}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers:
              - {name: web, image: 'nginx:1', ports: [{containerPort: 80}]}
        """
                .formatted(name);
    }

    Json.Obj pod(String name) {
        return post("/api/v1/namespaces/default/pods")
                .yaml(
                        "metadata: {name: "
                                + name
                                + "}\nspec: {containers: [{name: main, image: busybox}]}")
                .tree();
    }
}
