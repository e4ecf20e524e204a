package dev.wavetank.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wavetank.cli.terminal.Failure;

import org.junit.jupiter.api.Test;

import java.util.List;

final class DiscoveryTest {
    private static final ResourceType PODS =
            new ResourceType("", "v1", "pods", "pod", "Pod", true, List.of("po"), List.of("all"));
    private static final ResourceType EVENTS =
            new ResourceType("", "v1", "events", "event", "Event", true, List.of("ev"), List.of());
    private static final ResourceType DEPLOYMENTS =
            new ResourceType(
                    "apps",
                    "v1",
                    "deployments",
                    "deployment",
                    "Deployment",
                    true,
                    List.of("deploy"),
                    List.of("all"));
    private static final ResourceType NEW_EVENTS =
            new ResourceType(
                    "events.k8s.io",
                    "v1",
                    "events",
                    "event",
                    "Event",
                    true,
                    List.of("ev"),
                    List.of());
    private static final ResourceType NODES =
            new ResourceType("", "v1", "nodes", "node", "Node", false, List.of("no"), List.of());

    private final Discovery discovery =
            new Discovery(List.of(PODS, EVENTS, NODES, DEPLOYMENTS, NEW_EVENTS));

    @Test
    void typesAreFoundByEveryNameThatKubectlTakes() {
        for (String name :
                new String[] {
                    "deployments",
                    "deployment",
                    "deploy",
                    "Deployment",
                    "deployments.apps",
                    "deploy.apps",
                    "deployments.v1.apps"
                }) {
            assertThat(discovery.named(name)).as(name).isEqualTo(DEPLOYMENTS);
        }
        assertThat(discovery.named("ev")).isEqualTo(EVENTS);
        assertThat(discovery.named("events.events.k8s.io")).isEqualTo(NEW_EVENTS);
    }

    @Test
    void listsAndCategoriesNameSeveralTypes() {
        assertThat(discovery.list("no,po")).containsExactly(NODES, PODS);
        assertThat(discovery.list("all")).containsExactly(PODS, DEPLOYMENTS);
    }

    @Test
    void anUnknownTypeSuggestsTheNearest() {
        assertThatThrownBy(() -> discovery.named("deploymnets"))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure ->
                                assertThat(failure.remedy())
                                        .isEqualTo("did you mean \"deployments\"?"));
        assertThatThrownBy(() -> discovery.named("foo"))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.remedy()).startsWith("common ones are"));
    }

    @Test
    void manifestsNameTheirTypeExactly() {
        assertThat(discovery.find("apps/v1", "Deployment")).isEqualTo(DEPLOYMENTS);
        assertThat(discovery.find("apps/v1beta1", "Deployment")).isNull();
        assertThat(discovery.versionsOf("Event")).containsExactly("v1", "events.k8s.io/v1");
    }

    @Test
    void pathsAreTheServersAndNamesAreEncoded() {
        assertThat(DEPLOYMENTS.path("shop", "web"))
                .isEqualTo("/apis/apps/v1/namespaces/shop/deployments/web");
        assertThat(PODS.path("")).isEqualTo("/api/v1/pods");
        assertThat(NODES.path("shop", "a b/c")).isEqualTo("/api/v1/nodes/a%20b%2Fc");
        assertThat(ApiClient.query("a", "x=y,z in (b)", "b", "", "c", "1"))
                .isEqualTo("?a=x%3Dy%2Cz+in+%28b%29&c=1");
    }
}
