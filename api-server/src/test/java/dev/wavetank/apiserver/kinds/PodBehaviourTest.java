package dev.wavetank.apiserver.kinds;

import static dev.wavetank.apiserver.core.Bench.POD;
import static dev.wavetank.apiserver.core.Bench.accepted;
import static dev.wavetank.apiserver.core.Bench.object;
import static dev.wavetank.apiserver.core.Bench.refused;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.apiserver.core.Bench;
import dev.wavetank.cluster.model.Generic;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.state.Action;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class PodBehaviourTest {
    private static final Kind<Generic> PRIORITY_CLASS =
            Kind.generic("scheduling.k8s.io", "v1", "PriorityClass", "priorityclasses", false);

    private final Bench bench = new Bench();

    private static String spec(String more) {
        return POD.replace("'spec': {", "'spec': {" + more + ", ");
    }

    private static String container(String more) {
        return POD.replace("'image': 'nginx'", "'image': 'nginx', " + more);
    }

    private static Json.Obj defaulted(String json) {
        return Behaviours.of(Pod.KIND).defaults((Json.Obj) JsonText.read(json.replace('\'', '"')));
    }

    private String refusal(String json) {
        String refused = refused(bench.create(object(Pod.KIND, json)));
        String head = "Invalid: Pod \"web\" is invalid: ";
        assertThat(refused).startsWith(head);
        return refused.substring(head.length());
    }

    @Test
    void aNewPodIsPendingAndHasAnAccountAndToleratesForAWhile() {
        var pod = bench.created(Pod.KIND, POD);

        assertThat(pod.status().phase()).isEqualTo("Pending");
        assertThat(pod.spec().serviceAccountName()).isEqualTo("default");
        assertThat(pod.spec().rest().text("serviceAccount")).isEqualTo("default");
        assertThat(pod.spec().priority()).isZero();
        assertThat(pod.spec().rest().text("preemptionPolicy")).isEqualTo("PreemptLowerPriority");
        assertThat(pod.spec().tolerations())
                .extracting(
                        each -> each.key() + " " + each.effect() + " " + each.tolerationSeconds())
                .containsExactly(
                        "node.kubernetes.io/not-ready NoExecute 300",
                        "node.kubernetes.io/unreachable NoExecute 300");
    }

    @Test
    void aPodThatToleratesByItselfKeepsItsOwnWay() {
        var pod =
                bench.created(
                        Pod.KIND,
                        spec(
                                "'tolerations': [{'key': 'node.kubernetes.io/not-ready',"
                                        + " 'operator': 'Exists', 'effect': 'NoExecute',"
                                        + " 'tolerationSeconds': 5}, {'key':"
                                        + " 'node.kubernetes.io/unreachable', 'operator':"
                                        + " 'Exists', 'effect': 'NoSchedule'}]"));

        assertThat(pod.spec().tolerations())
                .extracting(each -> each.effect() + " " + each.tolerationSeconds())
                .containsExactly("NoExecute 5", "NoSchedule null", "NoExecute 300");
    }

    @Test
    void aPriorityClassGivesThePriority() {
        bench.create(
                object(
                        PRIORITY_CLASS,
                        "{'metadata': {'name': 'high'}, 'value': 1000,"
                                + " 'preemptionPolicy': 'Never'}"));

        var pod = bench.created(Pod.KIND, spec("'priorityClassName': 'high'"));

        assertThat(pod.spec().priority()).isEqualTo(1000);
        assertThat(pod.spec().rest().text("preemptionPolicy")).isEqualTo("Never");
    }

    @Test
    void theGlobalDefaultHoldsForPodsWithoutClass() {
        bench.create(
                object(
                        PRIORITY_CLASS,
                        "{'metadata': {'name': 'base'}, 'value': 7," + " 'globalDefault': true}"));

        var pod = bench.created(Pod.KIND, POD);

        assertThat(pod.spec().priority()).isEqualTo(7);
        assertThat(pod.spec().priorityClassName()).isEqualTo("base");
    }

    @Test
    void anUnknownClassOrAPriorityOfOnesOwnIsForbidden() {
        assertThat(refused(bench.create(object(Pod.KIND, spec("'priorityClassName': 'x'")))))
                .isEqualTo(
                        "Forbidden: pods \"web\" is forbidden: no PriorityClass with name x was"
                                + " found");
        assertThat(refused(bench.create(object(Pod.KIND, spec("'priority': 5")))))
                .isEqualTo(
                        "Forbidden: pods \"web\" is forbidden: the integer value of priority (5)"
                                + " must not be provided in pod spec; priority admission controller"
                                + " computed 0 from the given PriorityClass name");
    }

    @Test
    void requestsFollowLimits() {
        var pod =
                bench.created(
                        Pod.KIND,
                        container(
                                "'resources': {'limits': {'cpu': '1', 'memory': '1Gi'},"
                                        + " 'requests': {'cpu': '500m'}}"));

        assertThat(pod.spec().containers().getFirst().resources().requests())
                .containsEntry("cpu", Quantity.of("500m"))
                .containsEntry("memory", Quantity.of("1Gi"));
        assertThat(pod.status().qosClass()).isEqualTo("Burstable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                  | BestEffort",
                "{'requests': {'cpu': '1'}}                          | Burstable",
                "{'limits': {'cpu': '1'}}                            | Burstable",
                "{'limits': {'cpu': '1', 'memory': '1Gi'}}           | Guaranteed",
                "{'limits': {'example.com/gpu': '1'}}                | BestEffort"
            })
    void theQualityFollowsFromTheResources(String resources, String quality) {
        var pod =
                bench.created(Pod.KIND, container("'resources': " + resources.replace("''", "'")));

        assertThat(pod.status().qosClass()).isEqualTo(quality);
    }

    @Test
    void aNodeCannotReportAnotherQuality() {
        var pod = bench.created(Pod.KIND, POD);
        var status = object(Pod.KIND, "{'status': {'phase': 'Running', 'qosClass': 'X'}}").status();

        var stored =
                accepted(
                        Pod.KIND,
                        bench.submit(new Action.UpdateStatus(pod.withStatus(status), List.of())));

        assertThat(stored.status().phase()).isEqualTo("Running");
        assertThat(stored.status().qosClass()).isEqualTo("BestEffort");
    }

    @ParameterizedTest
    @CsvSource({
        "nginx, Always",
        "nginx:latest, Always",
        "nginx:1.27, IfNotPresent",
        "localhost:5000/nginx, Always",
        "localhost:5000/nginx:1, IfNotPresent",
        "nginx@sha256:abc, IfNotPresent"
    })
    void howAnImageIsPulledFollowsFromItsTag(String image, String policy) {
        assertThat(PodDefaults.pullPolicy(image)).isEqualTo(policy);
    }

    @Test
    void defaultsThatDependOnOtherFieldsAreSet() {
        var spec =
                defaulted(
                                "{'spec': {'hostNetwork': true, 'serviceAccount': 'me', 'volumes':"
                                        + " [{'name': 'v'}, {'name': 'w', 'hostPath': {}}],"
                                        + " 'containers': [{'name': 'c', 'image': 'i:1', 'ports':"
                                        + " [{'containerPort': 80}]}]}}")
                        .object("spec");

        assertThat(spec.text("serviceAccountName")).isEqualTo("me");
        assertThat(spec.get("volumes"))
                .hasToString("[{\"emptyDir\":{},\"name\":\"v\"},{\"hostPath\":{},\"name\":\"w\"}]");
        assertThat(spec.get("containers"))
                .hasToString(
                        "[{\"image\":\"i:1\",\"imagePullPolicy\":\"IfNotPresent\",\"name\":\"c\","
                                + "\"ports\":[{\"containerPort\":80,\"hostPort\":80}]}]");
    }

    @Test
    void onlyAFewFieldsOfAPodMayChange() {
        var pod = bench.created(Pod.KIND, POD);
        var image =
                object(
                        Pod.KIND,
                        pod.tree().toString().replace("nginx", "nginx:2").replace('"', '\''));
        accepted(Pod.KIND, bench.update(image));

        var moved = image.withMeta(image.meta().withResourceVersion(0));
        assertThat(refused(bench.update(moved.withSpec(moved.spec().withNodeName("n")))))
                .startsWith(
                        "Invalid: Pod \"web\" is invalid: spec: Forbidden: pod updates may not"
                                + " change fields other than `spec.containers[*].image`,")
                .endsWith("\nchanged: spec.nodeName");
    }

    @Test
    void tolerationsMayOnlyBeAdded() {
        var pod = bench.created(Pod.KIND, POD);
        String json = pod.tree().without("status").toString().replace('"', '\'');

        assertThat(refused(bench.update(object(Pod.KIND, json.replace("unreachable", "other")))))
                .endsWith(
                        "spec.tolerations: Forbidden: existing toleration can not be modified"
                                + " except its tolerationSeconds");
        accepted(
                Pod.KIND,
                bench.update(
                        object(
                                Pod.KIND,
                                json.replace(
                                        "'tolerations':[",
                                        "'tolerations':[{'operator':'Exists'},"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'name': 'c' | 'name': '' | spec.containers[0].name: Required value",
                "'image': 'nginx' | 'image': '' | spec.containers[0].image: Required value",
                "'image': 'nginx' | 'image': 'i', 'imagePullPolicy': 'Now' |"
                        + " spec.containers[0].imagePullPolicy: Unsupported value: \"Now\":"
                        + " supported values: \"Always\", \"IfNotPresent\", \"Never\"",
                "'image': 'nginx' | 'image': 'i', 'ports': [{'containerPort': 70000}] |"
                        + " spec.containers[0].ports[0].containerPort: Invalid value: 70000: must"
                        + " be between 1 and 65535, inclusive",
                "'image': 'nginx' | 'image': 'i', 'resources': {'requests': {'cpu': '2'}, 'limits':"
                        + " {'cpu': '1'}} | spec.containers[0].resources.requests: Invalid value:"
                        + " \"2\": must be less than or equal to cpu limit of 1",
                "'image': 'nginx' | 'image': 'i', 'volumeMounts': [{'name': 'v', 'mountPath': '/'}]"
                        + " | spec.containers[0].volumeMounts[0].name: Not found: \"v\"",
                "'image': 'nginx' | 'image': 'i', 'livenessProbe': {} |"
                        + " spec.containers[0].livenessProbe: Required value: must specify a"
                        + " handler type",
                "'image': 'nginx'} | 'image': 'i'}, {'name': 'c', 'image': 'i'} |"
                        + " spec.containers[1].name: Duplicate value: \"c\"",
                "[{'name': 'c', 'image': 'nginx'}] | [] | spec.containers: Required value",
                "'Always' | 'Sometimes' | spec.restartPolicy: Unsupported value: \"Sometimes\":"
                        + " supported values: \"Always\", \"OnFailure\", \"Never\"",
                "'restartPolicy' | 'tolerations': [{'key': 'a', 'operator': 'Has'}],"
                        + " 'restartPolicy' | spec.tolerations[0].operator: Unsupported value:"
                        + " \"Has\": supported values: \"Equal\", \"Exists\"",
                "'restartPolicy' | 'volumes': [{'name': 'v', 'emptyDir': {}}, {'name': 'v', 'nfs':"
                        + " {'server': 's', 'path': '/'}}], 'restartPolicy' |"
                        + " spec.volumes[1].name: Duplicate value: \"v\"",
            })
    void whatIsWrongIsNamed(String from, String to, String problem) {
        assertThat(refusal(POD.replace(from.strip(), to.strip()))).isEqualTo(problem.strip());
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        assertThat(refusal(POD.replace("'nginx'", "''").replace("'Always'", "'x'")))
                .startsWith("[spec.containers[0].image: Required value, spec.restartPolicy: ");
    }
}
