package dev.wavetank.apiserver.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;

import org.junit.jupiter.api.Test;

final class ReviewsTest {
    private static final String AUTHORIZATION = "/apis/authorization.k8s.io/v1/";
    private static final String PODS = "resourceAttributes: {verb: create, resource: pods}";

    private final ApiBench bench = new ApiBench();

    @Test
    void whoeverIsKnownMayDoEverythingAndIsToldWhy() {
        var answer = ask("selfsubjectaccessreviews", "spec: {" + PODS + "}");
        assertThat(answer.text("kind")).isEqualTo("SelfSubjectAccessReview");
        assertThat(answer.object("spec").object("resourceAttributes").text("resource"))
                .isEqualTo("pods");
        assertThat(answer.object("status").get("allowed")).isEqualTo(new Json.Bool(true));
        assertThat(answer.object("status").text("reason")).contains("no RBAC");
        assertThat(allowed("subjectaccessreviews", "spec: {user: eve, " + PODS + "}")).isTrue();
    }

    @Test
    void whoIsUnknownMayOnlySeeVersionsAndHealth() {
        String nobody = "spec: {user: 'system:anonymous', groups: ['system:unauthenticated'], ";
        assertThat(allowed("subjectaccessreviews", nobody + PODS + "}")).isFalse();
        String path = "nonResourceAttributes: {verb: get, path: ";
        assertThat(allowed("subjectaccessreviews", nobody + path + "/version}}")).isTrue();
        assertThat(allowed("subjectaccessreviews", nobody + path + "/metrics}}")).isFalse();
    }

    @Test
    void aLocalReviewIsAboutItsOwnNamespace() {
        String path = "namespaces/default/localsubjectaccessreviews";
        String elsewhere =
                "spec: {user: eve, resourceAttributes: {namespace: kube-system, verb: get}}";
        assertThat(
                        ask(path, elsewhere.replace("kube-system", "default"))
                                .object("status")
                                .text("reason"))
                .isNotEmpty();
        assertThat(ask(path, elsewhere).text("message"))
                .isEqualTo(
                        "LocalSubjectAccessReview.authorization.k8s.io \"\" is invalid:"
                                + " spec.resourceAttributes.namespace: Invalid value:"
                                + " \"kube-system\": must match metadata.namespace");
    }

    @Test
    void aReviewIsAboutAResourceOrAPathAndOfSomebody() {
        assertThat(ask("selfsubjectaccessreviews", "spec: {}").text("message"))
                .endsWith(
                        "exactly one of nonResourceAttributes or resourceAttributes must be"
                                + " specified");
        assertThat(
                        ask(
                                        "selfsubjectaccessreviews",
                                        "spec: {" + PODS + ", nonResourceAttributes: {path: /}}")
                                .text("message"))
                .endsWith("cannot be specified in combination with resourceAttributes");
        assertThat(ask("subjectaccessreviews", "spec: {" + PODS + "}").text("message"))
                .endsWith("at least one of user or group must be specified");
        assertThat(ask("subjectaccessreviews", "spec: {user: 1}").text("reason"))
                .isEqualTo("BadRequest");
    }

    @Test
    void theRulesOfANamespaceAreAll() {
        var status = ask("selfsubjectrulesreviews", "spec: {namespace: default}").object("status");
        assertThat(status.array("resourceRules").toString())
                .isEqualTo("[{\"apiGroups\":[\"*\"],\"resources\":[\"*\"],\"verbs\":[\"*\"]}]");
        assertThat(status.get("incomplete")).isEqualTo(new Json.Bool(false));
        assertThat(ask("selfsubjectrulesreviews", "spec: {}").text("message"))
                .isEqualTo("no namespace on request");
    }

    @Test
    void whoAsksIsToldWhoItIs() {
        var info =
                bench.post("/apis/authentication.k8s.io/v1/selfsubjectreviews")
                        .yaml("{}")
                        .tree()
                        .object("status")
                        .object("userInfo");
        assertThat(info.text("username")).isEqualTo("admin");
        assertThat(info.array("groups")).containsExactly(new Json.Text("system:masters"));
    }

    private boolean allowed(String resource, String review) {
        return new Json.Bool(true).equals(ask(resource, review).object("status").get("allowed"));
    }

    private Json.Obj ask(String resource, String review) {
        return bench.post(AUTHORIZATION + resource).yaml(review).tree();
    }
}
