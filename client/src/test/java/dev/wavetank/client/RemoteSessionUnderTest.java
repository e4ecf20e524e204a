package dev.wavetank.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Action;
import dev.wavetank.cluster.state.Outcome;
import dev.wavetank.cluster.world.Api;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// A session with a fake server over a Unix socket, in which no turn may fail.
abstract class RemoteSessionUnderTest {
    static final String PODS = "/api/v1/namespaces/default/pods";

    @TempDir Path folder;

    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    final WallWorld world =
            new WallWorld("session", 1, 1, (_, cause, thrown) -> failures.add(cause + thrown));
    FakeServer server;
    RemoteCluster cluster;
    Api api;

    @BeforeEach
    void start() throws Exception {
        server = new FakeServer(folder.resolve("s"));
        cluster = new RemoteCluster(new Endpoint.Unix(folder.resolve("s")));
        api = cluster.session(world, "tester#1");
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
        cluster.close();
        server.close();
        world.close();
        assertThat(failures).isEmpty();
    }

    static Pod pod(String name) {
        return Pod.KIND.read(Json.Obj.EMPTY).withMeta(Meta.of("default", name));
    }

    void has(String name) {
        server.store(PODS + "/" + name, pod(name).tree(), "ADDED");
    }

    Outcome submit(Action action) {
        var outcome = new AtomicReference<Outcome>();
        api.submit(action, outcome::set);
        await().until(() -> outcome.get() != null);
        return outcome.get();
    }

    long seen(String uri) {
        return List.copyOf(server.seen).stream().filter(each -> each.uri().contains(uri)).count();
    }
}
