package dev.wavetank.contract;

import static dev.wavetank.contract.Generated.DOCUMENTS;
import static dev.wavetank.contract.Generated.REFERENCE;
import static dev.wavetank.contract.Generated.RESOURCES;
import static dev.wavetank.contract.Generated.collectReferences;
import static dev.wavetank.contract.Generated.documents;
import static dev.wavetank.contract.Generated.field;
import static dev.wavetank.contract.Generated.kind;
import static dev.wavetank.contract.Generated.kindsWithTypes;
import static dev.wavetank.contract.Generated.object;
import static dev.wavetank.contract.Generated.read;
import static dev.wavetank.contract.Generated.resource;
import static dev.wavetank.contract.Generated.schemas;
import static dev.wavetank.contract.Generated.table;
import static dev.wavetank.contract.Generated.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

final class GeneratorTest {
    @Test
    void aSecondRunWritesTheSameBytes() {
        var again = Generator.resources();
        assertThat(again.keySet()).isEqualTo(RESOURCES.keySet());
        again.forEach((path, bytes) -> assertThat(bytes).as(path).isEqualTo(RESOURCES.get(path)));
    }

    @Test
    void theIndexListsEveryDocumentWithItsHash() throws Exception {
        var listed = new TreeSet<String>();
        for (var entry : object(object("openapi-v3/index.json").get("paths")).entrySet()) {
            var file = DOCUMENTS + entry.getKey() + ".json";
            listed.add(file);
            var hash =
                    HexFormat.of()
                            .withUpperCase()
                            .formatHex(
                                    MessageDigest.getInstance("SHA-256")
                                            .digest(RESOURCES.get(file)));
            assertThat(object(entry.getValue()))
                    .containsEntry(
                            "serverRelativeURL", "/openapi/v3/" + entry.getKey() + "?hash=" + hash);
        }
        assertThat(listed).isEqualTo(documents()).contains(DOCUMENTS + "apis/apps/v1.json");
    }

    @Test
    void everyReferenceInADocumentIsAnsweredThere() {
        for (var file : documents()) {
            var schemas = schemas(file);
            var referred = new TreeSet<String>();
            collectReferences(object(file), REFERENCE, referred);
            assertThat(referred).as(file).isNotEmpty();
            assertThat(schemas.keySet()).as(file).containsAll(referred);
        }
    }

    @Test
    void everyReferenceInTheSchemaTableIsAnsweredThere() {
        var types = object(object("schema.json").get("types"));
        types.forEach((name, type) ->
                object(object(type).get("fields"))
                        .forEach((field, shape) -> {
                            var part = object(shape);
                            while (!part.containsKey("ref") && !part.containsKey("scalar")) {
                                part =
                                        object(
                                                part.containsKey("list")
                                                        ? part.get("list")
                                                        : part.get("map"));
                            }
                            if (part.get("ref") instanceof String ref) {
                                assertThat(types).as(name + "." + field).containsKey(ref);
                            }
                        }));
    }

    @Test
    void everyServedKindHasExactlyOneType() {
        var kinds = kindsWithTypes();
        assertThat(kinds).doesNotHaveDuplicates();
        for (var resource : table()) {
            assertThat(kinds).contains(kind(resource));
            for (var element : Json.asArray(resource.get("subresources"))) {
                var sub = object(element);
                if (!String.valueOf(sub.get("kind")).endsWith("Options")) {
                    assertThat(kinds).contains(kind(sub));
                }
            }
        }
    }

    @Test
    void everyListedKindHasAListType() {
        var kinds = kindsWithTypes();
        table().stream()
                .filter(resource -> Json.asStrings(resource.get("verbs")).contains("list"))
                .forEach(resource -> assertThat(kinds).contains(kind(resource) + "List"));
    }

