package dev.wavetank.apiserver.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/// Containers that are added to a pod that is there: by their own subresource, and by nothing else.
final class EphemeralContainersTest {
    private static final String POD = "/api/v1/namespaces/default/pods/web";
    private static final String PART = POD + "/ephemeralcontainers";
    private static final String STRATEGIC = "strategic-merge-patch+json";
    private static final String DEBUGGER =
            """
            {spec: {ephemeralContainers: [{name: debugger, image: busybox, stdin: true,
              targetContainerName: main}]}}
            """;

    private final ApiBench api = new ApiBench();

    @BeforeEach
    void aPod() {
        api.pod("web");
    }

    @AfterEach
    void noBugs() {
        assertThat(api.bugs).isEmpty();
    }

    private Response patch(String path, String patch) {
        return api.patch(path, STRATEGIC).yaml(patch).now();
    }

    private String refused(String path, String patch) {
        var response = patch(path, patch);
        assertThat(response.status()).isEqualTo(422);
        return ApiBench.tree(response).text("message");
    }

    private Json.Obj pod() {
        return api.get(POD).tree();
    }

    private static Json.Obj added(Json.Obj pod) {
        return (Json.Obj) pod.object("spec").array("ephemeralContainers").getFirst();
    }

    @Test
    void oneIsAddedByTheSubresourceWithAContainersDefaults() {
        assertThat(patch(PART, DEBUGGER).status()).isEqualTo(200);

        var made = added(pod());
        assertThat(made.text("name")).isEqualTo("debugger");
        assertThat(made.text("imagePullPolicy")).isEqualTo("Always");
        assertThat(made.text("terminationMessagePolicy")).isEqualTo("File");
        assertThat(pod().object("metadata").get("generation")).isEqualTo(Json.Num.of(2));
        assertThat(api.get(PART).tree()).isEqualTo(pod());
    }

    @Test
    void whateverElseIsSentToTheSubresourceStaysAsItIs() {
        var before = pod();
        patch(
                PART,
                """
                metadata: {labels: {more: "1"}, annotations: {more: "1"}}
                spec:
                  containers: [{name: main, image: other}]
                  activeDeadlineSeconds: 5
                  ephemeralContainers: [{name: debugger, image: busybox}]
                """);

        var after = pod();
        assertThat(added(after).text("name")).isEqualTo("debugger");
        assertThat(after.object("spec").without("ephemeralContainers"))
                .isEqualTo(before.object("spec"));
        assertThat(after.object("metadata").has("labels")).isFalse();
        assertThat(after.object("metadata").has("annotations")).isFalse();

        var put =
                after.with(
                        "spec",
                        before.object("spec").with("activeDeadlineSeconds", Json.Num.of(7)));
        assertThat(api.put(PART).json(put.toString()).tree().text("message"))
                .contains("existing ephemeral containers \"debugger\" may not be removed");
        assertThat(pod()).isEqualTo(after);
    }

    @Test
    void nobodyOwnsAFieldThatWasNotTaken() {
        patch(
                PART + "?fieldManager=debug",
                "{spec: {containers: [{name: main, image: other}], ephemeralContainers:"
                        + " [{name: debugger, image: busybox}]}}");

        Json.Obj own = null;
        for (Json each : pod().object("metadata").array("managedFields")) {
            if (each instanceof Json.Obj entry && entry.text("manager").equals("debug")) {
                own = entry;
            }
        }
        assertThat(own).isNotNull();

        assertThat(own.text("subresource")).isEqualTo("ephemeralcontainers");
        assertThat(own.object("fieldsV1").object("f:spec").without("f:ephemeralContainers"))
                .isEqualTo(Json.Obj.EMPTY);
        assertThat(own.object("fieldsV1").object("f:spec").has("f:ephemeralContainers")).isTrue();
    }

