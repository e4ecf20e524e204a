package dev.wavetank.contract;

import static dev.wavetank.contract.Generated.APIEXTENSIONS;
import static dev.wavetank.contract.Generated.field;
import static dev.wavetank.contract.Generated.object;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// The table by which protobuf bodies are read.
final class MessageTableTest {
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
}
