package dev.wavetank.apiserver.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.apiserver.core.Submission;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Action;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class WritesTest {
    private final ApiBench api = new ApiBench();

    @AfterEach
    void noBugs() {
        assertThat(api.bugs).isEmpty();
    }

    @Test
    void aDeploymentIsCreatedWithItsDefaults() {
        var made =
                api.post("/apis/apps/v1/namespaces/default/deployments")
                        .yaml(ApiBench.web("web"))
                        .now();

        assertThat(made.status()).isEqualTo(201);
        var tree = ApiBench.tree(made);
        var spec = tree.object("spec");
        assertThat(tree.object("metadata").text("uid")).isNotEmpty();
        assertThat(tree.object("metadata").text("namespace")).isEqualTo("default");
        assertThat(spec.get("revisionHistoryLimit")).isEqualTo(Json.Num.of(10));
        assertThat(spec.object("strategy").text("type")).isEqualTo("RollingUpdate");
        var container =
                (Json.Obj) spec.object("template").object("spec").array("containers").getFirst();
        assertThat(container.text("terminationMessagePath")).isEqualTo("/dev/termination-log");
        assertThat(((Json.Obj) container.array("ports").getFirst()).text("protocol"))
                .isEqualTo("TCP");
        assertThat(api.get("/apis/apps/v1/namespaces/default/deployments/web").tree())
                .isEqualTo(tree);
    }

    @Test
    void aBodyMayBeYaml() {
        var made =
                api.post("/api/v1/namespaces/default/configmaps")
                        .header("content-type", "application/yaml")
                        .json("kind: ConfigMap\napiVersion: v1\nmetadata:\n  name: a\n")
                        .now();

        assertThat(made.status()).isEqualTo(201);
    }

    @Test
    void aDryRunLeavesNothing() {
        long before = api.revision();
        var made =
                api.post("/api/v1/namespaces/default/configmaps?dryRun=All")
                        .yaml("metadata: {name: a}")
                        .now();

        assertThat(made.status()).isEqualTo(201);
        assertThat(api.revision()).isEqualTo(before);
        assertThat(api.get("/api/v1/namespaces/default/configmaps/a").now().status())
                .isEqualTo(404);
    }

    @Test
    void anUpdateOfAnOldVersionIsAConflict() {
        var first = api.configMap("a");
        api.put("/api/v1/namespaces/default/configmaps/a")
                .json(first.with("data", Json.Obj.of("a", new Json.Text("c"))).toString())
                .now();
        var late =
                api.put("/api/v1/namespaces/default/configmaps/a")
                        .json(first.with("data", Json.Obj.EMPTY).toString())
                        .now();

        assertThat(late.status()).isEqualTo(409);
        assertThat(ApiBench.tree(late).text("reason")).isEqualTo("Conflict");
        assertThat(ApiBench.tree(late).text("message"))
                .isEqualTo(
                        "Operation cannot be fulfilled on configmaps \"a\": the object has been"
                                + " modified; please apply your changes to the latest version and"
                                + " try again");
    }

    @Test
    void aStrategicPatchMergesContainersByName() {
        api.deployment("web");
        var patched =
                api.patch(
                                "/apis/apps/v1/namespaces/default/deployments/web",
                                "strategic-merge-patch+json")
                        .json(
                                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"web\",\"image\":\"nginx:2\"}]}}}}")
                        .tree();

        var containers =
                patched.object("spec").object("template").object("spec").array("containers");
        assertThat(containers).hasSize(1);
        assertThat(((Json.Obj) containers.getFirst()).text("image")).isEqualTo("nginx:2");
        assertThat(((Json.Obj) containers.getFirst()).array("ports")).hasSize(1);
        assertThat(patched.object("metadata").get("generation")).isEqualTo(Json.Num.of(2));
    }

    @Test
    void aMergePatchWithNullRemovesALabel() {
        api.configMap("a");
        var patched =
                api.patch("/api/v1/namespaces/default/configmaps/a", "merge-patch+json")
                        .json("{\"metadata\":{\"labels\":{\"of\":null,\"x\":\"y\"}}}")
                        .tree();

        assertThat(patched.object("metadata").object("labels"))
                .isEqualTo(Json.Obj.of("x", new Json.Text("y")));
    }

    @Test
    void aJsonPatchWhoseTestFailsChangesNothing() {
        api.configMap("a");
        long before = api.revision();
        var answer =
                api.patch("/api/v1/namespaces/default/configmaps/a", "json-patch+json")
                        .json(
                                "[{\"op\":\"test\",\"path\":\"/data/a\",\"value\":\"z\"},{\"op\":\"remove\",\"path\":\"/data/a\"}]")
                        .now();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(api.revision()).isEqualTo(before);
    }

    @Test
    void aPatchThatNamesAnOldVersionIsAConflict() {
        api.configMap("a");
        var answer =
                api.patch("/api/v1/namespaces/default/configmaps/a", "merge-patch+json")
                        .json("{\"metadata\":{\"resourceVersion\":\"1\"},\"data\":{\"x\":\"y\"}}")
                        .now();

        assertThat(answer.status()).isEqualTo(409);
    }

    @Test
    void twoPatchesAtOnceBothHappen() {
        api.configMap("a");
        var one = new java.util.ArrayList<Response>();
        var first = api.patch("/api/v1/namespaces/default/configmaps/a", "merge-patch+json");
        api.api.handle(
                new Request(
                        "PATCH",
                        "/api/v1/namespaces/default/configmaps/a",
                        new java.util.TreeMap<>(),
                        new java.util.TreeMap<>(
                                java.util.Map.of("content-type", "application/merge-patch+json")),
                        new User("other", java.util.List.of()),
                        "{\"data\":{\"x\":\"1\"}}"
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                one::add);
        var second = first.json("{\"data\":{\"y\":\"2\"}}").tree();

        assertThat(one).hasSize(1);
        assertThat(second.object("data").text("x")).isEqualTo("1");
        assertThat(second.object("data").text("y")).isEqualTo("2");
    }

    @Test
    void scalingChangesOnlyTheReplicas() {
        api.deployment("web");
        var path = "/apis/apps/v1/namespaces/default/deployments/web/scale";
        var before = api.get(path).tree();
        var after = api.patch(path, "merge-patch+json").json("{\"spec\":{\"replicas\":5}}").tree();

        assertThat(before.text("kind")).isEqualTo("Scale");
        assertThat(before.object("status").text("selector")).isEqualTo("app=web");
        assertThat(after.object("spec").get("replicas")).isEqualTo(Json.Num.of(5));
        assertThat(
                        api.get("/apis/apps/v1/namespaces/default/deployments/web")
                                .tree()
                                .object("spec")
                                .get("replicas"))
                .isEqualTo(Json.Num.of(5));
    }

    @Test
    void theStatusIsWrittenApartFromTheRest() {
        var made = api.pod("a");
        var changed =
                made.with("status", made.object("status").with("phase", "Running"))
                        .with("spec", made.object("spec").with("nodeName", "n"));
        var answer = api.put("/api/v1/namespaces/default/pods/a/status").json(changed.toString());

        assertThat(answer.tree().object("status").text("phase")).isEqualTo("Running");
        assertThat(
                        api.get("/api/v1/namespaces/default/pods/a")
                                .tree()
                                .object("spec")
                                .text("nodeName"))
                .isEmpty();
    }

    /// A controller's pod comes from a template, which lacks the defaults of pods alone.
    @Test
    void aPodThatAControllerMadeCanBeLabelled() {
        var template = api.deployment("web").object("spec").object("template");
        var metadata =
                template.object("metadata").with("name", "made").with("namespace", "default");
        var pod = Pod.KIND.read(template.with("metadata", metadata));
        api.core
                .writes()
                .submit(
                        new Submission(
                                new Action.Create(pod, List.of()), "replicaset-controller", false),
                        _ -> {});
        api.world.run(Duration.ofSeconds(1));

        var labelled =
                api.patch("/api/v1/namespaces/default/pods/made", "merge-patch+json")
                        .json("{\"metadata\":{\"labels\":{\"tier\":\"data\"}}}")
                        .now();

        assertThat(ApiBench.tree(labelled).object("metadata").object("labels").text("tier"))
                .isEqualTo("data");
    }

    @Test
    void aPodIsBoundOnce() {
        api.pod("a");
        api.post("/api/v1/nodes").yaml("metadata: {name: node-1}").now();
        var path = "/api/v1/namespaces/default/pods/a/binding";
        var body = "metadata: {name: a}\ntarget: {kind: Node, name: node-1}";
        var first = api.post(path).yaml(body).now();
        var second = api.post(path).yaml(body).now();

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(409);
        assertThat(
                        api.get("/api/v1/namespaces/default/pods/a")
                                .tree()
                                .object("spec")
                                .text("nodeName"))
                .isEqualTo("node-1");
    }

    @Test
    void aDeletionAnswersWithWhatWasDeleted() {
        var made = api.configMap("a");
        var gone = api.delete("/api/v1/namespaces/default/configmaps/a").tree();

        assertThat(gone.text("status")).isEqualTo("Success");
        assertThat(gone.object("details").text("uid"))
                .isEqualTo(made.object("metadata").text("uid"));
    }

    @Test
    void aDeletionThatFinalizersHoldUpAnswersWithTheObject() {
        api.post("/api/v1/namespaces/default/configmaps")
                .yaml("metadata: {name: a, finalizers: [x.dev/keep]}")
                .now();
        var held = api.delete("/api/v1/namespaces/default/configmaps/a").tree();

        assertThat(held.object("metadata").text("deletionTimestamp")).isNotEmpty();
    }

    @Test
    void aDeletionOfAnotherUidIsAConflict() {
        api.configMap("a");
        var answer =
                api.delete("/api/v1/namespaces/default/configmaps/a")
                        .json("{\"preconditions\":{\"uid\":\"other\"}}")
                        .now();

        assertThat(answer.status()).isEqualTo(409);
        assertThat(api.get("/api/v1/namespaces/default/configmaps/a").now().status())
                .isEqualTo(200);
    }

    @Test
    void aCollectionIsDeletedByItsLabels() {
        api.configMap("a");
        api.configMap("b");
        var gone = api.delete("/api/v1/namespaces/default/configmaps?labelSelector=of=a").tree();

        assertThat(gone.array("items")).hasSize(1);
        assertThat(api.get("/api/v1/namespaces/default/configmaps").tree().array("items"))
                .hasSize(1);
    }

    @Test
    void anEventOfTheNewGroupIsTheOneOfTheCoreGroup() {
        var made =
                api.post("/apis/events.k8s.io/v1/namespaces/default/events")
                        .yaml(
                                """
                                metadata: {name: e}
                                eventTime: '2026-01-31T09:00:00.000000Z'
                                regarding: {kind: Pod, name: a, namespace: default}
                                note: hello
                                reason: Greeted
                                action: Greet
                                type: Normal
                                reportingController: test.dev/test
                                reportingInstance: test-1
                                """)
                        .now();
        var core = api.get("/api/v1/namespaces/default/events/e").tree();

        assertThat(made.status()).isEqualTo(201);
        assertThat(ApiBench.tree(made).text("note")).isEqualTo("hello");
        assertThat(core.text("message")).isEqualTo("hello");
        assertThat(core.object("involvedObject").text("name")).isEqualTo("a");
        assertThat(core.text("apiVersion")).isEqualTo("v1");
    }

    @Test
    void anUnknownFieldIsWarnedOf() {
        var made =
                api.post("/api/v1/namespaces/default/configmaps")
                        .yaml("metadata: {name: a}\ndate: {a: b}")
                        .now();

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.headers().get("warning")).isEqualTo("299 - \"unknown field \\\"date\\\"\"");
        assertThat(ApiBench.tree(made).has("date")).isFalse();
    }

    @Test
    void logsAreAskedOfTheNodesSide() {
        api.pod("a");
        api.post("/api/v1/nodes").yaml("metadata: {name: node-1}").now();
        api.post("/api/v1/namespaces/default/pods/a/binding")
                .yaml("target: {kind: Node, name: node-1}")
                .now();
        var answer = api.get("/api/v1/namespaces/default/pods/a/log?tailLines=3").now();

        assertThat(api.logs.asked).containsExactly("a/main tail 3");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(ApiBench.tree(answer).text("message"))
                .isEqualTo(
                        "container \"main\" in pod \"a\" is waiting to start: ContainerCreating");
    }

    @Test
    void aFinalizedNamespaceThatIsBeingDeletedIsGone() {
        var made = api.post("/api/v1/namespaces").yaml("metadata: {name: room}").tree();
        assertThat(made.object("spec").array("finalizers")).isNotEmpty();
        var held = api.delete("/api/v1/namespaces/room").tree();
        assertThat(held.object("status").text("phase")).isEqualTo("Terminating");
        api.put("/api/v1/namespaces/room/finalize")
                .json(held.with("spec", Json.Obj.of("finalizers", Json.Arr.EMPTY)).toString())
                .now();

        assertThat(api.get("/api/v1/namespaces/room").now().status()).isEqualTo(404);
    }

    @Test
    void anEvictionDeletesThePod() {
        api.pod("a");
        var answer =
                api.post("/api/v1/namespaces/default/pods/a/eviction")
                        .yaml("apiVersion: policy/v1\nkind: Eviction\nmetadata: {name: a}")
                        .now();

        assertThat(answer.status()).isEqualTo(201);
        assertThat(api.get("/api/v1/namespaces/default/pods/a").now().status()).isEqualTo(404);
    }

    @Test
    void anAutoscalerOfTheOldVersionIsHeldInTheNewOne() {
        var path = "/apis/autoscaling/%s/namespaces/default/horizontalpodautoscalers";
        api.post(path.formatted("v1"))
                .yaml(
                        "metadata: {name: web}\nspec: {maxReplicas: 5,"
                                + " targetCPUUtilizationPercentage: 60, scaleTargetRef: {kind:"
                                + " Deployment, name: web}}")
                .now();
        var stored = api.get(path.formatted("v2") + "/web").tree();
        var old = api.get(path.formatted("v1") + "/web").tree();

        assertThat(stored.object("spec").array("metrics").toString())
                .contains("\"averageUtilization\":60");
        assertThat(stored.text("apiVersion")).isEqualTo("autoscaling/v2");
        assertThat(old.object("spec").get("targetCPUUtilizationPercentage"))
                .isEqualTo(Json.Num.of(60));
        assertThat(old.object("spec").has("metrics")).isFalse();
    }
}
