package dev.wavetank.cli.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.contract.Schema;
import dev.wavetank.apiserver.contract.Type;
import dev.wavetank.apiserver.patches.StrategicPatch;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Yaml;

import org.junit.jupiter.api.Test;

import java.util.Objects;

final class ThreeWayMergeTest {
    private static final Schema SCHEMA = Contract.load().schema();
    private static final Type DEPLOYMENT =
            Objects.requireNonNull(SCHEMA.kind("apps", "v1", "Deployment"));

    private static final String WEB =
            """
            metadata: {name: web, labels: {app: web}}
            spec:
              replicas: 2
              template:
                spec:
                  containers:
                  - {name: web, image: "web:1", ports: [{containerPort: 80}], env: [{name: A, value: a}]}
                  - {name: side, image: "side:1"}
            """;

    /// What a server makes of it: defaults, and a label that somebody else added.
    private static final String LIVE =
            """
            metadata: {name: web, labels: {app: web, team: blue}, resourceVersion: "7"}
            spec:
              replicas: 2
              revisionHistoryLimit: 10
              template:
                spec:
                  containers:
                  - {name: web, image: "web:1", ports: [{containerPort: 80, protocol: TCP}], env: [{name: A, value: a}]}
                  - {name: side, image: "side:1", imagePullPolicy: IfNotPresent}
                  - {name: injected, image: "mesh:1"}
            status: {replicas: 2}
            """;

    private static Json.Obj yaml(String text) {
        return (Json.Obj) Yaml.read(text);
    }

    private static Json.Obj patch(String original, String modified, String current) {
        return ThreeWayMerge.strategic(
                yaml(original), yaml(modified), yaml(current), DEPLOYMENT, SCHEMA);
    }

    private static Json.Obj applied(String original, String modified, String current) {
        return StrategicPatch.apply(
                yaml(current), patch(original, modified, current), DEPLOYMENT, SCHEMA);
    }

    private static Json.Obj podSpec(Json.Obj deployment) {
        return deployment.object("spec").object("template").object("spec");
    }

    @Test
    void whatIsThereAlreadyNeedsNoPatch() {
        assertThat(patch(WEB, WEB, LIVE).isEmpty()).isTrue();
    }

    @Test
    void oneChangedFieldOfOneContainerIsAllThatIsSent() {
        assertThat(patch(WEB, WEB.replace("web:1", "web:2"), LIVE))
                .isEqualTo(
                        yaml(
                                """
                                spec:
                                  template:
                                    spec:
                                      $setElementOrder/containers: [{name: web}, {name: side}]
                                      containers: [{name: web, image: "web:2"}]
                                """));
    }

    @Test
    void whatTheManifestSaysNoMoreGoesAndWhatOthersAddedStays() {
        String fewer =
                """
                metadata: {name: web, labels: {}}
                spec:
                  template:
                    spec:
                      containers:
                      - {name: web, image: "web:1", ports: [{containerPort: 80}]}
                """;
        Json.Obj after = applied(WEB, fewer, LIVE);
        assertThat(after.object("metadata").object("labels")).isEqualTo(yaml("team: blue"));
        assertThat(after.object("spec").has("replicas")).isFalse();
        assertThat(after.object("spec").has("revisionHistoryLimit")).isTrue();
        assertThat(podSpec(after).array("containers"))
                .containsExactly(
                        yaml(
                                "{name: web, image: 'web:1', ports: [{containerPort: 80, protocol:"
                                        + " TCP}]}"),
                        yaml("{name: injected, image: 'mesh:1'}"));
    }

    @Test
    void aValueThatSomebodyElseChangedIsSetBack() {
        assertThat(patch(WEB, WEB, LIVE.replace("replicas: 2\n  rev", "replicas: 5\n  rev")))
                .isEqualTo(yaml("spec: {replicas: 2}"));
    }

    @Test
    void newItemsOfAListAreAddedWhole() {
        Json.Obj after =
                applied(
                        WEB,
                        WEB.replace("env: [", "env: [{name: B, valueFrom: null, value: b}, "),
                        LIVE);
        assertThat(((Json.Obj) podSpec(after).array("containers").getFirst()).array("env"))
                .containsExactly(yaml("{name: B, value: b}"), yaml("{name: A, value: a}"));
    }

    @Test
    void aUnionKeepsOnlyTheMembersOfTheManifest() {
        String rolling = "spec: {strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1}}}";
        String recreate = "spec: {strategy: {type: Recreate}}";
        assertThat(applied(rolling, recreate, rolling)).isEqualTo(yaml(recreate));
        assertThat(applied("spec: {}", recreate, rolling))
                .as("what the server made up goes, too")
                .isEqualTo(yaml(recreate));
    }

    @Test
    void valuesOfAListThatIsMergedAsASetComeAndGoOneByOne() {
        String original = "metadata: {finalizers: [a/a, b/b]}";
        String modified = "metadata: {finalizers: [b/b, c/c]}";
        String current = "metadata: {finalizers: [a/a, b/b, other/x]}";
        assertThat(applied(original, modified, current).object("metadata").array("finalizers"))
                .containsExactlyInAnyOrder(
                        new Json.Text("b/b"), new Json.Text("c/c"), new Json.Text("other/x"));
    }

    @Test
    void withoutATypeListsAreReplaced() {
        Json.Obj patch =
                ThreeWayMerge.plain(
                        yaml("spec: {a: 1, list: [{name: x}], gone: {b: 1}}"),
                        yaml("spec: {a: 1, list: [{name: y}]}"),
                        yaml("spec: {a: 1, list: [{name: x}], gone: {b: 1}, other: 1}"));
        assertThat(patch).isEqualTo(yaml("spec: {list: [{name: y}], gone: null}"));
    }

    @Test
    void aNullInTheManifestTakesTheFieldAway() {
        assertThat(patch(WEB, WEB.replace("replicas: 2", "replicas: null"), LIVE))
                .isEqualTo(yaml("spec: {replicas: null}"));
    }
}