    @Test
    void everyPatchTellsClientsThatTheServerValidatesFields() {
        for (var file : documents()) {
            object(object(file).get("paths"))
                    .forEach((path, item) -> {
                        if (object(item).get("patch") instanceof Map<?, ?> patch
                                && !"connect".equals(patch.get("x-kubernetes-action"))) {
                            var names =
                                    Json.asArray(object(patch).get("parameters")).stream()
                                            .map(p -> object(p).get("name"))
                                            .toList();
                            assertThat(names).as(path).contains("fieldValidation");
                        }
                    });
        }
    }

    @Test
    void operationsNameTheKindTheyActOn() {
        var paths = object(object(DOCUMENTS + "apis/apps/v1.json").get("paths"));
        var deployment = "/apis/apps/v1/namespaces/{namespace}/deployments/{name}";
        var patch = object(object(paths.get(deployment)).get("patch"));
        assertThat(patch)
                .containsEntry("operationId", "patchAppsV1NamespacedDeployment")
                .containsEntry("x-kubernetes-action", "patch")
                .containsEntry(
                        "x-kubernetes-group-version-kind",
                        new Gvk("apps", "v1", "Deployment").json());
        assertThat(object(object(paths.get(deployment + "/scale")).get("get")))
                .containsEntry(
                        "x-kubernetes-group-version-kind",
                        new Gvk("autoscaling", "v1", "Scale").json());
    }

    @Test
    void deploymentsAreDescribedAsDiscoveryShowsThem() {
        var deployments = resource("apps", "deployments");
        assertThat(deployments)
                .containsEntry("singular", "deployment")
                .containsEntry("kind", "Deployment")
                .containsEntry("namespaced", true)
                .containsEntry("shortNames", List.of("deploy"))
                .containsEntry("categories", List.of("all"))
                .containsEntry(
                        "verbs",
                        List.of(
                                "create",
                                "delete",
                                "deletecollection",
                                "get",
                                "list",
                                "patch",
                                "update",
                                "watch"));
        assertThat(resource("", "namespaces")).containsEntry("namespaced", false);
        assertThat(Json.asStrings(resource("", "componentstatuses").get("verbs")))
                .containsExactly("get", "list");
    }

    @Test
    void onlyStableVersionsAreServed() {
        assertThat(table())
                .allMatch(resource -> String.valueOf(resource.get("version")).matches("v\\d+"));
    }

    @Test
    void groupsComeInDiscoveryOrderWithThePreferredVersionFirst() {
        var groups = Json.asArray(read("groups.json")).stream().map(g -> object(g)).toList();
        assertThat(groups.getFirst())
                .containsEntry("group", "")
                .containsEntry("versions", List.of("v1"));
        assertThat(groups)
                .filteredOn(group -> "autoscaling".equals(group.get("group")))
                .singleElement()
                .extracting(group -> group.get("versions"))
                .isEqualTo(List.of("v2", "v1"));
    }

    @Test
    void wellKnownListsMergeByTheirKeys() {
        assertThat(field("core.v1.PodSpec", "containers"))
                .containsEntry("mergeKey", "name")
                .containsEntry("strategy", "merge")
                .containsEntry("listKeys", List.of("name"));
        assertThat(field("core.v1.PodSpec", "volumes"))
                .containsEntry("strategy", "merge,retainKeys");
        assertThat(field("core.v1.PodSpec", "tolerations"))
                .doesNotContainKeys("mergeKey", "listType");
        assertThat(field("core.v1.Container", "ports"))
                .containsEntry("mergeKey", "containerPort")
                .containsEntry("listKeys", List.of("containerPort", "protocol"));
        assertThat(field("core.v1.ServiceSpec", "ports")).containsEntry("mergeKey", "port");
        assertThat(field("batch.v1.JobStatus", "conditions"))
                .containsEntry("mergeKey", "type")
                .doesNotContainKey("listType");
        assertThat(field("apps.v1.DeploymentSpec", "strategy"))
                .containsEntry("strategy", "retainKeys");
        assertThat(field("core.v1.PodSpec", "nodeSelector")).containsEntry("mapType", "atomic");
        assertThat(type("core.v1.ObjectReference")).containsEntry("atomic", true);
    }

