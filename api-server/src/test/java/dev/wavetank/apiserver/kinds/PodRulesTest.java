package dev.wavetank.apiserver.kinds;

import static dev.wavetank.apiserver.core.Bench.POD;
import static dev.wavetank.apiserver.core.Bench.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.apiserver.decoding.Defaults;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Cause;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Objects;

/// The spec of a pod, with one thing wrong: in the spec itself (`s`) or in its container (`c`).
class PodRulesTest {
    private static String problems(String pod) {
        var problems = new Problems();
        PodRules.validate(object(Pod.KIND, pod).spec(), "spec", problems);
        return String.join("; ", problems.causes().stream().map(Cause::toString).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "c | 'env': [{'name': 'A=B'}] | spec.containers[0].env[0].name: Invalid value:"
                    + " \"A=B\": a valid environment variable name must consist only of printable"
                    + " ASCII characters other than '='",
                "c | 'env': [{'name': 'A', 'value': 'b', 'valueFrom': {'fieldRef': {'fieldPath':"
                    + " 'metadata.name'}}}] | spec.containers[0].env[0].valueFrom: Invalid value:"
                    + " \"\": may not be specified when `value` is not empty",
                "c | 'env': [{'name': 'A', 'valueFrom': {}}] | spec.containers[0].env[0].valueFrom:"
                    + " Invalid value: \"\": must specify one of: `fieldRef`, `resourceFieldRef`,"
                    + " `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`",
                "c | 'env': [{'name': 'A', 'valueFrom': {'fieldRef': {'fieldPath': 'spec.x'}}}] |"
                    + " spec.containers[0].env[0].valueFrom.fieldRef.fieldPath: Invalid value:"
                    + " \"spec.x\": error converting fieldPath: field label not supported: spec.x",
                "c | 'env': [{'name': 'A', 'valueFrom': {'configMapKeyRef': {'name': 'm'}}}] |"
                    + " spec.containers[0].env[0].valueFrom.configMapKeyRef.key: Required value",
                "c | 'envFrom': [{}] | spec.containers[0].envFrom[0]: Invalid value: \"\": must"
                        + " specify one of: `configMapRef` or `secretRef`",
                "c | 'livenessProbe': {'exec': {'command': ['a']}, 'grpc': {'port': 1}} |"
                    + " spec.containers[0].livenessProbe.grpc: Forbidden: may not specify more than"
                    + " 1 handler type",
                "c | 'livenessProbe': {'exec': {}} | spec.containers[0].livenessProbe.exec.command:"
                        + " Required value",
                "c | 'readinessProbe': {'httpGet': {'path': '/', 'port': 0}} |"
                    + " spec.containers[0].readinessProbe.httpGet.port: Invalid value: 0: must be"
                    + " between 1 and 65535, inclusive",
                "c | 'readinessProbe': {'terminationGracePeriodSeconds': 3, 'tcpSocket': {'port':"
                    + " 'web'}} | spec.containers[0].readinessProbe.terminationGracePeriodSeconds:"
                    + " Invalid value: 3: must not be set for readinessProbes",
                "c | 'startupProbe': {'successThreshold': 2, 'tcpSocket': {'port': 1}} |"
                    + " spec.containers[0].startupProbe.successThreshold: Invalid value: 2: must be"
                    + " 1",
                "c | 'lifecycle': {'preStop': {}} | spec.containers[0].lifecycle.preStop: Required"
                        + " value: must specify a handler type",
                "c | 'lifecycle': {'preStop': {'sleep': {'seconds': 31}}} |"
                    + " spec.containers[0].lifecycle.preStop.sleep.seconds: Invalid value: 31: must"
                    + " be non-negative and less than terminationGracePeriodSeconds (30)",
                "c | 'resources': {'requests': {'example.com/gpu': '1'}} |"
                    + " spec.containers[0].resources.limits: Required value: Limit must be set for"
                    + " non overcommitable resources",
                "c | 'securityContext': {'runAsUser': -1} |"
                    + " spec.containers[0].securityContext.runAsUser: Invalid value: -1: must be"
                    + " between 0 and 2147483647, inclusive",
                "c | 'securityContext': {'privileged': true, 'allowPrivilegeEscalation': false} |"
                        + " spec.containers[0].securityContext: Invalid value:"
                        + " {\"allowPrivilegeEscalation\":false,\"privileged\":true}: cannot set"
                        + " `allowPrivilegeEscalation` to false and `privileged` to true",
                "c | 'terminationMessagePolicy': 'Never' |"
                    + " spec.containers[0].terminationMessagePolicy: Unsupported value: \"Never\":"
                    + " supported values: \"FallbackToLogsOnError\", \"File\"",
                "c | 'ports': [{'containerPort': 1, 'hostPort': 9, 'protocol': 'TCP'},"
                        + " {'containerPort': 2, 'hostPort': 9, 'protocol': 'TCP'}] |"
                        + " spec.containers[0].ports[1].hostPort: Duplicate value: \"TCP//9\"",
                "s | 'initContainers': [{'name': 'i', 'image': 'i', 'lifecycle': {'preStop':"
                    + " {'exec': {'command': ['a']}}}}] | spec.initContainers[0].lifecycle:"
                    + " Forbidden: may not be set for init containers without restartPolicy=Always",
                "s | 'volumes': [{'name': 'v'}] | spec.volumes[0]: Required value: must specify a"
                        + " volume type",
                "s | 'volumes': [{'name': 'v', 'emptyDir': {}, 'hostPath': {'path': '/'}}] |"
                        + " spec.volumes[0].hostPath: Forbidden: may not specify more than 1 volume"
                        + " type",
                "s | 'volumes': [{'name': 'v', 'configMap': {}}] | spec.volumes[0].configMap.name:"
                        + " Required value",
                "s | 'volumes': [{'name': 'v', 'secret': {'secretName': 's', 'defaultMode': 512}}]"
                    + " | spec.volumes[0].secret.defaultMode: Invalid value: 512: must be a number"
                    + " between 0 and 0777 (octal), both inclusive",
                "s | 'volumes': [{'name': 'v', 'secret': {'secretName': 's', 'items': [{'key': 'k',"
                    + " 'path': '../a'}]}}] | spec.volumes[0].secret.items[0].path: Invalid value:"
                    + " \"../a\": must not contain '..'",
                "s | 'volumes': [{'name': 'v', 'downwardAPI': {'items': [{'path': 'p'}]}}] |"
                    + " spec.volumes[0].downwardAPI.items[0]: Required value: one of fieldRef and"
                    + " resourceFieldRef is required",
                "s | 'dnsPolicy': 'None' | spec.dnsConfig: Required value: must provide `dnsConfig`"
                        + " when `dnsPolicy` is None",
                "s | 'hostAliases': [{'ip': '300.1.1.1'}] | spec.hostAliases[0].ip: Invalid value:"
                        + " \"300.1.1.1\": must be a valid IP address, (e.g. 10.9.8.7 or"
                        + " 2001:db8::ffff)",
                "s | 'affinity': {'nodeAffinity':"
                    + " {'requiredDuringSchedulingIgnoredDuringExecution': {'nodeSelectorTerms':"
                    + " []}}} |"
                    + " spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms:"
                    + " Required value: must have at least one node selector term",
                "s | 'affinity': {'nodeAffinity':"
                    + " {'requiredDuringSchedulingIgnoredDuringExecution': {'nodeSelectorTerms':"
                    + " [{'matchExpressions': [{'key': 'a', 'operator': 'In'}]}]}}} |"
                    + " spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values:"
                    + " Required value: must be specified when `operator` is 'In' or 'NotIn'",
                "s | 'affinity': {'podAntiAffinity':"
                    + " {'preferredDuringSchedulingIgnoredDuringExecution': [{'weight': 101,"
                    + " 'podAffinityTerm': {'topologyKey': 'a'}}]}} |"
                    + " spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight:"
                    + " Invalid value: 101: must be in the range 1-100",
                "s | 'topologySpreadConstraints': [{'maxSkew': 0, 'topologyKey': 'a',"
                        + " 'whenUnsatisfiable': 'DoNotSchedule'}] |"
                        + " spec.topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be"
                        + " greater than zero",
                "s | 'topologySpreadConstraints': [{'maxSkew': 1, 'topologyKey': 'a',"
                        + " 'whenUnsatisfiable': 'Wait'}] |"
                        + " spec.topologySpreadConstraints[0].whenUnsatisfiable: Unsupported value:"
                        + " \"Wait\": supported values: \"DoNotSchedule\", \"ScheduleAnyway\"",
            })
    void whatIsWrongIsNamedWithItsPlace(String where, String part, String problem) {
        String pod =
                where.equals("s")
                        ? POD.replace("'spec': {", "'spec': {" + part + ", ")
                        : POD.replace("'image': 'nginx'", "'image': 'nginx', " + part);

        assertThat(problems(pod)).isEqualTo(problem);
    }

