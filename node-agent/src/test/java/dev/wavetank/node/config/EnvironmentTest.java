package dev.wavetank.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.ClusterState;

import org.junit.jupiter.api.Test;

import java.util.SortedMap;

/// The variables with which a container begins.
final class EnvironmentTest {
    private static final ClusterState CLUSTER =
            Surroundings.cluster(
                    """
                    kind: ConfigMap
                    metadata: {name: settings, namespace: shop}
                    data: {COLOUR: blue, SIZE: big}
                    binaryData: {BLOB: aGk=}
                    ---
                    kind: ConfigMap
                    metadata: {name: settings, namespace: other}
                    data: {COLOUR: red}
                    ---
                    kind: Secret
                    metadata: {name: login, namespace: shop}
                    data: {PASSWORD: czNjcmV0, SIZE: c21hbGw=}
                    ---
                    kind: Service
                    metadata: {name: kubernetes, namespace: default}
                    spec: {clusterIP: 10.96.0.1, ports: [{name: https, port: 443}]}
                    ---
                    kind: Service
                    metadata: {name: shopping-cart, namespace: shop}
                    spec:
                      clusterIP: 10.96.0.9
                      ports: [{name: http-web, port: 80}, {name: dns, port: 53, protocol: UDP}]
                    ---
                    kind: Service
                    metadata: {name: headless, namespace: shop}
                    spec: {clusterIP: None, ports: [{port: 80}]}
                    ---
                    kind: Service
                    metadata: {name: foreign, namespace: other}
                    spec: {clusterIP: 10.96.0.8, ports: [{port: 80}]}
                    ---
                    kind: Node
                    metadata: {name: node-9}
                    status: {allocatable: {cpu: '4', memory: 8Gi}}
                    """);

    private static SortedMap<String, String> of(Pod pod) {
        return Environment.of(pod, pod.spec().containers().getFirst(), CLUSTER);
    }

    private static SortedMap<String, String> of(String container) {
        return of(Surroundings.pod(container, ""));
    }

    @Test
    void everyContainerHasAPathAHomeAndItsName() {
        assertThat(of(""))
                .containsEntry("HOME", "/root")
                .containsEntry("HOSTNAME", "web-1")
                .containsKey("PATH");
        assertThat(of(Surroundings.pod("", "hostname: box"))).containsEntry("HOSTNAME", "box");
        assertThat(of(Surroundings.pod("", "hostNetwork: true")))
                .containsEntry("HOSTNAME", "node-9");
    }

    @Test
    void aServiceOfTheNamespaceIsKnownByUpstreamsVariables() {
        assertThat(of(""))
                .containsEntry("SHOPPING_CART_SERVICE_HOST", "10.96.0.9")
                .containsEntry("SHOPPING_CART_SERVICE_PORT", "80")
                .containsEntry("SHOPPING_CART_SERVICE_PORT_HTTP_WEB", "80")
                .containsEntry("SHOPPING_CART_SERVICE_PORT_DNS", "53")
                .containsEntry("SHOPPING_CART_PORT", "tcp://10.96.0.9:80")
                .containsEntry("SHOPPING_CART_PORT_80_TCP", "tcp://10.96.0.9:80")
                .containsEntry("SHOPPING_CART_PORT_80_TCP_PROTO", "tcp")
                .containsEntry("SHOPPING_CART_PORT_80_TCP_PORT", "80")
                .containsEntry("SHOPPING_CART_PORT_80_TCP_ADDR", "10.96.0.9")
                .containsEntry("SHOPPING_CART_PORT_53_UDP", "udp://10.96.0.9:53")
                .containsEntry("KUBERNETES_SERVICE_HOST", "10.96.0.1")
                .doesNotContainKeys("HEADLESS_SERVICE_HOST", "FOREIGN_SERVICE_HOST");
    }

    @Test
    void aPodThatWantsNoLinksKnowsTheApiServerOnly() {
        assertThat(of(Surroundings.pod("", "enableServiceLinks: false")))
                .containsEntry("KUBERNETES_SERVICE_PORT", "443")
                .doesNotContainKey("SHOPPING_CART_SERVICE_HOST");
    }

    @Test
    void whatComesLaterTakesThePlaceOfWhatCameBefore() {
        assertThat(
                        of(
                                """
                                envFrom:
                                - configMapRef: {name: settings}
                                - secretRef: {name: login}
                                - {prefix: P_, configMapRef: {name: settings}}
                                env:
                                - {name: COLOUR, value: green}
                                - {name: KUBERNETES_SERVICE_HOST, value: mine}
                                """))
                .containsEntry("COLOUR", "green")
                .containsEntry("SIZE", "small")
                .containsEntry("PASSWORD", "s3cret")
                .containsEntry("P_COLOUR", "blue")
                .containsEntry("KUBERNETES_SERVICE_HOST", "mine");
    }

