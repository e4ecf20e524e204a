package dev.wavetank.apiserver.requests;

import dev.wavetank.apiserver.protobuf.Sent;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Yaml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Requests as kubectl, helm and controllers send them, from which a fuzz test begins.
final class FuzzCorpus {
    private static final String CORE = "/api/v1/namespaces/default/";
    private static final String APPS = "/apis/apps/v1/namespaces/default/";
    static final String TABLE =
            "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json";

    private FuzzCorpus() {}

    /// One request before anything was done to it.
    ///
    /// @param target path and query
    record Sample(String method, String target, String accept, String type, byte[] body) {
        static Sample get(String target) {
            return new Sample("GET", target, "application/json", "", new byte[0]);
        }

        static Sample table(String target) {
            return new Sample("GET", target, TABLE, "", new byte[0]);
        }

        static Sample json(String method, String target, String type, String body) {
            return new Sample(
                    method,
                    target,
                    "application/json",
                    type,
                    body.getBytes(StandardCharsets.UTF_8));
        }

        static Sample yaml(String method, String target, String body) {
            return json(method, target, "application/json", JsonText.write(Yaml.read(body)));
        }
    }

    static final String POD =
            """
            metadata: {name: p%s, labels: {app: web}, finalizers: []}
            spec:
              restartPolicy: Always
              terminationGracePeriodSeconds: 30
              initContainers: [{name: init, image: busybox}]
              containers:
              - name: main
                image: nginx:1
                ports: [{containerPort: 80, name: http}]
                env: [{name: A, value: b}]
                resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {cpu: '1'}}
                readinessProbe: {httpGet: {path: /, port: http}, periodSeconds: 5}
              tolerations: [{key: x, operator: Exists, effect: NoSchedule}]
            """;

    static final String SERVICE =
            """
            metadata: {name: s%s}
            spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, targetPort: http, protocol: TCP}]}
            """;

    /// What is there before a round begins.
    static List<Sample> ground() {
        return List.of(
                Sample.yaml(
                        "POST", CORE + "configmaps", "metadata: {name: m0}\ndata: {a: b, c: d}"),
                Sample.yaml("POST", CORE + "pods", POD.formatted(0)),
                Sample.yaml("POST", CORE + "services", SERVICE.formatted(0)),
                Sample.yaml("POST", APPS + "deployments", ApiBench.web("d0")),
                Sample.yaml(
                        "POST",
                        CORE + "resourcequotas",
                        "metadata: {name: q0}\nspec: {hard: {pods: 50, count/configmaps: 90}}"),
                Sample.yaml("POST", "/api/v1/nodes", "metadata: {name: n0}"));
    }

    static List<Sample> samples() {
        var all = new ArrayList<Sample>();
        for (String path :
                List.of(
                        CORE + "pods?limit=500",
                        CORE + "pods/p0",
                        CORE + "configmaps?labelSelector=app in (web,db),tier!=x,!gone",
                        "/api/v1/pods?fieldSelector=spec.nodeName=n0,status.phase!=Failed&resourceVersion=0",
                        CORE
                                + "configmaps?watch=true&allowWatchBookmarks=true&resourceVersion=1&timeoutSeconds=5",
                        "/api/v1/nodes?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan",
                        CORE + "configmaps?resourceVersion=3&resourceVersionMatch=Exact",
                        CORE
                                + "configmaps?limit=1&continue=eyJydiI6MSwic3RhcnQiOiJkZWZhdWx0L20wIiwidiI6Im1ldGEuazhzLmlvL3YxIn0",
                        APPS + "deployments/d0/scale",
                        CORE + "pods/p0/log?tailLines=5&timestamps=true",
                        CORE + "events?fieldSelector=involvedObject.name=p0",
                        "/apis/events.k8s.io/v1/events",
                        "/apis/metrics.k8s.io/v1beta1/namespaces/default/pods?labelSelector=app=web",
                        "/apis/autoscaling/v1/namespaces/default/horizontalpodautoscalers",
                        "/api",
                        "/apis",
                        "/apis/apps/v1",
                        "/openapi/v3/apis/apps/v1?hash=A",
                        "/openapi/v2",
                        "/readyz?verbose&exclude=etcd",
                        "/version",
                        "/metrics")) {
            all.add(Sample.get(path));
            all.add(Sample.table(path));
        }
        writes(all);
        return all;
    }

