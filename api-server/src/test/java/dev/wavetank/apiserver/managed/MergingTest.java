package dev.wavetank.apiserver.managed;

import static dev.wavetank.apiserver.managed.RandomObjects.FORMS;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Yaml;

import org.junit.jupiter.api.Test;

class MergingTest {
    private static String merge(String type, String live, String config) {
        return Merging.merge(
                        (Json.Obj) Yaml.read(live),
                        (Json.Obj) Yaml.read(config),
                        RandomObjects.SCHEMA.type(type),
                        FORMS)
                .toString()
                .replace("\"", "");
    }

    private static String containers(String live, String config) {
        return merge(
                "io.k8s.api.core.v1.PodSpec",
                "containers: [" + live + "]",
                "containers: [" + config + "]");
    }

    @Test
    void itemsWithOneKeyMerge() {
        assertThat(containers("{name: a, image: x, tty: true}", "{name: a, image: z}"))
                .isEqualTo("{containers:[{image:z,name:a,tty:true}]}");
    }

    @Test
    void appliedItemsComeInTheirOrderAndOthersStayInTheirPlace() {
        assertThat(containers("{name: a}, {name: b}, {name: c}", "{name: c}, {name: d}, {name: a}"))
                .isEqualTo("{containers:[{name:b},{name:c},{name:d},{name:a}]}");
        assertThat(containers("{name: a}, {name: b}", "{name: d}, {name: b}"))
                .isEqualTo("{containers:[{name:a},{name:d},{name:b}]}");
    }

    @Test
    void setsAreJoined() {
        assertThat(
                        merge(
                                "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta",
                                "finalizers: [a, b]",
                                "finalizers: [b, c]"))
                .isEqualTo("{finalizers:[a,b,c]}");
    }

    @Test
    void atomicListsAndObjectsAreReplaced() {
        assertThat(containers("{name: a, args: [x, z]}", "{name: a, args: [w]}"))
                .isEqualTo("{containers:[{args:[w],name:a}]}");
        assertThat(merge("io.k8s.api.core.v1.ServiceSpec", "selector: {a: b}", "selector: {c: d}"))
                .isEqualTo("{selector:{c:d}}");
    }

    @Test
    void nullTakesNoPartsAway() {
        assertThat(
                        merge(
                                "io.k8s.api.core.v1.PodSpec",
                                "securityContext: {runAsUser: 1}",
                                "securityContext: null"))
                .isEqualTo("{securityContext:{runAsUser:1}}");
    }
}