    @Test
    void documentsCarryTheSameMergeKeysAsTheSchemaTable() {
        var spec = object(schemas(DOCUMENTS + "api/v1.json").get("io.k8s.api.core.v1.PodSpec"));
        assertThat(object(object(spec.get("properties")).get("volumes")))
                .containsEntry("x-kubernetes-patch-merge-key", "name")
                .containsEntry("x-kubernetes-patch-strategy", "merge,retainKeys")
                .containsEntry("x-kubernetes-list-type", "map")
                .containsEntry("x-kubernetes-list-map-keys", List.of("name"));
    }

    @Test
    void scalarsKeepWhatTheirJavaTypesTell() {
        assertThat(field("core.v1.Secret", "data")).containsEntry("map", Map.of("scalar", "byte"));
        assertThat(field("core.v1.ServicePort", "targetPort"))
                .containsEntry("scalar", "intOrString");
        assertThat(field("core.v1.ResourceRequirements", "limits"))
                .containsEntry("map", Map.of("scalar", "quantity"));
        assertThat(field("core.v1.PodSpec", "priority")).containsEntry("scalar", "int32");
        assertThat(field("coordination.v1.LeaseSpec", "renewTime"))
                .containsEntry("scalar", "microTime");
        assertThat(field("core.v1.PodStatus", "startTime")).containsEntry("scalar", "dateTime");
        assertThat(field("apps.v1.ControllerRevision", "data")).containsEntry("scalar", "any");
    }

    @Test
    void defaultsStandOnTheirFields() {
        assertThat(field("core.v1.PodSpec", "restartPolicy")).containsEntry("default", "Always");
        assertThat(field("core.v1.Probe", "failureThreshold")).containsEntry("default", 3L);
        assertThat(field("core.v1.PodSpec", "securityContext")).containsEntry("default", Map.of());
        // A pod template shows no enableServiceLinks: only a Pod gets it.
        assertThat(field("core.v1.PodSpec", "enableServiceLinks")).doesNotContainKey("default");
        assertThat(type("core.v1.Pod"))
                .containsEntry("nestedDefaults", Map.of("spec.enableServiceLinks", true));
    }

    @Test
    void everyDefaultHasTheTypeOfItsField() {
        object(object("schema.json").get("types"))
                .forEach((name, type) ->
                        object(object(type).get("fields"))
                                .forEach((field, shape) -> {
                                    var value = object(shape).get("default");
                                    if (value != null) {
                                        assertThat(fits(value, object(shape)))
                                                .as(name + "." + field)
                                                .isTrue();
                                    }
                                }));
    }

    @Test
    void typesFromSeveralGroupsStandInTheirHomePackage() {
        assertThat(object(object("schema.json").get("types")))
                .containsKeys(
                        "io.k8s.api.autoscaling.v1.Scale",
                        "io.k8s.api.policy.v1.Eviction",
                        "io.k8s.api.authentication.v1.TokenRequestSpec",
                        "io.k8s.api.core.v1.Event",
                        "io.k8s.api.events.v1.Event",
                        "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta")
                .doesNotContainKeys("io.k8s.api.core.v1.Scale", "io.k8s.api.core.v1.ObjectMeta");
    }

    private static boolean fits(Object value, Map<String, Object> shape) {
        if (shape.get("scalar") instanceof String scalar) {
            return switch (scalar) {
                case "boolean" -> value instanceof Boolean;
                case "int32", "int64" -> value instanceof Long;
                case "intOrString" -> value instanceof Long || value instanceof String;
                default -> value instanceof String;
            };
        }
        return shape.containsKey("list") ? value instanceof List : value instanceof Map;
    }
}