    private static void writes(List<Sample> all) {
        all.addAll(ground());
        all.add(
                Sample.yaml(
                        "POST",
                        CORE + "pods?fieldValidation=Strict&fieldManager=kubectl",
                        POD.formatted(1)));
        all.add(
                Sample.yaml(
                        "PUT",
                        CORE + "configmaps/m0?dryRun=All",
                        "metadata: {name: m0}\ndata: {a: z}"));
        all.add(
                Sample.yaml(
                        "PUT",
                        CORE + "configmaps/m0",
                        "metadata: {name: m0, labels: {a: b}}\ndata: {a: z}"));
        all.add(Sample.yaml("PUT", CORE + "services/s0", SERVICE.formatted(0)));
        all.add(Sample.yaml("PUT", APPS + "deployments/d0", ApiBench.web("d0")));
        all.add(
                Sample.yaml(
                        "PUT",
                        CORE + "pods/p0/status",
                        "metadata: {name: p0}\n"
                                + "status: {phase: Running, conditions: [{type: Ready, status:"
                                + " 'True'}], podIP: 10.0.0.1}"));
        all.add(
                Sample.yaml(
                        "PUT",
                        APPS + "deployments/d0/scale",
                        """
                        apiVersion: autoscaling/v1
                        kind: Scale
                        metadata: {name: d0}
                        spec: {replicas: 3}\
                        """));
        for (String type :
                List.of("merge-patch+json", "strategic-merge-patch+json", "apply-patch+yaml")) {
            all.add(
                    Sample.json(
                            "PATCH",
                            APPS + "deployments/d0?fieldManager=kubectl&force=true",
                            "application/" + type,
                            "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":{\"name\":\"d0\",\"annotations\":{\"a\":\"b\"}},\"spec\":{\"replicas\":4,\"template\":{\"spec\":{\"$setElementOrder/containers\":[{\"name\":\"web\"}],\"containers\":[{\"name\":\"web\",\"image\":\"nginx:2\"},{\"name\":\"x\",\"$patch\":\"delete\"}]}}}}"));
        }
        all.add(
                Sample.json(
                        "PATCH",
                        CORE + "configmaps/m0",
                        "application/json-patch+json",
                        "[{\"op\":\"test\",\"path\":\"/data/a\",\"value\":\"b\"},{\"op\":\"replace\",\"path\":\"/data/a\",\"value\":\"c\"},{\"op\":\"add\",\"path\":\"/metadata/labels\",\"value\":{\"x\":\"y\"}},{\"op\":\"move\",\"from\":\"/data/c\",\"path\":\"/data/d\"}]"));
        all.add(
                Sample.yaml(
                        "POST",
                        CORE + "pods/p0/binding",
                        "metadata: {name: p0}\ntarget: {kind: Node, name: n0}"));
        all.add(
                Sample.yaml(
                        "POST",
                        CORE + "pods/p0/eviction",
                        """
                        apiVersion: policy/v1
                        kind: Eviction
                        metadata: {name: p0}
                        deleteOptions: {gracePeriodSeconds: 0}\
                        """));
        all.add(
                Sample.yaml(
                        "DELETE",
                        CORE + "configmaps/m0",
                        """
                        kind: DeleteOptions
                        apiVersion: v1
                        propagationPolicy: Background
                        preconditions: {uid: x}\
                        """));
        all.add(
                new Sample(
                        "DELETE",
                        CORE + "pods/p0?gracePeriodSeconds=5",
                        "application/json",
                        "",
                        new byte[0]));
        all.add(
                new Sample(
                        "DELETE",
                        CORE + "configmaps?labelSelector=app=x&limit=2",
                        "application/json",
                        "",
                        new byte[0]));
        all.add(
                Sample.yaml(
                        "POST",
                        "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                        "spec: {resourceAttributes: {verb: get, resource: pods}}"));
        all.add(
                Sample.yaml(
                        "POST",
                        "/apis/events.k8s.io/v1/namespaces/default/events",
                        """
                        metadata: {name: e}
                        eventTime: '2026-01-31T09:00:00.000001Z'
                        reportingController: a.b/c
                        reportingInstance: i
                        action: A
                        reason: R
                        type: Normal
                        regarding: {namespace: default}\
                        """));
        all.add(
                Sample.yaml(
                        "POST",
                        "/apis/batch/v1/namespaces/default/cronjobs",
                        "metadata: {name: c}\n"
                            + "spec: {schedule: '* * * * *', jobTemplate: {spec: {template: {spec:"
                            + " {restartPolicy: Never, containers: [{name: c, image: i}]}}}}}"));
        all.add(
                Sample.yaml(
                        "POST",
                        "/apis/autoscaling/v1/namespaces/default/horizontalpodautoscalers",
                        "metadata: {name: h}\n"
                                + "spec: {maxReplicas: 3, targetCPUUtilizationPercentage: 50,"
                                + " scaleTargetRef: {kind: Deployment, name: d0, apiVersion:"
                                + " apps/v1}}"));
        all.add(Sample.yaml("POST", "/api/v1/namespaces", "metadata: {name: ns1}"));
        all.add(
                new Sample(
                        "POST",
                        CORE + "configmaps",
                        "application/vnd.kubernetes.protobuf,application/json",
                        "application/vnd.kubernetes.protobuf",
                        new Sent()
                                .message(1, new Sent().text(1, "pb").text(2, "").number(7, 0))
                                .message(2, new Sent().text(1, "k").text(2, "v"))
                                .as("v1", "ConfigMap")));
    }
}
