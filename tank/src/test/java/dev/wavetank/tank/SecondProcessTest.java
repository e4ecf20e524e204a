package dev.wavetank.tank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wavetank.apiserver.core.EncodedObjects;
import dev.wavetank.apiserver.core.MemoryJournal;
import dev.wavetank.apiserver.http.Certificates;
import dev.wavetank.apiserver.http.HttpFront;
import dev.wavetank.apiserver.http.Limits;
import dev.wavetank.apiserver.requests.Request;
import dev.wavetank.apiserver.requests.User;
import dev.wavetank.apiserver.tokens.SeededKey;
import dev.wavetank.client.WallWorld;
import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.model.ReplicaSet;
import dev.wavetank.cluster.state.ClusterState;
import dev.wavetank.cluster.world.World;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/// The parts know only the API: scheduler and controllers do the same over HTTPS from another JVM
/// as they do in this one.
final class SecondProcessTest {
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";

    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    @TempDir Path folder;

    @Test
    void schedulerAndControllersDriveTheClusterFromAnotherProcess() throws Exception {
        var world =
                new WallWorld(
                        "test", 1, 1, (part, cause, thrown) -> failures.add(part + ": " + thrown));
        var tank =
                new Tank(
                        Worlds.in(world),
                        new MemoryJournal(),
                        new EncodedObjects(),
                        new SeededKey(1),
                        Blueprint.of(2, Quantity.of("4"), Quantity.of("8Gi"), Duration.ZERO),
                        Ports.PLAIN,
                        thrown -> failures.add(thrown.toString()));
        tank.startServer();
        tank.startComponent("kubelet-node-1");
        tank.startComponent("kubelet-node-2");
        await().until(() -> tank.server() != null);

        var certificates = new Certificates(folder.resolve("pki"), Instant.now());
        try (var front = new HttpFront(world, tank::handle, Limits.DEFAULT)) {
            int port = front.listenTls(certificates, 0);
            var other = start(certificates, port);
            try {
                send(tank, world, "POST", DEPLOYMENTS, deployment(4, "web:1"));
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertRolledOut(state(tank), 4, "web:1"));

                send(tank, world, "PUT", DEPLOYMENTS + "/web", deployment(6, "web:2"));
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertRolledOut(state(tank), 6, "web:2"));
            } finally {
                other.getOutputStream().close();
                assertThat(other.waitFor(Duration.ofSeconds(20))).isTrue();
            }
            assertThat(other.exitValue()).isZero();
        } finally {
            world.close();
        }
        assertThat(failures).isEmpty();
        assertThat(Files.readString(folder.resolve("out.txt"))).isEqualTo("started\n");
    }

    private static void assertRolledOut(ClusterState state, int replicas, String image) {
        var pods = state.table(Pod.KIND).all();
        assertThat(pods)
                .hasSize(replicas)
                .allMatch(Pod::ready)
                .allMatch(pod -> pod.spec().containers().getFirst().image().equals(image));
        assertThat(pods.stream().map(pod -> pod.spec().nodeName()).distinct()).hasSize(2);
        assertThat(state.table(ReplicaSet.KIND).all().stream())
                .filteredOn(set -> set.spec().count() > 0)
                .hasSize(1);
        assertThat(state.table(Deployment.KIND).all())
                .first()
                .extracting(each -> each.status().availableReplicas())
                .isEqualTo(replicas);
    }

    private static String deployment(int replicas, String image) {
        return """
        {"apiVersion": "apps/v1", "kind": "Deployment",
         "metadata": {"name": "web", "namespace": "default"},
         "spec": {"replicas": %d, "selector": {"matchLabels": {"app": "web"}},
          "strategy": {"type": "RollingUpdate",
            "rollingUpdate": {"maxSurge": "25%%", "maxUnavailable": "25%%"}},
          "template": {"metadata": {"labels": {"app": "web"}},
           "spec": {"schedulerName": "default-scheduler", "restartPolicy": "Always",
            "terminationGracePeriodSeconds": 1,
            "containers": [{"name": "web", "image": "%s",
             "resources": {"requests": {"cpu": "100m"}}}]}}}}
        """
                .formatted(replicas, image);
    }

    private static ClusterState state(Tank tank) {
        return Objects.requireNonNull(tank.server()).writes().committed();
    }

    /// Sends a request as a user would: what a user writes is defaulted, by which templates
    /// compare.
    private static void send(Tank tank, World world, String method, String path, String body) {
        var headers = new TreeMap<String, String>();
        headers.put("content-type", "application/json");
        var request =
                new Request(
                        method,
                        path,
                        new TreeMap<>(),
                        headers,
                        new User("user", List.of("system:masters")),
                        body.getBytes(StandardCharsets.UTF_8));
        var status = new CompletableFuture<Integer>();
        world.post(
                "user", () -> tank.handle(request, response -> status.complete(response.status())));
        assertThat(status.orTimeout(20, TimeUnit.SECONDS).join()).isBetween(200, 201);
    }

    private Process start(Certificates certificates, int port) throws IOException {
        var client = certificates.client("client", "control-plane", List.of("system:masters"));
        Files.writeString(folder.resolve("ca.crt"), certificates.authorityPem());
        Files.writeString(folder.resolve("client.crt"), client.certificatePem());
        Files.writeString(folder.resolve("client.key"), client.sec1Pem());
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ControlPlaneProcess.class.getName(),
                        Integer.toString(port),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
    }
}
