package dev.wavetank.apiserver.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// `metrics.k8s.io`: what `kubectl top` asks for.
class UsageTest {
    private static final String METRICS = "/apis/metrics.k8s.io/v1beta1";
    private final ApiBench api = new ApiBench();

    @BeforeEach
    void twoNodesAndThreePods() {
        for (String node : List.of("n1", "n2")) {
            api.post("/api/v1/nodes").yaml("metadata: {name: " + node + "}").now();
        }
        pod("a", "n1");
        pod("b", "n1");
        pod("c", "n2");
    }

    @AfterEach
    void noBugs() {
        assertThat(api.bugs).isEmpty();
    }

    private void pod(String name, String node) {
        api.post("/api/v1/namespaces/default/pods")
                .yaml(
                        "metadata: {name: %s, labels: {of: %s}}\nspec: {nodeName: %s, containers: [{name: main, image: i}]}"
                                .formatted(name, name, node))
                .now();
    }

    private static List<String> names(Json.Obj list) {
        return list.array("items").stream()
                .map(item -> ((Json.Obj) item).object("metadata").text("name"))
                .toList();
    }

    @Test
    void aPodUsesWhatItsContainersUse() {
        var pod = api.get(METRICS + "/namespaces/default/pods/a").tree();

        assertThat(pod.toString())
                .isEqualTo(
                        "{\"apiVersion\":\"metrics.k8s.io/v1beta1\",\"containers\":[{\"name\":\"main\",\"usage\":{\"cpu\":\"100m\",\"memory\":\"64Mi\"}}],\"kind\":\"PodMetrics\",\"metadata\":{\"creationTimestamp\":\"2026-01-31T09:00:30Z\",\"labels\":{\"of\":\"a\"},\"name\":\"a\",\"namespace\":\"default\"},\"timestamp\":\"2026-01-31T09:00:30Z\",\"window\":\"15s\"}");
    }

    @Test
    void aNodeUsesWhatItsPodsUse() {
        var nodes = api.get(METRICS + "/nodes").tree();

        assertThat(names(nodes)).containsExactly("n1", "n2");
        assertThat(((Json.Obj) nodes.array("items").getFirst()).object("usage").toString())
                .isEqualTo("{\"cpu\":\"200m\",\"memory\":\"128Mi\"}");
    }

    @Test
    void podsAreSelectedByLabelsAndNamespace() {
        assertThat(names(api.get(METRICS + "/pods?labelSelector=of in (a,c)").tree()))
                .containsExactly("a", "c");
        assertThat(names(api.get(METRICS + "/namespaces/kube-system/pods").tree())).isEmpty();
    }

    @Test
    void whatIsNotMeasuredYetIsAbsent() {
        api.usages.idle.add("a");

        assertThat(names(api.get(METRICS + "/pods").tree())).containsExactly("b", "c");
        var one = api.get(METRICS + "/namespaces/default/pods/a").now();
        assertThat(one.status()).isEqualTo(404);
        assertThat(ApiBench.tree(one).text("message"))
                .isEqualTo("podmetrics.metrics.k8s.io \"default/a\" not found");
    }

    @Test
    void aNodeThatDoesNotAnswerIsNotWaitedForLong() {
        api.usages.silent.add("n1");
        var answers = new ArrayList<Response>();
        api.api.handle(
                new Request(
                        "GET",
                        METRICS + "/nodes",
                        new TreeMap<>(),
                        new TreeMap<>(),
                        new User("admin", List.of("system:masters")),
                        new byte[0]),
                answers::add);
        api.world.run(Duration.ofSeconds(9));
        assertThat(answers).isEmpty();
        api.world.run(Duration.ofSeconds(2));

        assertThat(names(ApiBench.tree(answers.getFirst()))).containsExactly("n2");
    }

    @Test
    void aTableHasAColumnForEachResource() {
        var table = api.get(METRICS + "/pods").table().tree();

        assertThat(table.array("columnDefinitions"))
                .extracting(column -> ((Json.Obj) column).text("name"))
                .containsExactly("Name", "cpu", "memory", "Window");
        assertThat(((Json.Obj) table.array("rows").getFirst()).get("cells"))
                .hasToString("[\"a\",\"100m\",\"64Mi\",\"15s\"]");
    }

    @Test
    void discoveryListsTheGroup() {
        assertThat(api.get("/apis").tree().toString()).contains("metrics.k8s.io/v1beta1");
        assertThat(api.get(METRICS).tree().array("resources"))
                .extracting(each -> ((Json.Obj) each).text("kind"))
                .containsExactly("NodeMetrics", "PodMetrics");
        assertThat(api.delete(METRICS + "/nodes/n1").now().status()).isEqualTo(405);
    }
}
