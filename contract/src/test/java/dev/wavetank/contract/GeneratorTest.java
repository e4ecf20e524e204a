package dev.wavetank.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

final class GeneratorTest {
    private static final SortedMap<String, byte[]> RESOURCES = Generator.resources();
    private static final String DOCUMENTS = "openapi-v3/";
    private static final String APIEXTENSIONS =
            "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.";
    private static final String REFERENCE = "#/components/schemas/";

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
    void everyReferenceInTheDocumentOfV2IsAnsweredThere() {
        var referred = new TreeSet<String>();
        collectReferences(object("openapi-v2.json"), "#/definitions/", referred);
        assertThat(object(object("openapi-v2.json").get("definitions")).keySet())
                .hasSizeGreaterThan(500)
                .containsAll(referred);
    }

    @Test
    void theDocumentOfV2SaysBesideAReferenceWhatV3Wraps() {
        var definitions = object(object("openapi-v2.json").get("definitions"));
        var spec = object(definitions.get("io.k8s.api.apps.v1.DeploymentSpec"));
        assertThat(object(object(spec.get("properties")).get("strategy")))
                .containsEntry("$ref", "#/definitions/io.k8s.api.apps.v1.DeploymentStrategy")
                .containsEntry("x-kubernetes-patch-strategy", "retainKeys")
                .doesNotContainKey("allOf");
        assertThat(object(definitions.get("io.k8s.apimachinery.pkg.api.resource.Quantity")))
                .containsEntry("type", "string")
                .doesNotContainKey("oneOf");
        var path = "/apis/apps/v1/namespaces/{namespace}/deployments";
        var post =
                object(
                        object(object(object("openapi-v2.json").get("paths")).get(path))
                                .get("post"));
        assertThat(Json.asArray(post.get("parameters")))
                .anySatisfy(p ->
                        assertThat(object(p))
                                .containsEntry("name", "fieldValidation")
                                .containsEntry("type", "string"))
                .anySatisfy(p -> assertThat(object(p)).containsEntry("in", "body"));
    }

    @Test
    void theDocumentOfV2IsTheSameInProtobuf() throws Exception {
        var document = UnknownFieldSet.parseFrom(RESOURCES.get("openapi-v2.pb"));
        assertThat(document.getField(1).getLengthDelimitedList().getFirst().toStringUtf8())
                .isEqualTo("2.0");
        assertThat(names(document, 8, 2))
                .isEqualTo(object(object("openapi-v2.json").get("paths")).keySet());
        assertThat(names(document, 9, 1))
                .isEqualTo(object(object("openapi-v2.json").get("definitions")).keySet());
    }

