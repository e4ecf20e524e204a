package dev.wavetank.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.endtoend.Wavetank.Result;
import dev.wavetank.scenarios.samples.Lookup;
import dev.wavetank.scenarios.samples.Samples;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The real kubectl drives the shop: `$WAVETANK_KUBECTL`, else the one on the path; skipped when
/// there is none.
final class KubectlTest {
    @TempDir Path home;

    /// One cluster and the kubectl that talks to it.
    private record Shell(Wavetank wavetank, String kubectl) {
        String ok(String... args) {
            var command = new ArrayList<String>();
            command.add(kubectl);
            command.addAll(List.of(args));
            Result result = wavetank.run(command);
            assertThat(result.code())
                    .as("kubectl %s:%n%s", String.join(" ", args), result.out())
                    .isZero();
            return result.out();
        }
    }

    private Path shop(String version) throws IOException {
        if (!(Samples.bundled().find("shop", version) instanceof Lookup.Found(var manifests))) {
            throw new AssertionError("no shop " + version);
        }
        Path folder = Files.createDirectory(home.resolve("shop-" + version));
        for (Lookup.Manifest each : manifests) {
            Files.writeString(
                    folder.resolve(Path.of(each.file()).getFileName().toString()), each.text());
        }
        return folder;
    }

    @Test
    void kubectlDrivesTheShop() throws IOException {
        String program = Programs.find("WAVETANK_KUBECTL", "kubectl");
        Assumptions.assumeFalse(
                program.isEmpty(),
                "there is no kubectl: put one on the PATH, or name it by WAVETANK_KUBECTL");
        try (var wavetank = new Wavetank(home)) {
            wavetank.ok("up");
            var kubectl = new Shell(wavetank, program);
            deploy(kubectl);
            look(kubectl);
            change(kubectl);
            delete(kubectl);
        }
    }

    private void deploy(Shell kubectl) throws IOException {
        assertThat(kubectl.ok("get", "nodes")).contains("node-1", "node-2", "node-3", "Ready");
        Path first = shop("1");
        assertThat(kubectl.ok("apply", "-f", first.toString()))
                .contains("deployment.apps/gateway created", "service/store created");
        for (String each : List.of("store", "payments", "catalog", "orders", "gateway")) {
            assertThat(kubectl.ok("rollout", "status", "deployment/" + each, "--timeout=3m"))
                    .contains("deployment \"" + each + "\" successfully rolled out");
        }
        // A Secret's stringData cannot be read back, so kubectl sends it each time.
        assertThat(
                        kubectl.ok("apply", "-f", first.toString())
                                .lines()
                                .filter(line -> !line.startsWith("secret/")))
                .allMatch(line -> line.endsWith(" unchanged"));
        assertThat(kubectl.wavetank().ok("apply", "-f", first.toString()))
                .as("both tools remember in the same way what was applied")
                .doesNotContain("created", "configured");
    }

    private static void look(Shell kubectl) {
        assertThat(kubectl.ok("get", "pods", "-o", "wide"))
                .containsPattern("NAME +READY +STATUS +RESTARTS +AGE +IP +NODE")
                .containsPattern("gateway-[0-9a-z]+-[0-9a-z]{5} +1/1 +Running +0 ");
        assertThat(kubectl.ok("get", "deploy,svc,rs"))
                .contains("deployment.apps/orders", "service/gateway");
        assertThat(kubectl.ok("get", "deployment", "gateway", "-o", "yaml"))
                .contains("kind: Deployment", "maxSurge: 1", "availableReplicas: 2");
        String pod = pod(kubectl, "gateway");
        assertThat(kubectl.ok("describe", pod))
                .contains("Successfully assigned default/gateway", "Pulled", "Started", "Ready")
                .containsPattern("Status: +Running");
        assertThat(kubectl.ok("describe", "deployment", "gateway"))
                .contains(
                        "2 desired | 2 updated | 2 total | 2 available | 0 unavailable",
                        "ScalingReplicaSet");
        assertThat(kubectl.ok("describe", "node", "node-1"))
                .contains("Allocated resources:", "KubeletReady", "Non-terminated Pods:");
        assertThat(kubectl.ok("logs", pod)).isNotBlank();
        assertThat(kubectl.wavetank().ok("why", pod))
                .contains("default-scheduler", "assigned to node-");
    }

    private static String pod(Shell kubectl, String app) {
        return kubectl.ok("get", "pods", "-l", "app.kubernetes.io/name=" + app, "-o", "name")
                .lines()
                .findFirst()
                .orElseThrow();
    }

    private void change(Shell kubectl) throws IOException {
        kubectl.ok("scale", "deployment/store", "--replicas=3");
        kubectl.ok("rollout", "status", "deployment/store", "--timeout=3m");
        assertThat(
                        kubectl.ok(
                                        "get",
                                        "pods",
                                        "-l",
                                        "app.kubernetes.io/name=store",
                                        "-o",
                                        "name")
                                .lines())
                .hasSize(3);
        kubectl.ok("apply", "-f", shop("2").toString());
        kubectl.ok("rollout", "status", "deployment/gateway", "--timeout=3m");
        kubectl.ok("rollout", "status", "deployment/orders", "--timeout=3m");
        assertThat(kubectl.ok("rollout", "history", "deployment/gateway"))
                .containsPattern("(?m)^2 ");
        String pod = pod(kubectl, "store");
        assertThat(kubectl.ok("label", pod, "colour=blue")).contains("labeled");
        assertThat(kubectl.ok("get", "pods", "-l", "colour=blue", "-o", "name").strip())
                .isEqualTo(pod);
    }

    private static void delete(Shell kubectl) {
        String pod = pod(kubectl, "store");
        assertThat(kubectl.ok("delete", pod, "--timeout=3m")).contains("deleted");
        kubectl.ok("delete", "deployment,service", "--all", "--timeout=3m");
        kubectl.ok("wait", "--for=delete", "pods", "--all", "--timeout=3m");
        assertThat(kubectl.ok("get", "deployments,replicasets,pods"))
                .contains("No resources found");
    }
}