    @Test
    void aPodThatUsesNearlyEverythingIsFine() {
        String spec =
                """
                {'spec': {
                  'dnsPolicy': 'None', 'dnsConfig': {'nameservers': ['1.1.1.1']}, 'hostname': 'a',
                  'hostAliases': [{'ip': '::1', 'hostnames': ['a.b']}],
                  'securityContext': {'runAsUser': 0, 'fsGroup': 5},
                  'topologySpreadConstraints': [{'maxSkew': 1, 'minDomains': 2, 'topologyKey': 'a/b',
                    'whenUnsatisfiable': 'DoNotSchedule'}],
                  'affinity': {'nodeAffinity': {'preferredDuringSchedulingIgnoredDuringExecution': [
                    {'weight': 1, 'preference': {'matchExpressions': [
                      {'key': 'a', 'operator': 'Gt', 'values': ['1']}]}}]}},
                  'volumes': [
                    {'name': 'a', 'projected': {'defaultMode': 420, 'sources': [
                      {'serviceAccountToken': {'expirationSeconds': 3607, 'path': 'token'}},
                      {'configMap': {'name': 'm', 'items': [{'key': 'k', 'path': 'a/b'}]}},
                      {'downwardAPI': {'items': [{'path': 'n', 'fieldRef':
                        {'apiVersion': 'v1', 'fieldPath': 'metadata.namespace'}}]}}]}},
                    {'name': 'b', 'hostPath': {'path': '/a', 'type': ''}},
                    {'name': 'c', 'persistentVolumeClaim': {'claimName': 'c'}}],
                  'initContainers': [{'name': 's', 'image': 'i', 'restartPolicy': 'Always',
                    'startupProbe': {'exec': {'command': ['a']}}}],
                  'containers': [{'name': 'c', 'image': 'i',
                    'env': [{'name': 'a.b', 'valueFrom': {'fieldRef':
                      {'apiVersion': 'v1', 'fieldPath': 'metadata.labels[\\u0027a/b\\u0027]'}}}],
                    'envFrom': [{'prefix': 'X', 'secretRef': {'name': 's'}}],
                    'volumeMounts': [{'name': 'b', 'mountPath': '/b', 'subPath': 'x/y'}],
                    'lifecycle': {'preStop': {'sleep': {'seconds': 5}}},
                    'readinessProbe': {'httpGet': {'path': '/', 'port': 'web', 'scheme': 'HTTPS'},
                      'successThreshold': 3},
                    'resources': {'limits': {'example.com/gpu': '1', 'memory': '1Gi'}}}]}}
                """;

        assertThat(problems(spec)).isEmpty();
    }

    @Test
    void aPodOfOneImageHasUpstreamsDefaults() {
        var contract = Contract.load();
        var tree = (Json.Obj) JsonText.read(POD.replace('\'', '"'));
        var type = contract.type(Objects.requireNonNull(contract.find("v1", "pods")));
        var filled =
                Behaviours.of(Pod.KIND).defaults(new Defaults(contract.schema()).fill(tree, type));

        assertThat(filled.object("spec").toString())
                .isEqualTo(
                        "{\"containers\":[{\"image\":\"nginx\",\"imagePullPolicy\":\"Always\",\"name\":\"c\","
                            + "\"resources\":{},\"terminationMessagePath\":\"/dev/termination-log\","
                            + "\"terminationMessagePolicy\":\"File\"}],\"dnsPolicy\":\"ClusterFirst\","
                            + "\"enableServiceLinks\":true,\"restartPolicy\":\"Always\",\"schedulerName\":"
                            + "\"default-scheduler\",\"securityContext\":{},\"terminationGracePeriodSeconds\":30}");
    }
}
