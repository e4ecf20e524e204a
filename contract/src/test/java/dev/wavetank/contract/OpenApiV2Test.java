package dev.wavetank.contract;

import static dev.wavetank.contract.Generated.RESOURCES;
import static dev.wavetank.contract.Generated.collectReferences;
import static dev.wavetank.contract.Generated.object;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;

import org.junit.jupiter.api.Test;

import java.util.SortedSet;
import java.util.TreeSet;

/// The document of OpenAPI v2, as JSON and as the protobuf that Go clients read.
final class OpenApiV2Test {
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
            var value = named.getField(2).getLengthDelimitedList().getFirst();
            assertThat(UnknownFieldSet.parseFrom(value).getSerializedSize())
                    .isEqualTo(value.size());
        }
        return names;
    }
}
