package dev.wavetank.apiserver.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Yaml;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/// What must not be: each is answered with the right code and words, and changes nothing.
class BadInputTest {
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";

    private final ApiBench api = new ApiBench();
    private long before;

    @BeforeEach
    void remember() {
        api.configMap("there");
        before = api.revision();
    }

    @AfterEach
    void nothingHappened() {
        assertThat(api.bugs).isEmpty();
        assertThat(api.revision()).isEqualTo(before);
        assertThat(api.get(MAPS + "/there").now().status()).isEqualTo(200);
    }

    private void refused(Response response, int code, String reason, String message) {
        var status = ApiBench.tree(response);
        assertThat(status.text("message")).isEqualTo(message);
        assertThat(response.status()).isEqualTo(code);
        assertThat(status.text("kind")).isEqualTo("Status");
        assertThat(status.text("status")).isEqualTo("Failure");
        assertThat(status.text("reason")).isEqualTo(reason);
        assertThat(status.get("code")).isEqualTo(Json.Num.of(code));
    }

    private static String deploymentWith(String spec) {
        var tree = (Json.Obj) Yaml.read(ApiBench.web("web"));
        Json.Obj changed = tree.object("spec");
        Json.Obj changes = (Json.Obj) Yaml.read(spec);
        for (int i = 0; i < changes.size(); i++) {
            changed = changed.with(changes.name(i), changes.value(i));
        }
        return JsonText.write(tree.with("spec", changed));
    }

    @Test
    void aWrongTypeIsNamedAsGoNamesIt() {
        refused(
                api.post(DEPLOYMENTS).json(deploymentWith("replicas: three")).now(),
                400,
                "BadRequest",
                "Deployment in version \"v1\" cannot be handled as a Deployment: json: cannot"
                        + " unmarshal string into Go struct field DeploymentSpec.spec.replicas of"
                        + " type int32");
    }

    @Test
    void anUnknownFieldIsAnErrorWhereThatIsAskedFor() {
        refused(
                api.post(DEPLOYMENTS + "?fieldValidation=Strict")
                        .json(deploymentWith("replicaz: 3"))
                        .now(),
                400,
                "BadRequest",
                "Deployment in version \"v1\" cannot be handled as a Deployment: strict decoding"
                        + " error: unknown field \"spec.replicaz\"");
    }

    @Test
    void aFieldGivenTwiceIsAnErrorWhereThatIsAskedFor() {
        refused(
                api.post(MAPS + "?fieldValidation=Strict")
                        .json("{\"metadata\":{\"name\":\"a\"},\"data\":{\"x\":\"1\",\"x\":\"2\"}}")
                        .now(),
                400,
                "BadRequest",
                "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: strict decoding"
                        + " error: duplicate field \"data.x\"");
    }

