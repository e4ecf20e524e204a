package dev.wavetank.apiserver.patches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Yaml;

import org.junit.jupiter.api.Test;

/// The cases are those of upstream's `strategicpatch` documentation and tests, on real types.
class StrategicPatchTest {
    private static final Contract CONTRACT = Contract.load();

    private static String podSpec(String target, String patch) {
        return apply("io.k8s.api.core.v1.PodSpec", target, patch);
    }

    private static String apply(String type, String target, String patch) {
        return StrategicPatch.apply(
                        (Json.Obj) Yaml.read(target),
                        Yaml.read(patch),
                        CONTRACT.schema().type(type),
                        CONTRACT.schema())
                .toString();
    }

    @Test
    void itemsMergeByTheirKeyInTheOrderOfThePatch() {
        assertThat(
                        podSpec(
                                "containers: [{name: a, image: x}, {name: b}]",
                                "containers: [{name: c}, {name: a, image: z}]"))
                .isEqualTo(
                        "{\"containers\":[{\"name\":\"c\"},{\"image\":\"z\",\"name\":\"a\"},{\"name\":\"b\"}]}");
    }

    @Test
    void anItemIsDeletedByItsKey() {
        assertThat(
                        podSpec(
                                "containers: [{name: a}, {name: b}]",
                                "containers: [{name: a, $patch: delete}]"))
                .isEqualTo("{\"containers\":[{\"name\":\"b\"}]}");
    }

    @Test
    void aListIsReplacedWhole() {
        assertThat(
                        podSpec(
                                "containers: [{name: a}, {name: b}]",
                                "containers: [{name: c}, {$patch: replace}]"))
                .isEqualTo("{\"containers\":[{\"name\":\"c\"}]}");
    }

    @Test
    void theOrderIsSetAndOthersKeepTheirPlace() {
        assertThat(
                        podSpec(
                                "containers: [{name: a}, {name: mine}, {name: b}]",
                                "$setElementOrder/containers: [{name: b}, {name: a}]\n"
                                        + "containers: [{name: b, image: z}]"))
                .isEqualTo(
                        "{\"containers\":[{\"name\":\"mine\"},{\"image\":\"z\",\"name\":\"b\"},{\"name\":\"a\"}]}");
    }

    @Test
    void theOrderMayBeSetAlone() {
        assertThat(
                        podSpec(
                                "containers: [{name: a}, {name: b}]",
                                "$setElementOrder/containers: [{name: b}, {name: a}]"))
                .isEqualTo("{\"containers\":[{\"name\":\"b\"},{\"name\":\"a\"}]}");
    }

    @Test
    void listsWithoutAKeyAreReplaced() {
        assertThat(podSpec("tolerations: [{key: a}]", "tolerations: [{key: b}]"))
                .isEqualTo("{\"tolerations\":[{\"key\":\"b\"}]}");
    }

    @Test
    void listsOfValuesMergeAsSetsWhereTheContractSaysSo() {
        String meta = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
        assertThat(apply(meta, "finalizers: [a, b]", "finalizers: [c, a]"))
                .isEqualTo("{\"finalizers\":[\"c\",\"a\",\"b\"]}");
        assertThat(apply(meta, "finalizers: [a, b]", "$deleteFromPrimitiveList/finalizers: [a]"))
                .isEqualTo("{\"finalizers\":[\"b\"]}");
    }

    @Test
    void onlyTheRetainedKeysStay() {
        assertThat(
                        apply(
                                "io.k8s.api.apps.v1.DeploymentSpec",
                                "strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1}}",
                                "strategy: {$retainKeys: [type], type: Recreate}"))
                .isEqualTo("{\"strategy\":{\"type\":\"Recreate\"}}");
    }

    @Test
    void anObjectIsReplacedWhole() {
        assertThat(podSpec("nodeSelector: {a: b}", "nodeSelector: {$patch: replace, c: d}"))
                .isEqualTo("{\"nodeSelector\":{\"c\":\"d\"}}");
    }

