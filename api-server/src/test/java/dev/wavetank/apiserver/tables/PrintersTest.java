package dev.wavetank.apiserver.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.apiserver.contract.Contract;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Yaml;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Rows as kubectl shows them, with all columns.
class PrintersTest {
    private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");

    private static Kind<?> kind(String resource) {
        return Contract.load().kinds().stream()
                .filter(kind -> kind.resource().equals(resource))
                .findFirst()
                .orElseThrow();
    }

    /// {@return name of the column and cell, `NAME:web`, but for the age}
    private static List<String> row(String resource, String yaml) {
        var kind = kind(resource);
        var tree = (Json.Obj) Yaml.read(yaml);
        var meta =
                tree.object("metadata")
                        .with("name", "web")
                        .with("creationTimestamp", "2026-01-31T09:59:00Z");
        var printer = Printers.of(kind);
        var cells = printer.cells(kind.read(tree.with("metadata", meta)), NOW);
        var row = new ArrayList<String>();
        for (int i = 0; i < cells.size(); i++) {
            String name = printer.columns().get(i).name();
            String cell = Row.text(cells.get(i));
            assertThat(name.equals("Age") ? cell : "60s").isEqualTo("60s");
            if (!name.equals("Age") && !name.equals("Name")) {
                row.add(name + ":" + cell);
            }
        }
        return row;
    }