    @Test
    void aBadQuantityIsNamed() {
        refused(
                api.post("/api/v1/namespaces/default/pods")
                        .yaml(
                                "metadata: {name: a}\nspec: {containers: [{name: a, image: b,"
                                        + " resources: {requests: {cpu: 1.x}}}]}")
                        .now(),
                400,
                "BadRequest",
                "Pod in version \"v1\" cannot be handled as a Pod: quantities must match the"
                        + " regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
    }

    @Test
    void whatIsNoJsonIsRefused() {
        var answer = api.post(MAPS).json("{\"metadata\":").now();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(ApiBench.tree(answer).text("message"))
                .startsWith(
                        "the object provided is unrecognized (must be of type ConfigMap):"
                                + " Unexpected end-of-input");
    }

    @Test
    void tooDeepNestingIsRefused() {
        var answer = api.post(MAPS).json("[".repeat(100_000)).now();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(ApiBench.tree(answer).text("message")).contains("nesting depth");
    }

    @Test
    void tooLargeABodyIsRefused() {
        refused(
                api.post(MAPS).json(" ".repeat((3 << 20) + 1)).now(),
                413,
                "RequestEntityTooLarge",
                "Request entity too large: limit is 3145728");
    }

    @Test
    void anUnknownContentTypeIsRefused() {
        var answer = api.post(MAPS).header("content-type", "text/csv").json("a;b").now();

        assertThat(answer.status()).isEqualTo(415);
        assertThat(ApiBench.tree(answer).text("reason")).isEqualTo("UnsupportedMediaType");
    }

    @Test
    void aPatchOfAnUnknownTypeIsRefusedWithThoseThatThereAre() {
        var answer = api.patch(MAPS + "/there", "json").json("{}").now();

        assertThat(answer.status()).isEqualTo(415);
        assertThat(ApiBench.tree(answer).text("message")).contains("application/apply-patch+yaml");
    }

    @Test
    void anUnknownFormIsRefused() {
        assertThat(api.get(MAPS).header("accept", "text/html").now().status()).isEqualTo(406);
    }

    @Test
    void aBadNameIsInvalidAndSoIsABadLabel() {
        var answer = api.post(MAPS).yaml("metadata: {name: A_B, labels: {'a b': '-x'}}").now();
        var status = ApiBench.tree(answer);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(status.text("message"))
                .startsWith(
                        "ConfigMap \"A_B\" is invalid: [metadata.name:"
                                + " Invalid value: \"A_B\": a lowercase RFC 1123 subdomain must");
        assertThat(
                        status.object("details").array("causes").stream()
                                .map(cause -> ((Json.Obj) cause).text("field")))
                .containsExactly("metadata.name", "metadata.labels", "metadata.labels");
        assertThat(status.object("details").text("kind")).isEqualTo("ConfigMap");
    }

    @Test
    void aNameIsNeeded() {
        refused(
                api.post(MAPS).json("{}").now(),
                422,
                "Invalid",
                "ConfigMap \"\" is invalid: metadata.name: Required value: name or generateName is"
                        + " required");
    }

    @Test
    void whatIsThereCannotBeCreated() {
        refused(
                api.post(MAPS).yaml("metadata: {name: there}").now(),
                409,
                "AlreadyExists",
                "configmaps \"there\" already exists");
    }

    @Test
    void anUnknownNamespaceIsNotFound() {
        refused(
                api.post("/api/v1/namespaces/nowhere/configmaps").yaml("metadata: {name: a}").now(),
                404,
                "NotFound",
                "namespaces \"nowhere\" not found");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        refused(
                api.get(DEPLOYMENTS + "/x").now(),
                404,
                "NotFound",
                "deployments.apps \"x\" not found");
        refused(api.delete(MAPS + "/x").now(), 404, "NotFound", "configmaps \"x\" not found");
        refused(
                api.patch(MAPS + "/x", "merge-patch+json").json("{}").now(),
                404,
                "NotFound",
                "configmaps \"x\" not found");
    }

    @Test
    void unknownKindsAndPathsAreNotFound() {
        for (String path : List.of("/api/v1/widgets", "/apis/x.dev/v1/widgets", "/api/v2", "/x")) {
            refused(
                    api.get(path).now(),
                    404,
                    "NotFound",
                    "the server could not find the requested resource");
        }
    }

    @Test
    void whatAResourceDoesNotDoIsNotAllowed() {
        for (Response answer :
                List.of(
                        api.post("/api/v1/configmaps").yaml("metadata: {name: a}").now(),
                        api.put(MAPS).json("{}").now(),
                        api.delete("/api/v1/namespaces").now(),
                        api.get("/api/v1/namespaces/default/bindings").now())) {
            refused(
                    answer,
                    405,
                    "MethodNotAllowed",
                    "the server does not allow this method on the requested resource");
        }
    }

    @Test
    void bodyAndPathMustAgree() {
        refused(
                api.post(MAPS).yaml("metadata: {name: a, namespace: other}").now(),
                400,
                "BadRequest",
                "the namespace of the provided object does not match the namespace sent on the"
                        + " request");
        refused(
                api.put(MAPS + "/there").yaml("metadata: {name: a}").now(),
                400,
                "BadRequest",
                "the name of the object (a) does not match the name on the URL (there)");
        refused(
                api.post(MAPS).yaml("apiVersion: v2\nmetadata: {name: a}").now(),
                400,
                "BadRequest",
                "the API version in the data (v2) does not match the expected API version (v1)");
        assertThat(api.post(MAPS).yaml("kind: Pod\nmetadata: {name: a}").now().status())
                .isEqualTo(400);
    }

    @Test
    void badSelectorsAreRefused() {
        refused(
                api.get(MAPS + "?fieldSelector=data.a=b").now(),
                400,
                "BadRequest",
                "\"data.a\" is not a known field selector: only \"metadata.name\","
                        + " \"metadata.namespace\"");
        assertThat(api.get(MAPS + "?labelSelector=a in").now().status()).isEqualTo(400);
        assertThat(api.get(MAPS + "?watch=true&labelSelector=a in").now().status()).isEqualTo(400);
    }

    @Test
    void badOptionsAreRefused() {
        for (String query :
                List.of("resourceVersion=x", "limit=x", "continue=%%", "continue=e30")) {
            assertThat(api.get(MAPS + "?" + query).now().status()).as(query).isEqualTo(400);
        }
        for (String query :
                List.of(
                        "resourceVersionMatch=Exact",
                        "resourceVersion=1&resourceVersionMatch=Newest",
                        "watch=1&resourceVersionMatch=Exact",
                        "sendInitialEvents=true")) {
            assertThat(api.get(MAPS + "?" + query).now().status()).as(query).isEqualTo(422);
        }
        assertThat(api.delete(MAPS + "/there?propagationPolicy=Later").now().status())
                .isEqualTo(422);
        assertThat(api.delete(MAPS + "/there?dryRun=Some").now().status()).isEqualTo(422);
        assertThat(
                        api.post(MAPS + "?fieldValidation=Lax")
                                .yaml("metadata: {name: a}")
                                .now()
                                .status())
                .isEqualTo(422);
    }

    @Test
    void badPatchesAreRefused() {
        for (String body : List.of("[", "{}", "[{\"op\":\"jump\",\"path\":\"/a\"}]", "[7]")) {
            assertThat(api.patch(MAPS + "/there", "json-patch+json").json(body).now().status())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(api.patch(MAPS + "/there", "merge-patch+json").json("[]").now().status())
                .isEqualTo(400);
        assertThat(
                        api.patch(MAPS + "/there", "merge-patch+json")
                                .json("{\"kind\":\"Secret\"}")
                                .now()
                                .status())
                .isEqualTo(400);
    }

    @Test
    void fewerThanNoReplicasAreInvalid() {
        api.deployment("web");
        before = api.revision();
        refused(
                api.patch(DEPLOYMENTS + "/web/scale", "merge-patch+json")
                        .json("{\"spec\":{\"replicas\":-1}}")
                        .now(),
                422,
                "Invalid",
                "Scale.autoscaling \"web\" is invalid: spec.replicas: Invalid value: -1: must be"
                        + " greater than or equal to 0");
    }

    @Test
    void somebodyUnknownSeesVersionsAndHealthOnly() {
        for (String path : List.of("/version", "/healthz", "/livez", "/readyz")) {
            assertThat(api.get(path).as(User.ANONYMOUS).now().status()).isEqualTo(200);
        }
        refused(
                api.get(MAPS).as(User.ANONYMOUS).now(),
                403,
                "Forbidden",
                "configmaps is forbidden: User \"system:anonymous\" cannot list resource"
                        + " \"configmaps\" in API group \"\" in the namespace \"default\"");
        refused(
                api.get("/metrics").as(User.ANONYMOUS).now(),
                403,
                "Forbidden",
                "forbidden: User \"system:anonymous\" cannot get path \"/metrics\"");
        assertThat(api.get("/readyz/journal").as(User.ANONYMOUS).now().status()).isEqualTo(403);
        assertThat(api.delete(MAPS + "/there").as(User.ANONYMOUS).now().status()).isEqualTo(403);
    }
}