    @Test
    void bytesThatAreNoTextAreNoVariables() {
        assertThat(
                        of(
                                """
                                envFrom: [{configMapRef: {name: settings}}]
                                env:
                                - name: B
                                  valueFrom:
                                    configMapKeyRef: {name: settings, key: BLOB, optional: true}
                                """))
                .containsKey("SIZE")
                .doesNotContainKeys("BLOB", "B");
    }

    @Test
    void valuesComeFromKeysFieldsAndResources() {
        assertThat(
                        of(
                                """
                                resources: {requests: {cpu: 150m, memory: 100Mi}, limits: {memory: 1Gi}}
                                env:
                                - {name: MAP, valueFrom: {configMapKeyRef: {name: settings, key: SIZE}}}
                                - {name: KEY, valueFrom: {secretKeyRef: {name: login, key: PASSWORD}}}
                                - name: GONE
                                  valueFrom: {secretKeyRef: {name: login, key: gone, optional: true}}
                                - {name: NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
                                - {name: NS, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}
                                - {name: ID, valueFrom: {fieldRef: {fieldPath: metadata.uid}}}
                                - name: APP
                                  valueFrom: {fieldRef: {fieldPath: "metadata.labels['app']"}}
                                - name: NOTE
                                  valueFrom: {fieldRef: {fieldPath: "metadata.annotations['note']"}}
                                - {name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
                                - name: ACCOUNT
                                  valueFrom: {fieldRef: {fieldPath: spec.serviceAccountName}}
                                - {name: IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
                                - {name: IPS, valueFrom: {fieldRef: {fieldPath: status.podIPs}}}
                                - {name: HOST, valueFrom: {fieldRef: {fieldPath: status.hostIP}}}
                                - {name: CPU, valueFrom: {resourceFieldRef: {resource: requests.cpu}}}
                                - name: MILLIS
                                  valueFrom: {resourceFieldRef: {resource: requests.cpu, divisor: 1m}}
                                - name: MEMORY
                                  valueFrom: {resourceFieldRef: {resource: limits.memory, divisor: 1Mi}}
                                - name: ALL
                                  valueFrom: {resourceFieldRef: {resource: limits.cpu}}
                                """))
                .containsEntry("MAP", "big")
                .containsEntry("KEY", "s3cret")
                .doesNotContainKey("GONE")
                .containsEntry("NAME", "web-1")
                .containsEntry("NS", "shop")
                .containsEntry("ID", "u-1")
                .containsEntry("APP", "web")
                .containsEntry("NOTE", "say \"hi\"")
                .containsEntry("NODE", "node-9")
                .containsEntry("ACCOUNT", "runner")
                .containsEntry("IP", "10.0.0.7")
                .containsEntry("IPS", "10.0.0.7,fd00::7")
                .containsEntry("HOST", "172.18.0.2")
                .containsEntry("CPU", "1")
                .containsEntry("MILLIS", "150")
                .containsEntry("MEMORY", "1024")
                .containsEntry("ALL", "4");
    }

    @Test
    void namesInParenthesesAreReplacedByWhatIsKnownUntilThen() {
        var container =
                """
                command: [run, $(A), $$(A), $(NONE), $A, $(]
                args: [$(KUBERNETES_SERVICE_HOST)]
                env:
                - {name: EARLY, value: <$(A)>}
                - {name: A, value: one}
                - {name: B, value: '$(A) two $$(A) $(NONE)'}
                """;
        var pod = Surroundings.pod(container, "");
        var variables = of(pod);
        assertThat(variables)
                .containsEntry("EARLY", "<$(A)>")
                .containsEntry("B", "one two $(A) $(NONE)");
        assertThat(Environment.command(pod.spec().containers().getFirst(), variables))
                .containsExactly("run", "one", "$(A)", "$(NONE)", "$A", "$(", "10.96.0.1");
    }

    @Test
    void theFirstThingThatIsMissingIsNamedAsTheKubeletDoes() {
        assertThat(missing("envFrom: [{configMapRef: {name: gone}}]"))
                .isEqualTo("configmap \"gone\" not found");
        assertThat(missing("envFrom: [{secretRef: {name: gone}}]"))
                .isEqualTo("secret \"gone\" not found");
        assertThat(missing("envFrom: [{secretRef: {name: gone, optional: true}}]")).isNull();
        assertThat(key("configMapKeyRef: {name: settings, key: BLOB}"))
                .isEqualTo("couldn't find key BLOB in ConfigMap shop/settings");
        assertThat(key("secretKeyRef: {name: login, key: gone}"))
                .isEqualTo("couldn't find key gone in Secret shop/login");
        assertThat(key("secretKeyRef: {name: gone, key: gone}"))
                .isEqualTo("secret \"gone\" not found");
        assertThat(key("secretKeyRef: {name: login, key: gone, optional: true}")).isNull();
        assertThat(key("configMapKeyRef: {name: settings, key: SIZE}")).isNull();
    }

    private static String key(String from) {
        return missing("env: [{name: X, valueFrom: {" + from + "}}]");
    }

    private static String missing(String container) {
        var pod = Surroundings.pod(container, "");
        return References.missing(pod, pod.spec().containers().getFirst(), CLUSTER);
    }
}