    @Test
    void aRowHasACellForEachColumnWhateverIsMissing() {
        for (var kind : Contract.load().kinds()) {
            var printer = Printers.of(kind);
            var empty = kind.read((Json.Obj) Yaml.read("metadata: {name: web}"));

            assertThat(printer.cells(empty, NOW))
                    .as(kind.resource())
                    .hasSameSizeAs(printer.columns());
            assertThat(printer.columns().stream().map(Column::name))
                    .as(kind.resource())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void jobsTellHowFarTheyAre() {
        String spec =
                "spec: {completions: 3, selector: {matchLabels: {a: b}}, template: {spec:"
                        + " {containers: [{name: c, image: i}]}}}\n";

        assertThat(
                        row(
                                "jobs.batch",
                                spec + "status: {startTime: '2026-01-31T09:55:00Z', succeeded: 1}"))
                .containsExactly(
                        "Status:Running",
                        "Completions:1/3",
                        "Duration:5m",
                        "Containers:c",
                        "Images:i",
                        "Selector:a=b");
        assertThat(
                        row(
                                "jobs.batch",
                                spec
                                        + "status: {startTime: '2026-01-31T09:55:00Z',"
                                        + " completionTime: '2026-01-31T09:55:09Z', succeeded: 3,"
                                        + " conditions: [{type: Complete, status: 'True'}]}"))
                .startsWith("Status:Complete", "Completions:3/3", "Duration:9s");
        assertThat(row("jobs.batch", "spec: {parallelism: 2}")).contains("Completions:0/1 of 2");
    }

    @Test
    void cronJobsTellWhenTheyRan() {
        assertThat(
                        row(
                                "cronjobs.batch",
                                "spec: {schedule: '*/5 * * * *', suspend: false}\n"
                                        + "status: {active: [{name: x}], lastScheduleTime:"
                                        + " '2026-01-31T09:58:30Z'}"))
                .startsWith(
                        "Schedule:*/5 * * * *",
                        "Timezone:<none>",
                        "Suspend:False",
                        "Active:1",
                        "Last Schedule:90s");
    }

    @Test
    void setsTellHowManyPodsAreReady() {
        assertThat(row("statefulsets.apps", "spec: {replicas: 3}\nstatus: {readyReplicas: 2}"))
                .startsWith("Ready:2/3");
        assertThat(
                        row(
                                "daemonsets.apps",
                                "spec: {template: {spec: {nodeSelector: {disk: ssd}}}}\n"
                                    + "status: {desiredNumberScheduled: 3, currentNumberScheduled:"
                                    + " 2, numberReady: 1, updatedNumberScheduled: 2,"
                                    + " numberAvailable: 1}"))
                .startsWith(
                        "Desired:3",
                        "Current:2",
                        "Ready:1",
                        "Up-to-date:2",
                        "Available:1",
                        "Node Selector:disk=ssd");
        assertThat(
                        row(
                                "controllerrevisions.apps",
                                "metadata: {ownerReferences: [{apiVersion: apps/v1, kind:"
                                        + " StatefulSet, name: db, uid: u, controller: true}]}\n"
                                        + "revision: 4"))
                .containsExactly("Controller:statefulset.apps/db", "Revision:4");
    }

    @Test
    void autoscalersTellWhatIsAndWhatShallBe() {
        assertThat(
                        row(
                                "horizontalpodautoscalers.autoscaling",
                                """
                                spec:
                                  scaleTargetRef: {kind: Deployment, name: web}
                                  maxReplicas: 9
                                  metrics:
                                  - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}
                                  - {type: Pods, pods: {target: {averageValue: 1k}}}
                                  - {type: External, external: {target: {value: 5}}}
                                status:
                                  currentReplicas: 2
                                  currentMetrics:
                                  - {type: Resource, resource: {name: cpu, current: {averageUtilization: 12}}}
                                """))
                .containsExactly(
                        "Reference:Deployment/web",
                        "Targets:cpu: 12%/80%, <unknown>/1k + 1 more...",
                        "MinPods:<unset>",
                        "MaxPods:9",
                        "Replicas:2");
    }

    @Test
    void ingressesAndEndpointsTellWhereToGo() {
        assertThat(
                        row(
                                "ingresses.networking.k8s.io",
                                "spec: {ingressClassName: nginx, tls: [{}], rules: [{host: a.b},"
                                        + " {host: c.d}]}\n"
                                        + "status: {loadBalancer: {ingress: [{ip: 1.2.3.4}]}}"))
                .containsExactly(
                        "Class:nginx", "Hosts:a.b,c.d", "Address:1.2.3.4", "Ports:80, 443");
        assertThat(row("ingresses.networking.k8s.io", "spec: {}"))
                .containsExactly("Class:<none>", "Hosts:*", "Address:", "Ports:80");
        assertThat(
                        row(
                                "endpoints",
                                "subsets: [{addresses: [{ip: 10.0.0.1}, {ip: 10.0.0.2}], ports:"
                                        + " [{port: 80}, {port: 443}]}]"))
                .containsExactly("Endpoints:10.0.0.1:80,10.0.0.2:80,10.0.0.1:443 + 1 more...");
        assertThat(row("networkpolicies.networking.k8s.io", "spec: {podSelector: {}}"))
                .containsExactly("Pod-Selector:<none>");
    }

    @Test
    void volumesAndClaimsTellOfEachOther() {
        assertThat(
                        row(
                                "persistentvolumes",
                                "spec: {capacity: {storage: 5Gi}, accessModes: [ReadWriteMany,"
                                        + " ReadWriteOnce], persistentVolumeReclaimPolicy: Retain,"
                                        + " claimRef: {namespace: ns, name: c}, storageClassName:"
                                        + " fast}\n"
                                        + "status: {phase: Bound}"))
                .containsExactly(
                        "Capacity:5Gi",
                        "Access Modes:RWO,RWX",
                        "Reclaim Policy:Retain",
                        "Status:Bound",
                        "Claim:ns/c",
                        "StorageClass:fast",
                        "VolumeAttributesClass:<unset>",
                        "Reason:",
                        "VolumeMode:<unset>");
        assertThat(
                        row(
                                "persistentvolumeclaims",
                                "spec: {storageClassName: fast}\nstatus: {phase: Pending}"))
                .startsWith("Status:Pending", "Volume:", "Capacity:", "Access Modes:");
    }

    @Test
    void quotasTellWhatIsUsedOfWhat() {
        assertThat(
                        row(
                                "resourcequotas",
                                "status: {hard: {pods: '5', limits.cpu: '2', requests.cpu: '1'},"
                                        + " used: {pods: '3', requests.cpu: 500m}}"))
                .containsExactly(
                        "Request:pods: 3/5, requests.cpu: 500m/1", "Limit:limits.cpu: 0/2");
        assertThat(
                        row(
                                "poddisruptionbudgets.policy",
                                "spec: {minAvailable: 50%}\nstatus: {disruptionsAllowed: 1}"))
                .containsExactly(
                        "Min Available:50%", "Max Unavailable:N/A", "Allowed Disruptions:1");
    }

    @Test
    void bindingsTellWhoGetsWhat() {
        assertThat(
                        row(
                                "rolebindings.rbac.authorization.k8s.io",
                                "roleRef: {kind: ClusterRole, name: view}\n"
                                    + "subjects: [{kind: User, name: jo}, {kind: ServiceAccount,"
                                    + " name: sa, namespace: ns}]"))
                .containsExactly(
                        "Role:ClusterRole/view", "Users:jo", "Groups:", "ServiceAccounts:ns/sa");
        assertThat(row("roles.rbac.authorization.k8s.io", "rules: []"))
                .containsExactly("Created At:2026-01-31T09:59:00Z");
    }
}
