package dev.wavetank.cli.clusterfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.tank.Blueprint.Machine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

final class ClusterFileTest {
    @TempDir Path folder;

    private ClusterFile read(String text) throws IOException {
        return ClusterFile.read(Files.writeString(folder.resolve("c.yaml"), text), "default");
    }

    private List<String> mistakes(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("c.yaml"), text);
        try {
            ClusterFile.read(file, "default");
        } catch (Failure failure) {
            return failure.happened().replace(file.toString(), "c.yaml").lines().toList();
        }
        return List.of();
    }

    @Test
    void groupsBecomeMachinesWithTheirLabelsTaintsAndZonesInTurns() throws IOException {
        ClusterPlan plan =
                read("""
                apiVersion: wavetank.dev/v1alpha1
                kind: Cluster
                name: staging
                speed: 2
                nodes:
                - name: worker
                  count: 3
                  cpu: 8
                  zones: [a, b]
                  labels: {disk: ssd}
                - name: gpu
                  memory: 64Gi
                  taints: [{key: gpu, value: "yes", effect: NoSchedule}]
                """)
                        .plan();
        assertThat(plan.name()).isEqualTo("staging");
        assertThat(plan.speed()).isEqualTo(2);
        assertThat(plan.machines())
                .extracting(Machine::name)
                .containsExactly("worker-1", "worker-2", "worker-3", "gpu");
        assertThat(plan.machines()).extracting(Machine::number).containsExactly(1, 2, 3, 4);
        assertThat(plan.machines().get(2).labels())
                .containsEntry("disk", "ssd")
                .containsEntry(Machine.ZONE, "a");
        assertThat(plan.machines().get(2).cpu().text()).isEqualTo("8");
        assertThat(plan.machines().getLast().taints())
                .singleElement()
                .hasToString("gpu=yes:NoSchedule");
        assertThat(plan.machines().getLast().memory().text()).isEqualTo("64Gi");
    }

    @Test
    void everyMistakeIsToldWithItsPlaceAndWhatIsAllowed() throws IOException {
        assertThat(
                        mistakes(
                                """
                                apiVersion: wavetank.dev/v1alpha1
                                kind: Cluster
                                sped: 3
                                nodes:
                                - count: many
                                - cpu: 1m
                                  taints: [{key: a, effect: Sometimes}]
                                """))
                .containsExactly(
                        "c.yaml:3:1: sped: unknown field; allowed: name, speed, port or nodes; did"
                                + " you mean speed?",
                        "c.yaml:5:10: nodes[0].count: found \"many\"; allowed: a whole number",
                        "c.yaml:7:29: nodes[1].taints[0].effect: found \"Sometimes\"; allowed:"
                                + " NoSchedule, PreferNoSchedule or NoExecute");
        assertThat(mistakes("apiVersion: wavetank.dev/v1alpha1\nkind: Cluster\nnodes: [{cpu: 1m}]"))
                .containsExactly("c.yaml:3:15: nodes[0].cpu: found 1m; allowed: at least 10m");
        assertThat(mistakes("apiVersion: v1\nkind: Pod\n"))
                .first()
                .asString()
                .contains("c.yaml:1:13: apiVersion: found \"v1\"; allowed: wavetank.dev/v1alpha1");
        assertThat(mistakes("a: [")).singleElement().asString().startsWith("c.yaml:");
        assertThat(
                        mistakes(
                                """
                                apiVersion: wavetank.dev/v1alpha1
                                kind: Cluster
                                nodes: [{name: a}, {name: a}]
                                """))
                .singleElement()
                .asString()
                .contains("nodes[1]: there are two nodes called a");
    }

    @Test
    void kindsClusterGetsItsNamesAndItsControlPlaneItsTaint() throws IOException {
        ClusterFile file =
                read(
                        """
                        kind: Cluster
                        apiVersion: kind.x-k8s.io/v1alpha4
                        networking: {apiServerPort: 6443, podSubnet: 10.1.0.0/16}
                        nodes:
                        - role: control-plane
                          image: kindest/node:v1.36.0
                        - role: worker
                          labels: {tier: front}
                        - role: worker
                        """);
        List<Machine> machines = file.plan().machines();
        assertThat(machines)
                .extracting(Machine::name)
                .containsExactly("default-control-plane", "default-worker", "default-worker2");
        assertThat(machines.getFirst().taints())
                .singleElement()
                .hasToString("node-role.kubernetes.io/control-plane:NoSchedule");
        assertThat(machines.get(1).labels()).containsEntry("tier", "front");
        assertThat(file.plan().port()).isEqualTo(6443);
        assertThat(file.warnings())
                .hasSize(2)
                .anyMatch(line -> line.contains("c.yaml:6:3: nodes[0].image: has no effect"))
                .anyMatch(line -> line.contains("networking.podSubnet: has no effect"));
    }

    @Test
    void aControlPlaneAloneTakesPods() throws IOException {
        ClusterFile file = read("{kind: Cluster, apiVersion: kind.x-k8s.io/v1alpha4, name: x}");
        assertThat(file.plan().machines())
                .singleElement()
                .satisfies(machine -> {
                    assertThat(machine.name()).isEqualTo("x-control-plane");
                    assertThat(machine.taints()).isEmpty();
                });
    }

    @Test
    void whatAUserWouldMissOfKindsIsRefused() throws IOException {
        assertThat(
                        mistakes(
                                """
                                kind: Cluster
                                apiVersion: kind.x-k8s.io/v1alpha4
                                networking: {ipFamily: dual}
                                nodes:
                                - role: boss
                                  extraMounts: [{hostPath: /a, containerPath: /b}]
                                """))
                .hasSize(3)
                .anyMatch(line -> line.contains("ipFamily: found \"dual\"; allowed: ipv4"))
                .anyMatch(line -> line.contains("role: found \"boss\"; allowed: control-plane"))
                .anyMatch(line -> line.contains("extraMounts: is not supported"));
    }

    @Test
    void aFileThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> ClusterFile.read(folder.resolve("none.yaml"), "x"))
                .hasMessageContaining("cannot read");
    }
}
