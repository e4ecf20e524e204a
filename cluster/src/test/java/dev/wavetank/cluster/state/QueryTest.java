package dev.wavetank.cluster.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Meta;
import dev.wavetank.cluster.model.Pod;

import org.junit.jupiter.api.Test;

final class QueryTest {
    private static Pod podOn(String node) {
        var pod = Pod.KIND.read(Json.Obj.EMPTY).withMeta(Meta.of("default", "web"));
        return pod.withSpec(pod.spec().withNodeName(node));
    }

    @Test
    void aPodThatIsBoundToTheNodeAppearsThere() {
        var bound = new Change(2, podOn(""), podOn("node-1"));

        assertThat(Query.podsOn("node-1").seen(bound))
                .isEqualTo(new Change(2, null, podOn("node-1")));
        assertThat(Query.podsOn("node-2").seen(bound)).isNull();
        assertThat(Query.all(Pod.KIND).seen(bound)).isEqualTo(bound);
    }

    @Test
    void anObjectThatNoLongerMatchesGoes() {
        var left = new Change(3, podOn("node-1"), podOn("node-2"));

        assertThat(Query.podsOn("node-1").seen(left))
                .isEqualTo(new Change(3, podOn("node-1"), null));
    }
}
