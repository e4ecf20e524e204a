package dev.wavetank.apiserver.kinds;

import static dev.wavetank.apiserver.core.Bench.accepted;
import static dev.wavetank.apiserver.core.Bench.object;
import static dev.wavetank.apiserver.core.Bench.refused;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.apiserver.core.Bench;
import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.ReplicaSet;

import org.junit.jupiter.api.Test;

class WorkloadBehaviourTest {
    private static final String WEB =
            "{'metadata': {'name': 'web', 'namespace': 'default'}, 'spec': {'replicas': 2,"
                    + " 'selector': {'matchLabels': {'app': 'web'}}, 'template': {'metadata':"
                    + " {'labels': {'app': 'web'}}, 'spec': {'containers': [{'name': 'c', 'image':"
                    + " 'i'}]}}}}";

    private final Bench bench = new Bench();

    private String refusal(String json) {
        return refused(bench.create(object(Deployment.KIND, json)))
                .replace("Invalid: Deployment.apps \"web\" is invalid: ", "");
    }

    @Test
    void aNewDeploymentHasNoStatus() {
        var web =
                bench.created(
                        Deployment.KIND,
                        WEB.replace("'spec': {'rep", "'status': {'replicas': 5}, 'spec': {'rep"));

        assertThat(web.status().replicas()).isZero();
        assertThat(web.meta().generation()).isEqualTo(1);
    }

    @Test
    void specAndAnnotationsCountAsGenerations() {
        bench.created(Deployment.KIND, WEB);

        var scaled =
                accepted(
                        Deployment.KIND,
                        bench.update(
                                object(
                                        Deployment.KIND,
                                        WEB.replace("'replicas': 2", "'replicas': 3"))));
        assertThat(scaled.meta().generation()).isEqualTo(2);
        var noted =
                accepted(
                        Deployment.KIND,
                        bench.update(scaled.withMeta(scaled.meta().withAnnotation("a", "b"))));
        assertThat(noted.meta().generation()).isEqualTo(3);
        var labelled =
                accepted(
                        Deployment.KIND,
                        bench.update(noted.withMeta(noted.meta().withLabel("a", "b"))));
        assertThat(labelled.meta().generation()).isEqualTo(3);
    }

    @Test
    void theSelectorIsFixed() {
        bench.created(Deployment.KIND, WEB);
        bench.created(ReplicaSet.KIND, WEB);
        String other = WEB.replace("'app': 'web'", "'app': 'x'");

        assertThat(refused(bench.update(object(Deployment.KIND, other))))
                .isEqualTo(
                        "Invalid: Deployment.apps \"web\" is invalid: spec.selector: Invalid value:"
                                + " {\"matchLabels\":{\"app\":\"x\"}}: field is immutable");
        assertThat(refused(bench.update(object(ReplicaSet.KIND, other))))
                .startsWith("Invalid: ReplicaSet.apps \"web\" is invalid: spec.selector: ");
    }

    @Test
    void theSelectorMustSelectTheTemplate() {
        assertThat(refusal(WEB.replace("'labels': {'app': 'web'}", "'labels': {'app': 'x'}")))
                .isEqualTo(
                        "spec.template.metadata.labels: Invalid value: {\"app\":\"x\"}: `selector`"
                                + " does not match template `labels`");
        assertThat(refusal(WEB.replace("{'matchLabels': {'app': 'web'}}", "{}")))
                .isEqualTo(
                        "spec.selector: Required value: empty selector is invalid for deployment");
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThat(refusal(WEB.replace("'replicas': 2", "'replicas': -1")))
                .isEqualTo("spec.replicas: Invalid value: -1: must be greater than or equal to 0");
        assertThat(refusal(WEB.replace("'image': 'i'", "'image': ''")))
                .isEqualTo("spec.template.spec.containers[0].image: Required value");
        assertThat(refusal(WEB.replace("'containers'", "'restartPolicy': 'Never', 'containers'")))
                .isEqualTo(
                        "spec.template.spec.restartPolicy: Unsupported value: \"Never\": supported"
                                + " values: \"Always\"");
        assertThat(
                        refusal(
                                WEB.replace(
                                        "'replicas'",
                                        "'strategy': {'type': 'RollingUpdate', 'rollingUpdate':"
                                                + " {'maxSurge': 0, 'maxUnavailable': '0%'}},"
                                                + " 'replicas'")))
                .isEqualTo(
                        "spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0"
                                + " when `maxSurge` is 0");
        assertThat(
                        refusal(
                                WEB.replace(
                                        "'replicas'",
                                        "'strategy': {'type': 'Recreate', 'rollingUpdate': {}},"
                                                + " 'replicas'")))
                .isEqualTo(
                        "spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy"
                                + " `type` is 'Recreate'");
    }

    @Test
    void aRollingUpdateHasBoundsAndTheTemplateItsDefaults() {
        var tree =
                Behaviours.of(Deployment.KIND)
                        .defaults((Json.Obj) JsonText.read(WEB.replace('\'', '"')));

        assertThat(tree.object("spec").object("strategy"))
                .hasToString(
                        "{\"rollingUpdate\":{\"maxSurge\":\"25%\",\"maxUnavailable\":\"25%\"},"
                                + "\"type\":\"RollingUpdate\"}");
        assertThat(tree.object("spec").object("template").object("spec").get("containers"))
                .hasToString("[{\"image\":\"i\",\"imagePullPolicy\":\"Always\",\"name\":\"c\"}]");
    }

    @Test
    void aRecreatingDeploymentHasNoBounds() {
        var tree =
                Behaviours.of(Deployment.KIND)
                        .defaults(
                                (Json.Obj)
                                        JsonText.read(
                                                "{\"spec\":{\"strategy\":{\"type\":\"Recreate\"}}}"));

        assertThat(tree.object("spec").object("strategy")).hasToString("{\"type\":\"Recreate\"}");
    }
}
