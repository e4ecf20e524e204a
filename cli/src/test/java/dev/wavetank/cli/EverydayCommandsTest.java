package dev.wavetank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cli.server.RunningCluster;
import dev.wavetank.cli.terminal.Terminal;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The commands of every day on a cluster that runs in this process.
final class EverydayCommandsTest {
    private static final String MANIFEST =
            """
            apiVersion: v1
            kind: Namespace
            metadata: {name: NAMESPACE}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: NAMESPACE}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                  - name: web
                    image: web:1
                    ports: [{containerPort: 8080}]
                    resources: {requests: {cpu: 100m, memory: 64Mi}}
            """;

    @TempDir static Path home;

    private static RunningCluster cluster;

    private record Result(int code, String out, String err) {}

    @BeforeAll
    static void start() throws IOException {
        cluster = RunningCluster.start(home);
        ok("wait", "--for", "condition=Ready", "node", "--all", "--timeout", "2m");
    }

    @AfterAll
    static void stop() throws IOException {
        cluster.close();
    }

    private static Result run(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal =
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        false,
                        false);
        int code = new Main(terminal, Map.of("WAVETANK_HOME", home.toString())).run(List.of(args));
        return new Result(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static String ok(String... args) {
        Result result = run(args);
        assertThat(result.code()).as("%s: %s", String.join(" ", args), result.err()).isZero();
        return result.out();
    }

    private static void deploy(String namespace) throws IOException {
        Path file = Files.createTempFile(home, namespace, ".yaml");
        Files.writeString(file, MANIFEST.replace("NAMESPACE", namespace));
        ok("apply", "-f", file.toString());
        ok("rollout", "status", "deploy/web", "-n", namespace, "--timeout", "2m");
    }

    @Test
    void aRolloutIsFollowedRememberedAndUndone() throws IOException {
        deploy("rollouts");
        ok("annotate", "deploy/web", "kubernetes.io/change-cause=first", "-n", "rollouts");
        assertThat(ok("rollout", "restart", "deploy/web", "-n", "rollouts"))
                .isEqualTo("deployment.apps/web restarted\n");
        assertThat(ok("rollout", "status", "deploy/web", "-n", "rollouts", "--timeout", "2m"))
                .endsWith("deployment \"web\" successfully rolled out\n");
        assertThat(ok("rollout", "history", "deploy/web", "-n", "rollouts").lines())
                .hasSize(5)
                .startsWith("deployment.apps/web ", "REVISION  CHANGE-CAUSE");
        assertThat(ok("rollout", "history", "deploy/web", "--revision", "1", "-n", "rollouts"))
                .contains("with revision #1\nPod Template:\n", "   web:\n    Image:      web:1\n");
        assertThat(ok("rollout", "undo", "deploy/web", "-n", "rollouts"))
                .isEqualTo("deployment.apps/web rolled back\n");
        assertThat(run("rollout", "undo", "deploy/web", "--to-revision", "9", "-n", "rollouts"))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(1);
                    assertThat(refused.err()).contains("revision 9", "there are: ");
                });
        ok("rollout", "pause", "deploy/web", "-n", "rollouts");
        assertThat(run("rollout", "pause", "deploy/web", "-n", "rollouts").err())
                .contains("\"web\" is already paused");
        ok("rollout", "resume", "deploy/web", "-n", "rollouts");
    }

    @Test
    void objectsAreScaledLabelledAndAskedForByPaths() throws IOException {
        deploy("paths");
        assertThat(ok("scale", "deploy/web", "--replicas", "3", "-n", "paths"))
                .isEqualTo("deployment.apps/web scaled\n");
        assertThat(
                        run(
                                        "scale",
                                        "deploy/web",
                                        "--replicas",
                                        "1",
                                        "--current-replicas",
                                        "9",
                                        "-n",
                                        "paths")
                                .err())
                .contains("Expected replicas to be 9, was 3");
        ok("rollout", "status", "deploy/web", "-n", "paths", "--timeout", "2m");
        assertThat(ok("label", "pods", "-l", "app=web", "tier=front", "-n", "paths").lines())
                .hasSize(3)
                .allMatch(line -> line.endsWith(" labeled"));
        assertThat(run("label", "pods", "--all", "tier=back", "-n", "paths").err())
                .contains("'tier' already has a value (front), and --overwrite is false");
        assertThat(run("label", "pods", "tier=back", "-n", "paths").code()).isEqualTo(2);
        assertThat(
                        ok(
                                "get",
                                "deploy",
                                "web",
                                "-n",
                                "paths",
                                "-o",
                                "jsonpath={.spec.replicas} {.status.readyReplicas}"))
                .isEqualTo("3 3");
        assertThat(
                        ok(
                                "get",
                                "deploy",
                                "-n",
                                "paths",
                                "-o",
                                "custom-columns=NAME:.metadata.name,IMAGES:.spec.template.spec.containers[*].image"))
                .isEqualTo("NAME   IMAGES\nweb    web:1\n");
        assertThat(ok("get", "nodes", "--sort-by", ".metadata.name", "-o", "name"))
                .isEqualTo("node/node-1\nnode/node-2\n");
        assertThat(
                        ok(
                                "wait",
                                "--for",
                                "jsonpath={.status.readyReplicas}=3",
                                "deploy/web",
                                "-n",
                                "paths"))
                .isEqualTo("deployment.apps/web condition met\n");
        ok("delete", "deploy", "web", "-n", "paths");
        ok("wait", "--for", "delete", "deploy/web", "-n", "paths");
    }

    @Test
    void whatIsDescribedHasItsSurroundingsAndEvents() throws IOException {
        deploy("described");
        assertThat(ok("describe", "deploy", "web", "-n", "described"))
                .contains(
                        "Name:                   web\n",
                        "Replicas:               2 desired | 2 updated | 2 total | 2 available | 0"
                                + " unavailable\n",
                        "OldReplicaSets:  <none>\n",
                        "Scaled up replica set web-");
        assertThat(ok("describe", "pods", "-n", "described"))
                .contains(
                        "\n\n\nName:",
                        "Ready:          True\n",
                        "Successfully assigned described/");
        assertThat(ok("describe", "node", "node-1"))
                .contains("Non-terminated Pods:", "Allocated resources:\n", "Kubelet Version:");
        assertThat(ok("describe", "sa", "default", "-n", "described"))
                .contains(
                        "Kind:         ServiceAccount\n",
                        "Metadata:\n",
                        "Events:                <none>");
        assertThat(ok("events", "-n", "described", "--for", "deploy/web"))
                .containsPattern(
                        "LAST SEEN +TYPE +REASON +OBJECT +MESSAGE\n"
                                + ".* Normal +ScalingReplicaSet +Deployment/web ");
        Result missing = run("describe", "pod", "nosuch");
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err())
                .isEqualTo(
                        "wavetank: pods \"nosuch\" not found\n  see what there is: wavetank get"
                                + " pods -A\n");
    }

    @Test
    void aNodeIsTaintedCordonedAndDrained() throws IOException {
        assertThat(ok("taint", "node", "node-2", "team=blue:NoSchedule"))
                .isEqualTo("node/node-2 tainted\n");
        assertThat(run("taint", "node", "node-2", "team=red:NoSchedule").err())
                .contains("already has team taint(s) with same effect(s)");
        ok("taint", "node", "node-2", "team-");
        assertThat(run("taint", "node", "node-2", "team-").err())
                .contains("taint \"team\" not found");

        Path alone =
                Files.writeString(
                        home.resolve("alone.yaml"),
                        "{apiVersion: v1, kind: Pod, metadata: {name: alone}, spec: {nodeName:"
                                + " node-2, containers: [{name: c, image: x}]}}");
        ok("apply", "-f", alone.toString());
        Result refused = run("drain", "node-2");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("default/alone", "use --force to override");
        assertThat(ok("drain", "node-2", "--force", "--grace-period", "0").lines())
                .contains(
                        "node/node-2 already cordoned",
                        "evicting pod default/alone",
                        "pod/alone evicted",
                        "node/node-2 drained");
        assertThat(ok("uncordon", "node-2")).isEqualTo("node/node-2 uncordoned\n");
    }

    @Test
    void aNodeIsAddedToARunningClusterAndTakenAway() {
        assertThat(ok("node", "add", "extra", "--cpu", "1", "--label", "disk=ssd", "--zone", "b"))
                .isEqualTo("node extra is added and booting\n");
        ok("wait", "--for", "create", "node/extra", "--timeout", "2m");
        ok("wait", "--for", "condition=Ready", "node/extra", "--timeout", "2m");
        assertThat(ok("get", "nodes", "-l", "disk=ssd", "-o", "name")).isEqualTo("node/extra\n");
        assertThat(run("node", "add", "extra").err()).contains("\"extra\" exists already");
        assertThat(ok("__complete", "cordon", "ex")).isEqualTo("extra\n");
        assertThat(ok("node", "rm", "extra")).isEqualTo("node extra is gone\n");
        assertThat(run("get", "node", "extra").err()).contains("nodes \"extra\" not found");
        assertThat(run("node", "rm", "extra").err()).contains("does not exist");
    }
}
