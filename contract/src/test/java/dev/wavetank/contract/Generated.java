package dev.wavetank.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/// What the generator writes, made once for all tests, and ways to read it.
final class Generated {
    static final SortedMap<String, byte[]> RESOURCES = Generator.resources();
    static final String DOCUMENTS = "openapi-v3/";
    static final String APIEXTENSIONS = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.";
    static final String REFERENCE = "#/components/schemas/";

    private Generated() {}

    static SortedSet<String> documents() {
        var documents = new TreeSet<>(RESOURCES.keySet());
        documents.removeIf(path -> !path.startsWith(DOCUMENTS) || path.endsWith("/index.json"));
        return documents;
    }

    static void collectReferences(Object tree, String prefix, SortedSet<String> into) {
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

    static Map<String, Object> schemas(String file) {
        return object(object(object(file).get("components")).get("schemas"));
    }

    static Map<String, Object> type(String name) {
        return object(object(object("schema.json").get("types")).get("io.k8s.api." + name));
    }

    static Map<String, Object> field(String type, String field) {
        return object(object(type(type).get("fields")).get(field));
    }

    static List<Map<String, Object>> table() {
        return Json.asArray(read("resources.json")).stream().map(r -> object(r)).toList();
    }

    static Map<String, Object> resource(String group, String plural) {
        return table().stream()
                .filter(r -> group.equals(r.get("group")) && plural.equals(r.get("plural")))
                .findFirst()
                .orElseThrow();
    }

    static List<String> kindsWithTypes() {
        return object(object("schema.json").get("types")).values().stream()
                .filter(type -> object(type).containsKey("gvk"))
                .flatMap(type -> Json.asArray(object(type).get("gvk")).stream())
                .map(gvk -> kind(object(gvk)))
                .toList();
    }

    static String kind(Map<String, Object> gvk) {
        return gvk.get("group") + "/" + gvk.get("version") + "/" + gvk.get("kind");
    }

    static Object read(String path) {
        var bytes = RESOURCES.get(path);
        assertThat(bytes).as(path).isNotNull();
        assertThat(new String(bytes, StandardCharsets.UTF_8)).doesNotContain("\n");
        return Json.read(new ByteArrayInputStream(bytes));
    }

    static Map<String, Object> object(@Nullable Object tree) {
        return tree instanceof String path ? Json.asObject(read(path)) : Json.asObject(tree);
    }
}
