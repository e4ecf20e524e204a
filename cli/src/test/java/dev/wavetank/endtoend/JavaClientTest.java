package dev.wavetank.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.gson.reflect.TypeToken;

import io.kubernetes.client.PodLogs;
import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.AppsV1Api;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentSpec;
import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.PatchUtils;
import io.kubernetes.client.util.Watch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Kubernetes' own Java client makes a tour of a cluster: typed create, list in pages, watch, each
/// kind of patch, a rollout, logs.
final class JavaClientTest {
    private static final String SPACE = "java";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir Path home;

    @Test
    void theJavaClientMakesItsTour() throws Exception {
        try (var wavetank = new Wavetank(home)) {
            wavetank.ok("up");
            ApiClient client = Config.fromConfig(wavetank.kubeconfig().toString());
            // A watch stays open for as long as it is read.
            client.setReadTimeout(0);
            var core = new CoreV1Api(client);
            core.createNamespace(new V1Namespace().metadata(new V1ObjectMeta().name(SPACE)))
                    .execute();
            await().atMost(PATIENCE)
                    .until(() ->
                            !core.listNamespacedServiceAccount(SPACE)
                                    .execute()
                                    .getItems()
                                    .isEmpty());
            changes(core);
            pages(core);
            watches(client, core);
            patches(client, core);
            rollsOut(client, core);
            core.deleteNamespace(SPACE).execute();
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(code(() -> core.readNamespace(SPACE).execute()))
                                    .isEqualTo(404));
        }
    }

    /// A call that the server may refuse.
    @FunctionalInterface
    private interface Call {
        void make() throws ApiException;
    }

    private static int code(Call call) {
        try {
            call.make();
            return 200;
        } catch (ApiException refused) {
            return refused.getCode();
        }
    }

    private static V1ConfigMap configMap(String name, String value) {
        return new V1ConfigMap()
                .metadata(new V1ObjectMeta().name(name).labels(Map.of("tour", "yes")))
                .data(Map.of("n", value));
    }

    private static void changes(CoreV1Api core) throws ApiException {
        var made = core.createNamespacedConfigMap(SPACE, configMap("first", "1")).execute();
        assertThat(Objects.requireNonNull(made.getMetadata()).getCreationTimestamp()).isNotNull();
        assertThat(
                        code(() ->
                                core.createNamespacedConfigMap(SPACE, configMap("first", "1"))
                                        .execute()))
                .isEqualTo(409);
        var changed =
                core.replaceNamespacedConfigMap("first", SPACE, made.data(Map.of("n", "2")))
                        .execute();
        assertThat(changed.getData()).isEqualTo(Map.of("n", "2"));
        assertThatThrownBy(() -> core.replaceNamespacedConfigMap("first", SPACE, made).execute())
                .isInstanceOf(ApiException.class)
                .satisfies(stale -> assertThat(((ApiException) stale).getCode()).isEqualTo(409));
        assertThat(
                        code(() ->
                                core.createNamespacedConfigMap(
                                                SPACE,
                                                new V1ConfigMap()
                                                        .metadata(new V1ObjectMeta().name("No!")))
                                        .execute()))
                .isEqualTo(422);
    }

    private static void pages(CoreV1Api core) throws ApiException {
        for (int i = 0; i < 4; i++) {
            core.createNamespacedConfigMap(SPACE, configMap("page-" + i, "1")).execute();
        }
        var names = new ArrayList<String>();
        String token = null;
        do {
            var page =
                    core.listNamespacedConfigMap(SPACE)
                            .labelSelector("tour=yes")
                            .limit(2)
                            ._continue(token)
                            .execute();
            page.getItems()
                    .forEach(each ->
                            names.add(Objects.requireNonNull(each.getMetadata()).getName()));
            token = page.getMetadata().getContinue();
        } while (token != null && !token.isEmpty());
        assertThat(names).containsExactly("first", "page-0", "page-1", "page-2", "page-3");
    }

    private static void watches(ApiClient client, CoreV1Api core) throws Exception {
        var version =
                core.listNamespacedConfigMap(SPACE).execute().getMetadata().getResourceVersion();
        core.createNamespacedConfigMap(SPACE, configMap("watched", "1")).execute();
        core.deleteNamespacedConfigMap("watched", SPACE).execute();
        var seen = new ArrayList<String>();
        var call =
                core.listNamespacedConfigMap(SPACE)
                        .resourceVersion(version)
                        .timeoutSeconds(60)
                        .watch(true)
                        .buildCall(null);
        try (Watch<V1ConfigMap> watch =
                Watch.createWatch(
                        client, call, new TypeToken<Watch.Response<V1ConfigMap>>() {}.getType())) {
            for (var event : watch) {
                seen.add(
                        event.type
                                + " "
                                + Objects.requireNonNull(event.object.getMetadata()).getName());
                if (seen.size() == 2) {
                    break;
                }
            }
        }
        assertThat(seen).containsExactly("ADDED watched", "DELETED watched");
    }

    private static void patches(ApiClient client, CoreV1Api core) throws ApiException {
        assertThat(
                        patched(
                                client,
                                core,
                                V1Patch.PATCH_FORMAT_JSON_PATCH,
                                "[{\"op\":\"add\",\"path\":\"/data/j\",\"value\":\"1\"}]"))
                .isEqualTo(Map.of("n", "2", "j", "1"));
        assertThat(
                        patched(
                                client,
                                core,
                                V1Patch.PATCH_FORMAT_JSON_MERGE_PATCH,
                                "{\"data\":{\"n\":null}}"))
                .isEqualTo(Map.of("j", "1"));
        assertThat(
                        patched(
                                client,
                                core,
                                V1Patch.PATCH_FORMAT_STRATEGIC_MERGE_PATCH,
                                "{\"data\":{\"s\":\"1\"}}"))
                .isEqualTo(Map.of("j", "1", "s", "1"));
        assertThat(
                        patched(
                                client,
                                core,
                                V1Patch.PATCH_FORMAT_APPLY_YAML,
                                "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":"
                                        + "{\"name\":\"first\"},\"data\":{\"a\":\"1\"}}"))
                .isEqualTo(Map.of("j", "1", "s", "1", "a", "1"));
    }

    private static Map<String, String> patched(
            ApiClient client, CoreV1Api core, String format, String patch) throws ApiException {
        return PatchUtils.patch(
                        V1ConfigMap.class,
                        () ->
                                core.patchNamespacedConfigMap("first", SPACE, new V1Patch(patch))
                                        .fieldManager("tour")
                                        .buildCall(null),
                        format,
                        client)
                .getData();
    }

    private static void rollsOut(ApiClient client, CoreV1Api core) throws Exception {
        var apps = new AppsV1Api(client);
        var labels = Map.of("app", "web");
        apps.createNamespacedDeployment(
                        SPACE,
                        new V1Deployment()
                                .metadata(new V1ObjectMeta().name("web"))
                                .spec(
                                        new V1DeploymentSpec()
                                                .replicas(2)
                                                .selector(new V1LabelSelector().matchLabels(labels))
                                                .template(
                                                        new V1PodTemplateSpec()
                                                                .metadata(
                                                                        new V1ObjectMeta()
                                                                                .labels(labels))
                                                                .spec(pod()))))
                .execute();
        await().atMost(PATIENCE)
                .until(() ->
                        Objects.equals(
                                Objects.requireNonNull(
                                                apps.readNamespacedDeployment("web", SPACE)
                                                        .execute()
                                                        .getStatus())
                                        .getAvailableReplicas(),
                                2));
        var pods = core.listNamespacedPod(SPACE).labelSelector("app=web").execute().getItems();
        assertThat(pods).hasSize(2);
        try (var log = new PodLogs(client).streamNamespacedPodLog(pods.getFirst())) {
            assertThat(new String(log.readNBytes(8), StandardCharsets.UTF_8)).isNotBlank();
        }
    }

    private static V1PodSpec pod() {
        return new V1PodSpec().containers(List.of(new V1Container().name("web").image("nginx:1")));
    }
}
