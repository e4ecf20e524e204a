package dev.wavetank.apiserver.requests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldValidationTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String UNKNOWN =
            "{\"metadata\":{\"name\":\"a\",\"nam\":1},\"dota\":{},\"data\":{\"a\":\"b\",\"a\":\"c\"}}";

    private final ApiBench api = new ApiBench();

    @AfterEach
    void noBugs() {
        assertThat(api.bugs).isEmpty();
    }

    private static String message(Response response) {
        return ApiBench.tree(response).text("message");
    }

    private static String warning(Response response) {
        return response.headers().getOrDefault("warning", "");
    }

    @Test
    void strictRefusesAllAtOnce() {
        var refused = api.post(MAPS + "?fieldValidation=Strict").json(UNKNOWN).now();

        assertThat(refused.status()).isEqualTo(400);
        assertThat(message(refused))
                .isEqualTo(
                        "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: strict"
                            + " decoding error: duplicate field \"data.a\", unknown field \"dota\","
                            + " unknown field \"metadata.nam\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?fieldValidation=Warn"})
    void warningIsTheDefault(String validation) {
        var made = api.post(MAPS + validation).json(UNKNOWN).now();

        assertThat(made.status()).isEqualTo(201);
        assertThat(warning(made))
                .isEqualTo(
                        "299 - \"duplicate field \\\"data.a\\\"\", 299 - \"unknown field"
                                + " \\\"dota\\\"\", 299 - \"unknown field \\\"metadata.nam\\\"\"");
        assertThat(ApiBench.tree(made).object("data").text("a")).isEqualTo("c");
    }

    @Test
    void aScaleIsCheckedToo() {
        api.post("/apis/apps/v1/namespaces/default/deployments")
                .yaml(
                        """
                        metadata: {name: web}
                        spec:
                          selector: {matchLabels: {app: web}}
                          template:
                            metadata: {labels: {app: web}}
                            spec: {containers: [{name: web, image: nginx}]}
                        """)
                .now();
        String path = "/apis/apps/v1/namespaces/default/deployments/web/scale";
        String patch = "{\"spec\":{\"replicas\":2,\"replica\":3}}";
        var warned = api.patch(path, "merge-patch+json").json(patch).now();
        var refused =
                api.patch(path + "?fieldValidation=Strict", "merge-patch+json").json(patch).now();
        var unread =
                api.put(path + "?fieldValidation=Strict")
                        .json("{\"metadata\":{\"name\":\"web\"},\"spec\":{\"replica\":3}}")
                        .now();

        assertThat(warning(warned)).isEqualTo("299 - \"unknown field \\\"spec.replica\\\"\"");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(message(unread))
                .isEqualTo(
                        "Scale in version \"v1\" cannot be handled as a Scale: strict decoding"
                                + " error: unknown field \"spec.replica\"");
    }

    @Test
    void ignoringSaysNothing() {
        var made = api.post(MAPS + "?fieldValidation=Ignore").json(UNKNOWN).now();

        assertThat(made.status()).isEqualTo(201);
        assertThat(warning(made)).isEmpty();
    }

    @Test
    void keysThatYamlHasTwiceAreToldWithTheirLine() {
        var body = "metadata:\n  name: a\ndata:\n  x: '1'\n  x: '2'\n";
        var warned = api.post(MAPS).header("content-type", "application/yaml").json(body).now();
        var refused =
                api.put(MAPS + "/a?fieldValidation=Strict")
                        .header("content-type", "application/yaml")
                        .json(body)
                        .now();

        assertThat(warning(warned))
                .isEqualTo(
                        "299 - \"yaml: unmarshal errors:   line 5: key \\\"x\\\" already set in"
                                + " map\"");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(message(refused))
                .isEqualTo(
                        "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: strict"
                                + " decoding error: yaml: unmarshal errors:\n"
                                + "  line 5: key \"x\" already set in map");
    }

    @ParameterizedTest
    @ValueSource(strings = {"merge-patch+json", "strategic-merge-patch+json"})
    void patchesAreCheckedToo(String type) {
        api.configMap("a");
        var patch = "{\"dota\":{},\"data\":{\"z\":\"1\",\"z\":\"2\"}}";
        var warned = api.patch(MAPS + "/a", type).json(patch).now();
        var refused = api.patch(MAPS + "/a?fieldValidation=Strict", type).json(patch).now();

        assertThat(warning(warned))
                .isEqualTo(
                        "299 - \"duplicate field \\\"data.z\\\"\", 299 - \"unknown field"
                                + " \\\"dota\\\"\"");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(message(refused))
                .endsWith(
                        "strict decoding error: duplicate field \"data.z\", unknown field"
                                + " \"dota\"");
    }

    @Test
    void aJsonPatchThatAddsAnUnknownFieldIsChecked() {
        api.configMap("a");
        var refused =
                api.patch(MAPS + "/a?fieldValidation=Strict", "json-patch+json")
                        .json("[{\"op\":\"add\",\"path\":\"/dota\",\"value\":{}}]")
                        .now();

        assertThat(refused.status()).isEqualTo(422);
        assertThat(message(refused)).endsWith("strict decoding error: unknown field \"dota\"");
    }

    @Test
    void anAppliedConfigHasEachKeyOnce() {
        var config =
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  z: '1'\n  z: '2'\n";
        var path = MAPS + "/a?fieldManager=me";
        var refused =
                api.patch(path + "&fieldValidation=Strict", "apply-patch+yaml").json(config).now();
        var warned = api.patch(path, "apply-patch+yaml").json(config).now();

        assertThat(refused.status()).isEqualTo(400);
        assertThat(message(refused))
                .isEqualTo(
                        "error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal"
                                + " errors:\n  line 6: key \"z\" already set in map");
        assertThat(warned.status()).isEqualTo(201);
        assertThat(warning(warned)).contains("line 6: key \\\"z\\\" already set in map");
    }

    @Test
    void noOtherValidationIsKnown() {
        api.configMap("a");
        var refused =
                api.patch(MAPS + "/a?fieldValidation=Hard", "merge-patch+json").json("{}").now();

        assertThat(refused.status()).isEqualTo(422);
        assertThat(message(refused))
                .isEqualTo(
                        "PatchOptions.meta.k8s.io \"\" is invalid: fieldValidation: Unsupported"
                                + " value: \"Hard\": supported values: \"Ignore\", \"Strict\","
                                + " \"Warn\"");
    }
}
