package dev.wavetank.apiserver.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Reason;
import dev.wavetank.cluster.state.RemoteSession;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

class DocumentsTest {
    private final ApiBench api = new ApiBench();

    @Test
    void aggregatedDiscoveryAnswersInItsParametrisedType() {
        var answer =
                api.get("/apis")
                        .header(
                                "accept",
                                "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
                                    + "application/json")
                        .now();

        assertThat(answer.headers().get("content-type"))
                .isEqualTo("application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList");
        assertThat(ApiBench.tree(answer).text("apiVersion")).isEqualTo("apidiscovery.k8s.io/v2");
        assertThat(
                        ApiBench.tree(answer).array("items").stream()
                                .map(item -> ((Json.Obj) item).object("metadata").text("name")))
                .contains("apps", "batch")
                .doesNotContain("");
    }

    @Test
    void plainDiscoveryHasADocumentForEachStep() {
        assertThat(api.get("/api").tree().text("kind")).isEqualTo("APIVersions");
        assertThat(api.get("/apis").tree().text("kind")).isEqualTo("APIGroupList");
        assertThat(api.get("/apis/apps").tree().text("kind")).isEqualTo("APIGroup");
        var core = api.get("/api/v1").tree();
        assertThat(core.text("kind")).isEqualTo("APIResourceList");
        assertThat(
                        core.array("resources").stream()
                                .map(resource -> ((Json.Obj) resource).text("name")))
                .contains("pods", "pods/log", "pods/binding", "nodes", "namespaces/finalize")
                .doesNotContain("pods/proxy", "componentstatuses/status");
    }

    @Test
    void openApiDocumentsAreFoundByTheIndex() {
        var index = api.get("/openapi/v3").tree();
        var path = index.object("paths").object("apis/apps/v1").text("serverRelativeURL");
        var document = api.get(path).now();

        assertThat(document.status()).isEqualTo(200);
        assertThat(ApiBench.tree(document).text("openapi")).startsWith("3.");
        assertThat(api.get("/openapi/v3/../groups").now().status()).isEqualTo(404);
    }

    @Test
    void theWholeApiIsOneDocumentOfOpenApiV2AsProtobufOrJson() {
        String sent = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";
        var protobuf =
                api.get("/openapi/v2")
                        .header(
                                "accept",
                                "application/com.github.proto-openapi.spec.v2@v1.0+protobuf")
                        .now();
        assertThat(protobuf.status()).isEqualTo(200);
        assertThat(protobuf.headers()).containsEntry("content-type", sent);
        assertThat(ApiBench.text(protobuf)).contains("io.k8s.api.core.v1.Pod");
        var json = api.get("/openapi/v2").now();
        assertThat(ApiBench.tree(json).text("swagger")).isEqualTo("2.0");
        assertThat(json.headers().get("etag")).isNotEqualTo(protobuf.headers().get("etag"));
        String etag = Objects.requireNonNull(protobuf.headers().get("etag"));
        var again =
                api.get("/openapi/v2").header("accept", sent).header("if-none-match", etag).now();
        assertThat(again.status()).isEqualTo(304);
        assertThat(ApiBench.text(again)).isEmpty();
        assertThat(api.get("/openapi/v2").header("accept", "text/html").now().status())
                .isEqualTo(406);
    }

    @Test
    void theVersionIsThatOfTheContract() {
        assertThat(api.get("/version").tree().text("gitVersion")).isEqualTo("v1.36.0-wavetank");
    }

    @Test
    void healthIsPlainText() {
        assertThat(ApiBench.text(api.get("/readyz").now())).isEqualTo("ok");
        assertThat(ApiBench.text(api.get("/livez?verbose").now()))
                .isEqualTo("[+]ping ok\nlivez check passed\n");
    }

    @Test
    void metricsHaveUpstreamsNames() {
        api.configMap("a");
        var watch = api.get("/api/v1/configmaps?watch=true").stream();
        var text = ApiBench.text(api.get("/metrics").now());

        assertThat(text)
                .contains("apiserver_request_total{")
                .contains("code=\"201\",group=\"\",resource=\"configmaps\"")
                .contains("apiserver_request_duration_seconds_bucket{")
                .contains("apiserver_current_inflight_requests{request_kind=\"readOnly\"} 1.0")
                .contains("apiserver_storage_objects{resource=\"configmaps\"} 1.0")
                .contains(
                        "apiserver_longrunning_requests{resource=\"configmaps\",verb=\"WATCH\"}"
                                + " 1.0");
        assertThat(watch.ended).isFalse();
    }

    @Test
    void reasonsArePostedAndReadBack() {
        var reason =
                new Reason(
                        Pod.KIND.ref("default", "a"),
                        "uid-1",
                        "scheduler",
                        "no node fits",
                        List.of("node-1: cpu requested 2, free 1"));
        var posted =
                api.post(RemoteSession.EXPLANATIONS)
                        .json(
                                new String(
                                        RemoteSession.reasons(List.of(reason)),
                                        StandardCharsets.UTF_8))
                        .now();
        var read = api.get(RemoteSession.EXPLANATIONS + "?uid=uid-1").tree();

        assertThat(posted.status()).isEqualTo(201);
        var item = (Json.Obj) read.array("items").getFirst();
        assertThat(item.text("decision")).isEqualTo("no node fits");
        assertThat(item.object("object").text("kind")).isEqualTo("Pod");
        assertThat(read.text("now"))
                .as("the clock that the times are of")
                .isGreaterThanOrEqualTo(item.text("last"));
        assertThat(JsonText.write(new Json.Arr(item.array("details")))).contains("free 1");
    }

    @Test
    void whoIsAskingIsAnswered() {
        var review =
                api.post("/apis/authentication.k8s.io/v1/selfsubjectreviews").json("{}").tree();

        assertThat(review.object("status").object("userInfo").text("username")).isEqualTo("admin");
    }

    @Test
    void aComponentIsToldTheOutcome() {
        api.configMap("a");
        var answer =
                api.delete("/api/v1/namespaces/default/configmaps/a")
                        .header(RemoteSession.AUTHOR, "gc#1")
                        .now();

        assertThat(answer.headers())
                .containsEntry(RemoteSession.GONE, "true")
                .containsEntry(RemoteSession.REVISION, Long.toString(api.revision()));
        assertThat(ApiBench.tree(answer).text("kind")).isEqualTo("ConfigMap");
    }
}