    @Test
    void nullRemoves() {
        assertThat(podSpec("nodeName: a\nhostname: b", "nodeName: null"))
                .isEqualTo("{\"hostname\":\"b\"}");
        assertThat(podSpec("{}", "securityContext: {runAsUser: null}"))
                .isEqualTo("{\"securityContext\":{}}");
    }

    @Test
    void directivesDoNotStayInWhatIsNew() {
        assertThat(podSpec("{}", "containers: [{name: a, $patch: delete}, {name: b}]"))
                .isEqualTo("{\"containers\":[{\"name\":\"b\"}]}");
    }

    @Test
    void anObjectIsEmptiedAndOneThatIsNotThereStaysAway() {
        assertThat(podSpec("securityContext: {runAsUser: 1}", "securityContext: {$patch: delete}"))
                .isEqualTo("{\"securityContext\":{}}");
        assertThat(podSpec("{}", "securityContext: {$patch: delete}")).isEqualTo("{}");
    }

    @Test
    void anItemThatIsDeletedAndOneThatIsAddedFindTheirPlace() {
        assertThat(
                        podSpec(
                                "containers: [{name: a}, {name: b}, {name: theirs}]",
                                "$setElementOrder/containers: [{name: c}, {name: b}]\n"
                                        + "containers: [{name: c}, {name: a, $patch: delete}]"))
                .isEqualTo(
                        "{\"containers\":[{\"name\":\"c\"},{\"name\":\"b\"},{\"name\":\"theirs\"}]}");
    }

    @Test
    void nestedListsMergeByTheirOwnKeys() {
        assertThat(
                        podSpec(
                                "containers: [{name: a, env: [{name: X, value: '1'}, {name: Z}]}]",
                                "containers: [{name: a, env: [{name: X, value: '2'},"
                                        + " {name: Z, $patch: delete}]}]"))
                .isEqualTo(
                        "{\"containers\":[{\"env\":[{\"name\":\"X\",\"value\":\"2\"}],\"name\":\"a\"}]}");
    }

    @Test
    void aVolumeOfAnotherKindReplacesTheOldKind() {
        assertThat(
                        podSpec(
                                "volumes: [{name: v, emptyDir: {}}]",
                                "volumes: [{$retainKeys: [name, hostPath], name: v, hostPath:"
                                        + " {path: /a}}]"))
                .isEqualTo("{\"volumes\":[{\"hostPath\":{\"path\":\"/a\"},\"name\":\"v\"}]}");
    }

    @Test
    void whatIsNotRetainedCannotBePatched() {
        assertThatThrownBy(() -> podSpec("{}", "securityContext: {$retainKeys: [a], runAsUser: 1}"))
                .isInstanceOf(PatchFailure.class)
                .hasMessage("patch content doesn't match retainKeys list");
    }

    @Test
    void anOrderThatThePatchDoesNotKeepIsRefused() {
        assertThatThrownBy(() ->
                        podSpec(
                                "{}",
                                "$setElementOrder/containers: [{name: a}, {name: b}]\n"
                                        + "containers: [{name: b}, {name: a}]"))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("doesn't match $setElementOrder/containers list");
    }

    @Test
    void directivesOfTheWrongFormAreRefused() {
        assertThatThrownBy(() -> podSpec("{}", "securityContext: {$retainKeys: a}"))
                .hasMessage("invalid patch format of retainKeys");
        assertThatThrownBy(() -> podSpec("{}", "$deleteFromPrimitiveList/x: a"))
                .hasMessage("invalid patch format of primitive list");
        assertThatThrownBy(() -> podSpec("{}", "containers: [{name: a, $patch: merge}]"))
                .hasMessage("merging lists cannot yet be specified in the patch");
    }

    @Test
    void anItemWithoutItsKeyIsRefused() {
        assertThatThrownBy(() -> podSpec("{}", "containers: [{image: a}]"))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("does not contain declared merge key: name");
    }

    @Test
    void anUnknownDirectiveIsRefused() {
        assertThatThrownBy(() -> podSpec("{}", "nodeSelector: {$patch: explode}"))
                .isInstanceOf(Malformed.class)
                .hasMessage("unknown patch type: explode in map: {\"$patch\":\"explode\"}");
    }
}
