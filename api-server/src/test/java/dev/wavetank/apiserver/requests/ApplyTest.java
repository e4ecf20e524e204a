package dev.wavetank.apiserver.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.apiserver.core.Submission;
import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kinds;
import dev.wavetank.cluster.model.Resource;
import dev.wavetank.cluster.model.Yaml;
import dev.wavetank.cluster.state.Action;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

class ApplyTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps/";
    private static final String WEB = "/apis/apps/v1/namespaces/default/deployments/web";

    private final ApiBench api = new ApiBench();

    @AfterEach
    void noBugs() {
        assertThat(api.bugs).isEmpty();
    }

    private Response apply(String path, String manager, String config) {
        return api.patch(path + "?" + manager, "apply-patch+yaml").json(config).now();
    }

    private Response map(String manager, String data) {
        return apply(
                MAPS + "a",
                manager,
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: " + data + "}");
    }

    private static List<Json> managed(Json.Obj tree) {
        return tree.object("metadata").array("managedFields");
    }

    private static String fields(Json.Obj tree, String manager) {
        return managed(tree).stream()
                .map(Json.Obj.class::cast)
                .filter(each -> each.text("manager").equals(manager))
                .map(each -> each.object("fieldsV1").toString())
                .findFirst()
                .orElse("nothing");
    }

    private Json.Obj now() {
        return api.get(MAPS + "a").tree();
    }

    @Test
    void whatIsNotThereIsCreated() {
        var made = map("fieldManager=me", "{x: '1'}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(managed(ApiBench.tree(made)).toString())
                .isEqualTo(
                        "[{\"apiVersion\":\"v1\",\"fieldsType\":\"FieldsV1\",\"fieldsV1\":{\"f:data\":{\"f:x\":{}}},"
                            + "\"manager\":\"me\",\"operation\":\"Apply\",\"time\":\"2026-01-31T09:00:01Z\"}]");
    }

    @Test
    void whatNobodyWantsAnyMoreGoesAndWhatOthersWantStays() {
        map("fieldManager=me", "{x: '1', w: '2'}");
        map("fieldManager=you", "{w: '2', z: '3'}");

        assertThat(map("fieldManager=me", "{}").status()).isEqualTo(200);
        assertThat(now().object("data").toString()).isEqualTo("{\"w\":\"2\",\"z\":\"3\"}");
        assertThat(fields(now(), "me")).isEqualTo("{\"f:data\":{}}");
    }

    @Test
    void takingWhatAnotherOwnsIsAConflictThatNamesIt() {
        map("fieldManager=me", "{x: '1'}");
        var refused = map("fieldManager=you", "{x: '2'}");
        var status = ApiBench.tree(refused);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(status.text("reason")).isEqualTo("Conflict");
        assertThat(status.text("message"))
                .isEqualTo("Apply failed with 1 conflict: conflict with \"me\": .data.x");
        assertThat(status.object("details").array("causes").toString())
                .isEqualTo(
                        "[{\"field\":\".data.x\",\"message\":\"conflict with \\\"me\\\"\","
                                + "\"reason\":\"FieldManagerConflict\"}]");
        assertThat(now().object("data").text("x")).isEqualTo("1");
    }

    @Test
    void forceTakesIt() {
        map("fieldManager=me", "{x: '1', w: '1'}");
        map("fieldManager=you&force=1", "{x: '2'}");

        assertThat(now().object("data").toString()).isEqualTo("{\"w\":\"1\",\"x\":\"2\"}");
        assertThat(fields(now(), "me")).isEqualTo("{\"f:data\":{\"f:w\":{}}}");
        assertThat(fields(now(), "you")).isEqualTo("{\"f:data\":{\"f:x\":{}}}");
    }

    @Test
    void agreeingSharesAField() {
        map("fieldManager=me", "{x: '1'}");

        assertThat(map("fieldManager=you", "{x: '1'}").status()).isEqualTo(200);
        map("fieldManager=me", "{}");
        assertThat(now().object("data").text("x")).isEqualTo("1");
    }

    @Test
    void applyingTheSameAgainIsNoChange() {
        map("fieldManager=me", "{x: '1'}");
        long before = api.revision();
        map("fieldManager=me", "{x: '1'}");

        assertThat(api.revision()).isEqualTo(before);
    }

    @Test
    void severalConflictsAreListedByManager() {
        api.deployment("web");
        var refused =
                apply(
                        WEB,
                        "fieldManager=you",
                        """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web}
                        spec:
                          replicas: 5
                          template:
                            spec: {containers: [{name: web, image: 'nginx:2'}]}
                        """);

        assertThat(ApiBench.tree(refused).text("message"))
                .isEqualTo(
                        """
                        Apply failed with 2 conflicts: conflicts with "unknown" using apps/v1:
                        - .spec.replicas
                        - .spec.template.spec.containers[name="web"].image\
                        """);
    }

    @Test
    void otherWritesOwnWhatTheyChange() {
        api.post("/apis/apps/v1/namespaces/default/deployments?fieldManager=kubectl-create")
                .yaml(ApiBench.web("web"))
                .now();
        api.patch(WEB, "merge-patch+json")
                .header("user-agent", "my-tool/1.0 (linux)")
                .json("{\"spec\":{\"replicas\":7},\"metadata\":{\"labels\":{\"a\":\"b\"}}}")
                .now();
        var tree = api.get(WEB).tree();

        assertThat(fields(tree, "my-tool"))
                .isEqualTo(
                        "{\"f:metadata\":{\"f:labels\":{\".\":{},\"f:a\":{}}},\"f:spec\":{\"f:replicas\":{}}}");
        assertThat(fields(tree, "kubectl-create"))
                .isEqualTo(
                        "{\"f:spec\":{\"f:progressDeadlineSeconds\":{},\"f:revisionHistoryLimit\":{},"
                            + "\"f:selector\":{},\"f:strategy\":{\"f:rollingUpdate\":{\".\":{},\"f:maxSurge\":{},"
                            + "\"f:maxUnavailable\":{}},\"f:type\":{}},\"f:template\":{\"f:metadata\":{\"f:labels\":"
                            + "{\".\":{},\"f:app\":{}}},\"f:spec\":{\"f:containers\":{\"k:{\\\"name\\\":\\\"web\\\"}\":"
                            + "{\".\":{},\"f:image\":{},\"f:imagePullPolicy\":{},\"f:name\":{},\"f:ports\":{\".\":{},"
                            + "\"k:{\\\"containerPort\\\":80,\\\"protocol\\\":\\\"TCP\\\"}\":{\".\":{},"
                            + "\"f:containerPort\":{},\"f:protocol\":{}}},\"f:resources\":{},"
                            + "\"f:terminationMessagePath\":{},\"f:terminationMessagePolicy\":{}}},"
                            + "\"f:dnsPolicy\":{},\"f:restartPolicy\":{},\"f:schedulerName\":{},"
                            + "\"f:securityContext\":{},\"f:terminationGracePeriodSeconds\":{}}}}}");
    }

    @Test
    void aStatusIsAppliedByItselfAndOwnedByItself() {
        api.deployment("web");
        var made =
                apply(
                        WEB + "/status",
                        "fieldManager=me",
                        """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web}
                        spec: {replicas: 9}
                        status: {observedGeneration: 1}
                        """);

        assertThat(made.status()).isEqualTo(200);
        var tree = api.get(WEB).tree();
        assertThat(tree.object("spec").get("replicas")).isEqualTo(Json.Num.of(2));
        assertThat(tree.object("status").get("observedGeneration")).isEqualTo(Json.Num.of(1));
        assertThat(fields(tree, "me")).isEqualTo("{\"f:status\":{\"f:observedGeneration\":{}}}");
        assertThat(((Json.Obj) managed(tree).getFirst()).text("subresource")).isEqualTo("status");
    }

    @Test
    void aComponentOwnsWhatItChangesOfWhatHasOwners() {
        api.deployment("web");
        var web = api.core.writes().committed().get(Deployment.KIND.ref("default", "web"));
        component(new Action.Update(annotated(Objects.requireNonNull(web)), List.of()));
        var tree = api.get(WEB).tree();

        assertThat(fields(tree, "kube-controller-manager"))
                .isEqualTo("{\"f:metadata\":{\"f:annotations\":{\".\":{},\"f:a\":{}}}}");
    }

    @Test
    void whatAComponentMakesHasNoOwners() {
        var map = Kinds.of("", "v1", "ConfigMap", "configmaps", true);
        var made = (Json.Obj) Yaml.read("{metadata: {name: a, namespace: default}}");
        component(new Action.Create(map.read(made), List.of()));
        component(new Action.Update(annotated(map.read(made)), List.of()));

        assertThat(managed(now())).isEmpty();
    }

    private static Resource annotated(Resource object) {
        return object.withMeta(object.meta().withAnnotation("a", "b"));
    }

    private void component(Action action) {
        api.core
                .writes()
                .submit(new Submission(action, "deployment-controller #1", false), _ -> {});
        api.world.run(Duration.ofSeconds(1));
    }

    @Test
    void aDryRunAnswersAndLeavesNothing() {
        var made = map("fieldManager=me&dryRun=All", "{x: '1'}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(api.get(MAPS + "a").now().status()).isEqualTo(404);
    }

    @Test
    void aManagerMustGiveItsName() {
        var refused = map("force=true", "{x: '1'}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(ApiBench.tree(refused).text("message"))
                .isEqualTo(
                        "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is"
                                + " required for apply patch");
    }

    @Test
    void forceIsForApplyOnly() {
        api.configMap("a");
        var refused =
                api.patch(MAPS + "a?force=TRUE", "merge-patch+json").json("{\"data\":{}}").now();

        assertThat(refused.status()).isEqualTo(422);
        assertThat(ApiBench.tree(refused).text("message"))
                .endsWith("force: Forbidden: may not be specified for non-apply patch");
    }

    @Test
    void aConfigWithUnknownFieldsIsRefused() {
        var refused = map("fieldManager=me", "{x: '1'}, dota: {}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(ApiBench.tree(refused).text("message"))
                .isEqualTo(
                        "failed to create typed patch object (a; v1, Kind=ConfigMap): .dota: field"
                                + " not declared in schema");
    }

    @Test
    void anObjectWithoutOwnersBelongsToNobodyUntilSomebodyApplies() {
        api.configMap("a");
        api.patch(MAPS + "a", "json-patch+json")
                .json("[{\"op\":\"replace\",\"path\":\"/metadata/managedFields\",\"value\":[{}]}]")
                .now();
        assertThat(managed(now())).isEmpty();

        api.patch(MAPS + "a", "merge-patch+json").json("{\"data\":{\"q\":\"r\"}}").now();
        assertThat(managed(now())).isEmpty();

        map("fieldManager=me", "{z: '1'}");
        assertThat(fields(now(), "before-first-apply"))
                .isEqualTo(
                        "{\"f:data\":{\".\":{},\"f:a\":{},\"f:q\":{}},\"f:metadata\":{\"f:labels\":{\".\":{},\"f:of\":{}}}}");
    }

    @Test
    void anEmptyListOfOwnersTakesNobodysAway() {
        api.configMap("a");
        api.patch(MAPS + "a", "merge-patch+json")
                .json("{\"metadata\":{\"managedFields\":[]}}")
                .now();

        assertThat(managed(now())).hasSize(1);
    }

    @Test
    void kubectlTakesOverWhatItAppliedBeforeByItsAnnotation() {
        var last =
                "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\"},\"data\":{\"x\":\"1\"}}";
        api.post("/api/v1/namespaces/default/configmaps?fieldManager=kubectl-client-side-apply")
                .json(
                        Json.Obj.builder()
                                .put("data", Json.Obj.of("x", new Json.Text("1")))
                                .put(
                                        "metadata",
                                        Json.Obj.of("name", new Json.Text("a"))
                                                .with(
                                                        "annotations",
                                                        Json.Obj.of(
                                                                "kubectl.kubernetes.io/last-applied-configuration",
                                                                new Json.Text(last))))
                                .build()
                                .toString())
                .now();

        assertThat(map("fieldManager=other", "{x: '2'}").status()).isEqualTo(409);
        assertThat(map("fieldManager=kubectl", "{x: '2'}").status()).isEqualTo(200);
        assertThat(now().object("data").text("x")).isEqualTo("2");
        assertThat(
                        now().object("metadata")
                                .object("annotations")
                                .text("kubectl.kubernetes.io/last-applied-configuration"))
                .isEqualTo(
                        "{\"apiVersion\":\"v1\",\"data\":{\"x\":\"2\"},\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\"}}\n");
    }

    @Test
    void anAppliedPortNeedsNoProtocol() {
        var config =
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: 'nginx:1', ports: [{containerPort: 80}]}]}
                """;
        assertThat(apply(WEB, "fieldManager=me", config).status()).isEqualTo(201);
        assertThat(fields(api.get(WEB).tree(), "me"))
                .contains(
                        "\"k:{\\\"containerPort\\\":80,\\\"protocol\\\":\\\"TCP\\\"}\":{\".\":{},\"f:containerPort\":{}}");
        long before = api.revision();
        assertThat(apply(WEB, "fieldManager=me", config).status()).isEqualTo(200);
        assertThat(api.revision()).isEqualTo(before);
    }
}