    private static SortedSet<String> names(UnknownFieldSet document, int field, int entry)
            throws Exception {
        var names = new TreeSet<String>();
        var map =
                UnknownFieldSet.parseFrom(
                        document.getField(field).getLengthDelimitedList().getFirst());
        for (var bytes : map.getField(entry).getLengthDelimitedList()) {
            var named = UnknownFieldSet.parseFrom(bytes);
            names.add(named.getField(1).getLengthDelimitedList().getFirst().toStringUtf8());
            // Every value is a message down to its end.
            UnknownFieldSet.parseFrom(named.getField(2).getLengthDelimitedList().getFirst());
        }
        return names;
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
    void everyFieldOfEveryTypeHasAProtobufNumberOfItsOwn() {
        object(object("schema.json").get("types"))
                .forEach((name, type) -> {
                    var fields = new TreeSet<>(object(object(type).get("fields")).keySet());
                    if (object(type).containsKey("gvk")) {
                        fields.remove("apiVersion");
                        fields.remove("kind");
                    }
                    var numbered = new TreeSet<String>();
                    if (messages().get(name) instanceof Map<?, ?> message) {
                        collectNames(object(message), numbered);
                    }
                    assertThat(numbered).as(name).isEqualTo(fields);
                });
    }

    @Test
    void numbersAreThoseOfThePublishedMessages() {
        assertThat(message("core.v1.Volume"))
                .containsEntry("1", "name")
                .extractingByKey("2")
                .satisfies(source ->
                        assertThat(object(object(source).get("inline")))
                                .containsEntry("1", "hostPath")
                                .containsEntry("2", "emptyDir"));
        assertThat(object(messages().get(APIEXTENSIONS + "JSONSchemaProps")))
                .containsEntry("3", "$ref")
                .containsEntry("42", "x-kubernetes-list-type")
                .extractingByKey("30")
                .satisfies(choice ->
                        assertThat(object(choice))
                                .containsEntry("name", "additionalProperties")
                                .extractingByKey("either")
                                .isEqualTo(
                                        Map.of(
                                                "1",
                                                Map.of("scalar", "boolean"),
                                                "2",
                                                Map.of("ref", APIEXTENSIONS + "JSONSchemaProps"))));
    }

    @Test
    void pointersAreWhatTellsZeroFromAbsence() {
        assertThat(field("apps.v1.DeploymentSpec", "replicas")).containsEntry("pointer", true);
        assertThat(field("core.v1.PodSpec", "hostNetwork")).doesNotContainKey("pointer");
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

    private static Map<String, Object> messages() {
        return object(object("protobuf.json").get("types"));
    }

    private static Map<String, Object> message(String name) {
        return object(messages().get("io.k8s.api." + name));
    }

    private static void collectNames(Map<String, Object> message, SortedSet<String> into) {
        for (var entry : message.values()) {
            if (entry instanceof String name) {
                assertThat(into.add(name)).as(name).isTrue();
            } else if (object(entry).get("inline") instanceof Map<?, ?> inline) {
                collectNames(object(inline), into);
            } else {
                into.add((String) object(entry).get("name"));
            }
        }
    }

    private static SortedSet<String> documents() {
        var documents = new TreeSet<>(RESOURCES.keySet());
        documents.removeIf(path -> !path.startsWith(DOCUMENTS) || path.endsWith("/index.json"));
        return documents;
    }

    private static void collectReferences(Object tree, String prefix, SortedSet<String> into) {
        if (tree instanceof Map<?, ?> map) {
            if (map.get("$ref") instanceof String reference) {
                assertThat(reference).startsWith(prefix);
                into.add(reference.substring(prefix.length()));
            }
            map.values().forEach(value -> collectReferences(value, prefix, into));
        } else if (tree instanceof List<?> list) {
            list.forEach(value -> collectReferences(value, prefix, into));
        }
    }

    private static Map<String, Object> schemas(String file) {
        return object(object(object(file).get("components")).get("schemas"));
    }

    private static Map<String, Object> type(String name) {
        return object(object(object("schema.json").get("types")).get("io.k8s.api." + name));
    }

    private static Map<String, Object> field(String type, String field) {
        return object(object(type(type).get("fields")).get(field));
    }

    private static List<Map<String, Object>> table() {
        return Json.asArray(read("resources.json")).stream().map(r -> object(r)).toList();
    }

    private static Map<String, Object> resource(String group, String plural) {
        return table().stream()
                .filter(r -> group.equals(r.get("group")) && plural.equals(r.get("plural")))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> kindsWithTypes() {
        return object(object("schema.json").get("types")).values().stream()
                .filter(type -> object(type).containsKey("gvk"))
                .flatMap(type -> Json.asArray(object(type).get("gvk")).stream())
                .map(gvk -> kind(object(gvk)))
                .toList();
    }

    private static String kind(Map<String, Object> gvk) {
        return gvk.get("group") + "/" + gvk.get("version") + "/" + gvk.get("kind");
    }

    private static Object read(String path) {
        var bytes = RESOURCES.get(path);
        assertThat(bytes).as(path).isNotNull();
        assertThat(new String(bytes, StandardCharsets.UTF_8)).doesNotContain("\n");
        return Json.read(new ByteArrayInputStream(bytes));
    }

    private static Map<String, Object> object(@Nullable Object tree) {
        return tree instanceof String path ? Json.asObject(read(path)) : Json.asObject(tree);
    }
}
