package dev.wavetank.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// fabric8's client makes a tour of a cluster: typed objects, informers, server-side apply, leader
/// election.
final class Fabric8Test {
    private static final String SPACE = "fabric8";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir Path home;

    @Test
    void fabric8MakesItsTour() throws IOException {
        try (var wavetank = new Wavetank(home)) {
            wavetank.ok("up");
            var config = Config.fromKubeconfig(wavetank.kubeconfig().toFile());
            try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
                client.resource(
                                new NamespaceBuilder()
                                        .withNewMetadata()
                                        .withName(SPACE)
                                        .endMetadata()
                                        .build())
                        .create();
                followsObjects(client);
                appliesOnTheServer(client);
                rollsOut(client);
                electsALeader(client);
                deletes(client);
            }
        }
    }

    private static ConfigMap configMap(String name, Map<String, String> data) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(SPACE)
                .endMetadata()
                .withData(data)
                .build();
    }

    private static void followsObjects(KubernetesClient client) {
        var seen = new CopyOnWriteArrayList<String>();
        var maps = client.configMaps().inNamespace(SPACE);
        try (var informer = maps.inform(new Recorder(seen))) {
            client.resource(configMap("settings", Map.of("colour", "blue"))).create();
            assertThatThrownBy(() -> client.resource(configMap("settings", Map.of())).create())
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining("already exists");
            maps.withName("settings")
                    .edit(map -> new ConfigMapBuilder(map).addToData("size", "m").build());
            maps.withName("settings")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"data\":{\"colour\":null}}");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(seen).endsWith("updated settings {size=m}"));
            assertThat(informer.getStore().list())
                    .anySatisfy(map -> assertThat(map.getData()).isEqualTo(Map.of("size", "m")));
            maps.withName("settings").delete();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(seen).endsWith("deleted settings {size=m}"));
            assertThat(seen).contains("added settings {colour=blue}");
        }
    }

    private record Recorder(List<String> seen) implements ResourceEventHandler<ConfigMap> {
        private void record(String what, ConfigMap map) {
            if (!map.getMetadata().getName().startsWith("kube-")) {
                seen.add(what + " " + map.getMetadata().getName() + " " + map.getData());
            }
        }

        @Override
        public void onAdd(ConfigMap map) {
            record("added", map);
        }

        @Override
        public void onUpdate(ConfigMap before, ConfigMap map) {
            record("updated", map);
        }

        @Override
        public void onDelete(ConfigMap map, boolean unsure) {
            record("deleted", map);
        }
    }

    private static void appliesOnTheServer(KubernetesClient client) {
        var first = client.resource(configMap("applied", Map.of("a", "1", "b", "1")));
        var made = first.fieldManager("first").serverSideApply();
        assertThat(made.getMetadata().getManagedFields())
                .anySatisfy(entry -> {
                    assertThat(entry.getManager()).isEqualTo("first");
                    assertThat(entry.getOperation()).isEqualTo("Apply");
                });
        var second = client.resource(configMap("applied", Map.of("b", "2")));
        assertThatThrownBy(() -> second.fieldManager("second").serverSideApply())
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("conflict");
        var forced = second.fieldManager("second").forceConflicts().serverSideApply();
        assertThat(forced.getData()).isEqualTo(Map.of("a", "1", "b", "2"));
        var less = client.resource(configMap("applied", Map.of()));
        assertThat(less.fieldManager("first").serverSideApply().getData())
                .as("what nobody wants any more is gone")
                .isEqualTo(Map.of("b", "2"));
    }

    private static Deployment web() {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName("web")
                .withNamespace(SPACE)
                .endMetadata()
                .withNewSpec()
                .withReplicas(2)
                .withNewSelector()
                .addToMatchLabels("app", "web")
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", "web")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("web")
                .withImage("nginx:1")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static void rollsOut(KubernetesClient client) {
        client.resource(web()).create();
        var web = client.apps().deployments().inNamespace(SPACE).withName("web");
        web.waitUntilReady(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        web.scale(3);
        web.waitUntilCondition(
                each -> Objects.equals(each.getStatus().getReadyReplicas(), 3),
                PATIENCE.toSeconds(),
                TimeUnit.SECONDS);
        web.edit(old ->
                new DeploymentBuilder(old)
                        .editSpec()
                        .editTemplate()
                        .editSpec()
                        .editFirstContainer()
                        .withImage("nginx:2")
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build());
        var pods = client.pods().inNamespace(SPACE).withLabel("app", "web");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(pods.list().getItems())
                                .hasSize(3)
                                .allSatisfy(pod ->
                                        assertThat(
                                                        pod.getSpec()
                                                                .getContainers()
                                                                .getFirst()
                                                                .getImage())
                                                .isEqualTo("nginx:2")));
        assertThat(pods.resources().findFirst().orElseThrow().getLog()).isNotBlank();
    }

    /// The second candidate leads when the first gives up.
    private static void electsALeader(KubernetesClient client) {
        var leaders = new CopyOnWriteArrayList<String>();
        var first = candidate(client, "first", leaders);
        await().atMost(PATIENCE).until(() -> leaders.equals(List.of("first")));
        var second = candidate(client, "second", leaders);
        first.cancel(true);
        await().atMost(PATIENCE).until(() -> leaders.equals(List.of("first", "second")));
        assertThat(
                        client.leases()
                                .inNamespace(SPACE)
                                .withName("office")
                                .get()
                                .getSpec()
                                .getHolderIdentity())
                .isEqualTo("second");
        second.cancel(true);
    }

    private static CompletableFuture<?> candidate(
            KubernetesClient client, String name, List<String> leaders) {
        var config =
                new LeaderElectionConfigBuilder()
                        .withName("office")
                        .withLock(new LeaseLock(SPACE, "office", name))
                        .withLeaseDuration(Duration.ofSeconds(15))
                        .withRenewDeadline(Duration.ofSeconds(10))
                        .withRetryPeriod(Duration.ofSeconds(1))
                        .withReleaseOnCancel(true)
                        .withLeaderCallbacks(
                                new LeaderCallbacks(() -> leaders.add(name), () -> {}, _ -> {}))
                        .build();
        return client.leaderElector().withConfig(config).build().start();
    }

    private static void deletes(KubernetesClient client) {
        var pods = client.pods().inNamespace(SPACE);
        client.apps().deployments().inNamespace(SPACE).withName("web").delete();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(pods.list().getItems()).isEmpty());
        var space = client.namespaces().withName(SPACE);
        space.delete();
        space.waitUntilCondition(Objects::isNull, PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
