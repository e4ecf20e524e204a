package dev.wavetank.apiserver.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Yaml;

import org.junit.jupiter.api.Test;

final class ApprovalsTest {
    private static final String ALL = "/apis/certificates.k8s.io/v1/certificatesigningrequests";
    private static final String APPROVED =
            "{type: Approved, status: 'True', reason: KubectlApprove, message: by hand}";

    private final ApiBench bench = new ApiBench();
    private final Json.Obj asked =
            bench.post(ALL)
                    .yaml(
                            "metadata: {name: jane}\n"
                                    + "spec: {request: LS0t, signerName: example.com/s, usages:"
                                    + " [client auth]}")
                    .tree();

    @Test
    void anApprovalSetsTheConditionsAndNothingElse() {
        var sent =
                asked.with("spec", asked.object("spec").with("signerName", new Json.Text("a.b/c")))
                        .with(
                                "status",
                                (Json.Obj)
                                        Yaml.read(
                                                "{certificate: LS0t, conditions: ["
                                                        + APPROVED
                                                        + "]}"));
        var answer = bench.put(ALL + "/jane/approval").json(sent.toString()).now();

        assertThat(answer.status()).isEqualTo(200);
        var stored = bench.get(ALL + "/jane").tree();
        assertThat(stored.get("status")).isEqualTo(Yaml.read("conditions: [" + APPROVED + "]"));
        assertThat(stored.get("spec")).isEqualTo(asked.get("spec"));
    }

    @Test
    void anApprovalOfAnOlderVersionIsAConflict() {
        bench.patch(ALL + "/jane", "merge-patch+json")
                .json("{\"metadata\":{\"labels\":{\"a\":\"b\"}}}")
                .now();

        assertThat(bench.put(ALL + "/jane/approval").json(asked.toString()).now().status())
                .isEqualTo(409);
    }

    @Test
    void anApprovalMayBeAPatch() {
        var answer =
                bench.patch(ALL + "/jane/approval", "merge-patch+json")
                        .json(
                                "{\"status\":{\"conditions\":[{\"type\":\"Denied\","
                                        + "\"status\":\"True\"}]}}")
                        .tree();

        assertThat(answer.object("status").array("conditions").toString()).contains("Denied");
        assertThat(bench.get(ALL + "/jane/approval").tree().get("status"))
                .isEqualTo(answer.get("status"));
    }
}