    @Test
    void thePodItselfCannotBeUpdatedWithOne() {
        assertThat(refused(POD, DEBUGGER))
                .startsWith(
                        "Pod \"web\" is invalid: spec: Forbidden: pod updates may not change"
                                + " fields other than `spec.containers[*].image`,")
                .endsWith("changed: spec.ephemeralContainers");
        var pod = pod();
        var spec = pod.object("spec").with("ephemeralContainers", ephemeral());
        assertThat(api.put(POD).json(pod.with("spec", spec).toString()).tree().text("message"))
                .contains("spec: Forbidden: pod updates may not change fields other than ");

        patch(PART, DEBUGGER);
        var without = pod();
        var shorter = without.object("spec").without("ephemeralContainers");
        assertThat(
                        api.put(POD)
                                .json(without.with("spec", shorter).toString())
                                .tree()
                                .text("message"))
                .endsWith("changed: spec.ephemeralContainers");
        assertThat(patch(POD, "{spec: {containers: [{name: main, image: b}]}}").status())
                .as("an update that leaves them alone")
                .isEqualTo(200);
    }

    private static Json.Arr ephemeral() {
        return new Json.Arr(
                List.of(Json.Obj.builder().put("name", "d").put("image", "busybox").build()));
    }

    @Test
    void aPodIsNotCreatedWithOneNorATemplate() {
        var refused =
                api.post("/api/v1/namespaces/default/pods")
                        .yaml(
                                """
                                metadata: {name: b}
                                spec:
                                  containers: [{name: main, image: a}]
                                  ephemeralContainers: [{name: d, image: busybox}]
                                """)
                        .tree();
        assertThat(refused.text("message"))
                .isEqualTo(
                        "Pod \"b\" is invalid: spec.ephemeralContainers: Forbidden: cannot be set"
                                + " on create");
        var template =
                ApiBench.web("b")
                        .replace(
                                "      containers:",
                                "      ephemeralContainers: [{name: d, image: b}]\n"
                                        + "      containers:");
        assertThat(
                        api.post("/apis/apps/v1/namespaces/default/deployments")
                                .yaml(template)
                                .tree()
                                .text("message"))
                .endsWith(
                        "spec.template.spec.ephemeralContainers: Forbidden: ephemeral containers"
                                + " not allowed in pod template");
    }

    @Test
    void whatIsThereMayNotChangeAndWhatComesMustBeNew() {
        patch(PART, DEBUGGER);

        assertThat(refused(PART, DEBUGGER.replace("busybox", "alpine")))
                .contains("existing ephemeral containers \"debugger\" may not be changed");
        assertThat(refused(PART, DEBUGGER.replace("name: debugger", "name: main")))
                .contains("spec.ephemeralContainers[0].name: Duplicate value: \"main\"");
        assertThat(
                        refused(
                                PART,
                                DEBUGGER.replace("name: debugger", "name: two")
                                        .replace(
                                                "targetContainerName: main",
                                                "targetContainerName: x")))
                .endsWith("spec.ephemeralContainers[0].targetContainerName: Not found: \"x\"");
    }

    @Test
    void itServesNothingAndReservesNothing() {
        String said =
                refused(
                        PART,
                        """
                        spec:
                          ephemeralContainers:
                          - name: d
                            image: busybox
                            ports: [{containerPort: 80}]
                            resources: {limits: {cpu: 1}}
                            livenessProbe: {httpGet: {port: 80}}
                            readinessProbe: {httpGet: {port: 80}}
                            startupProbe: {httpGet: {port: 80}}
                            lifecycle: {preStop: {sleep: {seconds: 1}}}
                        """);
        for (String field :
                new String[] {
                    "ports",
                    "resources",
                    "livenessProbe",
                    "readinessProbe",
                    "startupProbe",
                    "lifecycle"
                }) {
            assertThat(said)
                    .contains(
                            "spec.ephemeralContainers[0]."
                                    + field
                                    + ": Forbidden: cannot be set for an Ephemeral Container");
        }
    }
}
