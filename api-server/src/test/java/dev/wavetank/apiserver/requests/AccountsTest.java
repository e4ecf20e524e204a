package dev.wavetank.apiserver.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Yaml;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

final class AccountsTest {
    private static final String PODS = "/api/v1/namespaces/default/pods";
    private static final String ACCOUNTS = "/api/v1/namespaces/default/serviceaccounts";

    private final ApiBench api = new ApiBench();

    @AfterEach
    void noBugs() {
        assertThat(api.bugs).isEmpty();
    }

    private static List<Json.Obj> objects(Json.Obj object, String list) {
        return object.array(list).stream().map(Json.Obj.class::cast).toList();
    }

    private static Json.Obj main(Json.Obj pod) {
        return objects(pod.object("spec"), "containers").getFirst();
    }

    @Test
    void aPodThatNamesNobodyRunsAsDefaultAndFindsAToken() {
        var spec = api.pod("a").object("spec");

        assertThat(spec.text("serviceAccountName")).isEqualTo("default");
        assertThat(spec.text("serviceAccount")).isEqualTo("default");
        var volume = objects(spec, "volumes").getFirst();
        assertThat(volume.text("name")).matches("kube-api-access-[bcdfghjklmnpqrstvwxz2456789]{5}");
        assertThat(volume.object("projected"))
                .isEqualTo(
                        Yaml.read(
                                """
                                defaultMode: 420
                                sources:
                                - serviceAccountToken: {expirationSeconds: 3607, path: token}
                                - configMap: {name: kube-root-ca.crt, items: [{key: ca.crt, path: ca.crt}]}
                                - downwardAPI:
                                    items:
                                    - {path: namespace, fieldRef: {apiVersion: v1, fieldPath: metadata.namespace}}
                                """));
        assertThat(objects(objects(spec, "containers").getFirst(), "volumeMounts"))
                .containsExactly(
                        (Json.Obj)
                                Yaml.read(
                                        "{mountPath: /var/run/secrets/kubernetes.io/serviceaccount,"
                                                + " readOnly: true, name: "
                                                + volume.text("name")
                                                + "}"));
    }

    @Test
    void thePodThatTheServerMadeIsAcceptedUnchanged() {
        var pod = api.pod("a");
        long before = api.revision();
        var again = api.put(PODS + "/a").json(pod.toString()).now();

        assertThat(again.status()).isEqualTo(200);
        assertThat(api.revision()).isEqualTo(before);
    }

    @Test
    void twoPodsHaveVolumesOfDifferentNames() {
        assertThat(main(api.pod("a")).get("volumeMounts"))
                .isNotEqualTo(main(api.pod("b")).get("volumeMounts"));
    }

    @Test
    void anAccountThatIsNotThereRefusesThePod() {
        var refused =
                api.post(PODS)
                        .yaml(
                                "metadata: {name: a}\n"
                                        + "spec: {serviceAccountName: robot, containers: [{name:"
                                        + " main, image: busybox}]}")
                        .now();

        assertThat(refused.status()).isEqualTo(403);
        assertThat(ApiBench.tree(refused).text("message"))
                .isEqualTo(
                        "pods \"a\" is forbidden: error looking up service account default/robot:"
                                + " serviceaccount \"robot\" not found");
    }

    @Test
    void thePodAndThenItsAccountMayForbidTheToken() {
        api.post(ACCOUNTS)
                .yaml("{metadata: {name: quiet}, automountServiceAccountToken: false}")
                .now();
        String spec = "containers: [{name: main, image: busybox}]";
        var byAccount =
                api.post(PODS)
                        .yaml(
                                "{metadata: {name: a}, spec: {serviceAccountName: quiet, "
                                        + spec
                                        + "}}")
                        .tree();
        var byPod =
                api.post(PODS)
                        .yaml(
                                "{metadata: {name: b}, spec: {automountServiceAccountToken: false, "
                                        + spec
                                        + "}}")
                        .tree();
        var inspite =
                api.post(PODS)
                        .yaml(
                                "{metadata: {name: c}, spec: {serviceAccountName: quiet,"
                                        + " automountServiceAccountToken: true, "
                                        + spec
                                        + "}}")
                        .tree();

        assertThat(byAccount.object("spec").has("volumes")).isFalse();
        assertThat(byPod.object("spec").has("volumes")).isFalse();
        assertThat(inspite.object("spec").array("volumes")).hasSize(1);
    }

    @Test
    void aContainerWithSomethingOfItsOwnAtThePlaceKeepsThat() {
        var pod =
                api.post(PODS)
                        .yaml(
                                """
                                metadata: {name: a}
                                spec:
                                  volumes: [{name: own, emptyDir: {}}]
                                  containers:
                                  - name: main
                                    image: busybox
                                    volumeMounts:
                                    - name: own
                                      mountPath: /var/run/secrets/kubernetes.io/serviceaccount
                                """)
                        .tree();

        assertThat(pod.object("spec").array("volumes")).hasSize(1);
        assertThat(objects(main(pod), "volumeMounts")).hasSize(1);
    }

    @Test
    void theAccountsPullSecretsAreThePodsUnlessItHasItsOwn() {
        api.post(ACCOUNTS)
                .yaml("{metadata: {name: puller}, imagePullSecrets: [{name: key}]}")
                .now();
        var pod =
                api.post(PODS)
                        .yaml(
                                "{metadata: {name: a}, spec: {serviceAccountName: puller,"
                                        + " containers: [{name: main, image: busybox}]}}")
                        .tree();

        assertThat(pod.object("spec").get("imagePullSecrets"))
                .isEqualTo(Yaml.read("[{name: key}]"));
    }

    @Test
    void aPodInANewNamespaceWaitsForTheAccount() {
        var early = pod("new");
        assertThat(early).isEmpty();
        api.account("new");
        api.world.run(Duration.ofMillis(200));

        assertThat(early).extracting(Response::status).containsExactly(201);
    }

    @Test
    void aPodDoesNotWaitForeverForTheAccount() {
        var early = pod("new");
        api.world.run(Duration.ofMillis(1300));
        assertThat(early).isEmpty();
        api.world.run(Duration.ofMillis(200));

        assertThat(early).extracting(Response::status).containsExactly(403);
    }

    private List<Response> pod(String namespace) {
        api.post("/api/v1/namespaces").yaml("metadata: {name: " + namespace + "}").now();
        var headers = new TreeMap<String, String>();
        headers.put("content-type", "application/json");
        var answers = new ArrayList<Response>();
        api.api.handle(
                new Request(
                        "POST",
                        "/api/v1/namespaces/" + namespace + "/pods",
                        new TreeMap<>(),
                        headers,
                        new User("admin", List.of("system:masters")),
                        JsonText.bytes(
                                Yaml.read(
                                        "metadata: {name: a}\n"
                                                + "spec: {containers: [{name: main, image:"
                                                + " busybox}]}"))),
                answers::add);
        api.world.run(Duration.ofMillis(10));
        return answers;
    }
}
