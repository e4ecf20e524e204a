package dev.wavetank.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.endtoend.Wavetank.Result;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A cluster's life through the `wavetank` command, in real processes and real time.
@Execution(ExecutionMode.CONCURRENT)
final class LifecycleTest {
    private static final String PODS =
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings}
            data: {colour: blue}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: web}
            spec:
              containers: [{name: web, image: "web:1", resources: {requests: {cpu: 100m}}}]
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: huge}
            spec:
              containers: [{name: huge, image: "huge:1", resources: {requests: {cpu: "99"}}}]
            """;

    @TempDir Path home;

    @Test
    void aClusterIsAliveAgainAfterAKillAndAfterDownAndGoneAfterDelete() throws IOException {
        try (var wavetank = new Wavetank(home)) {
            assertThat(wavetank.ok("up", "--nodes", "2"))
                    .contains(
                            "cluster default is up",
                            "2 nodes of 4 CPU",
                            "wavetank sample deploy shop");
            assertThat(wavetank.ok("up")).startsWith("cluster default is already running");
            assertThat(wavetank.run("up", "--nodes", "3").code()).isEqualTo(1);
            assertThat(wavetank.ok("get", "nodes").lines())
                    .hasSize(3)
                    .first()
                    .asString()
                    .matches("NAME +STATUS +ROLES +AGE +VERSION");
            assertThat(Files.readString(wavetank.kubeconfig()))
                    .contains("current-context: wavetank-default");

            Path manifest = Files.writeString(home.resolve("pods.yaml"), PODS);
            assertThat(wavetank.ok("apply", "-f", manifest.toString()).lines())
                    .containsExactly(
                            "configmap/settings created", "pod/web created", "pod/huge created");
            Files.writeString(manifest, PODS.replace("blue", "green"));
            assertThat(wavetank.ok("apply", "-f", manifest.toString()).lines())
                    .containsExactly(
                            "configmap/settings configured",
                            "pod/web unchanged",
                            "pod/huge unchanged");
            await(wavetank, "web", "1/1");
            assertThat(wavetank.ok("why", "pod/huge"))
                    .contains(
                            "Unschedulable",
                            "2 Insufficient cpu",
                            "node-1: cpu requested 99",
                            "Next: wavetank get pods -A -o wide");
            String before = objects(wavetank);

            wavetank.server("default").destroyForcibly();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> wavetank.run("status", "--name", "default").code() == 1);
            assertThat(wavetank.run("get", "pods").out())
                    .isEqualTo(
                            "wavetank: cluster default is not running\n"
                                    .concat(
                                            "  start it again, with all that was in it: wavetank"
                                                    + " up\n"));
            wavetank.ok("up");
            assertThat(objects(wavetank)).isEqualTo(before);
            assertThat(wavetank.ok("get", "pod", "web", "--no-headers"))
                    .as("the containers outlived the server")
                    .containsPattern("web +1/1 +Running +0 ");

            assertThat(wavetank.ok("down")).contains("cluster default is down");
            assertThat(wavetank.ok("down")).contains("was not running");
            wavetank.ok("up");
            assertThat(objects(wavetank)).isEqualTo(before);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .untilAsserted(() ->
                            assertThat(wavetank.ok("get", "pod", "web", "--no-headers"))
                                    .as("the machines were switched off")
                                    .containsPattern("web +1/1 +Running +1 "));

            wavetank.ok("delete");
            assertThat(wavetank.folder("default")).doesNotExist();
            assertThat(Files.readString(wavetank.kubeconfig())).doesNotContain("wavetank-default");
            assertThat(wavetank.ok("delete")).isEqualTo("there is no cluster default\n");
        }
    }

    @Test
    void aStartThatCannotSucceedSaysWhyAndLeavesNoCluster() throws IOException {
        try (var wavetank = new Wavetank(home);
                var taken =
                        new java.net.ServerSocket(
                                0, 1, java.net.InetAddress.getLoopbackAddress())) {
            Result result =
                    wavetank.run(
                            "up", "--name", "x", "--port", Integer.toString(taken.getLocalPort()));
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.lines()).hasSize(2);
            assertThat(result.out())
                    .contains(
                            "port " + taken.getLocalPort() + " on 127.0.0.1 is in use",
                            "server.0.log");
            assertThat(wavetank.ok("status")).startsWith("there is no cluster yet");
        }
    }

    @Test
    void aDamagedJournalIsNamedAndNotTouched() throws IOException {
        try (var wavetank = new Wavetank(home)) {
            Path folder = Files.createDirectories(wavetank.folder("default"));
            byte[] damaged = new byte[5000];
            java.util.Arrays.fill(damaged, (byte) 'x');
            Path journal = Files.write(folder.resolve("journal.sqlite"), damaged);
            Files.writeString(
                    folder.resolve("cluster.json"),
                    "{\"nodes\":1,\"nodeCpu\":\"1\",\"nodeMemory\":\"1Gi\",\"speed\":1,\"port\":0,\"kubeconfig\":\"\"}");
            Result result = wavetank.run("up");
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.lines()).hasSize(2);
            assertThat(result.out()).contains(journal + " is damaged", "delete it");
            assertThat(Files.readAllBytes(journal)).isEqualTo(damaged);
        }
    }

    private static void await(Wavetank wavetank, String pod, String ready) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> wavetank.ok("get", "pod", pod, "--no-headers").contains(ready));
    }

    /// What identifies the objects, whatever their status says meanwhile.
    private static String objects(Wavetank wavetank) {
        var uids = new StringBuilder();
        for (String type : new String[] {"configmaps", "pods", "nodes", "serviceaccounts"}) {
            wavetank.ok("get", type, "-A", "-o", "yaml")
                    .lines()
                    .filter(line -> line.matches(" +(name|uid|colour|creationTimestamp): .*"))
                    .forEach(line -> uids.append(line).append('\n'));
        }
        return uids.toString();
    }
}
