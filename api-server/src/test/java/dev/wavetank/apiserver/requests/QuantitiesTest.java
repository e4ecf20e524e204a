package dev.wavetank.apiserver.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Yaml;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class QuantitiesTest {
    private static final String PODS = "/api/v1/namespaces/default/pods";

    private static final String POD =
            """
            metadata: {name: a}
            spec:
              containers:
              - name: main
                image: busybox
                resources:
                  limits: {cpu: 1000m, memory: 1024Mi}
                  requests: {cpu: 0.5, memory: 0.1Mi}
            """;

    private final ApiBench api = new ApiBench();

    @AfterEach
    void noBugs() {
        assertThat(api.bugs).isEmpty();
    }

    private static Json.Obj resources(Json.Obj pod) {
        return ((Json.Obj) pod.object("spec").array("containers").getFirst()).object("resources");
    }

    @Test
    void theAmountsOfAPodAreStoredInTheirCanonicalForm() {
        var resources = resources(api.post(PODS).yaml(POD).tree());

        assertThat(resources)
                .isEqualTo(
                        Yaml.read(
                                "{limits: {cpu: '1', memory: 1Gi}, requests: {cpu: 500m, memory:"
                                        + " 104857600m}}"));
    }

    @Test
    void theSameAmountInOtherWordsIsNoChange() {
        api.post(PODS).yaml(POD).now();
        long before = api.revision();
        var patched =
                api.patch(PODS + "/a", "strategic-merge-patch+json")
                        .json(
                                "{\"spec\":{\"containers\":[{\"name\":\"main\",\"resources\":"
                                        + "{\"limits\":{\"cpu\":\"1000m\"}}}]}}")
                        .now();

        assertThat(patched.status()).isEqualTo(200);
        assertThat(api.revision()).isEqualTo(before);
    }

    @Test
    void theAmountsOfANodeAreStoredInTheirCanonicalForm() {
        api.post("/api/v1/nodes").yaml("metadata: {name: node-1}").now();
        var node =
                api.patch("/api/v1/nodes/node-1/status", "merge-patch+json")
                        .json("{\"status\":{\"capacity\":{\"memory\":\"2048Mi\",\"cpu\":4}}}")
                        .tree();

        assertThat(node.object("status").object("capacity"))
                .isEqualTo(Yaml.read("{cpu: '4', memory: 2Gi}"));
    }
}
