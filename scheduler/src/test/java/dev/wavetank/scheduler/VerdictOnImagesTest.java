package dev.wavetank.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Node;
import dev.wavetank.cluster.model.Pod;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

class VerdictOnImagesTest {
    private static final long MIB = 1024 * 1024;

    private static Pod pod(String image) {
        return Samples.pod(
                "web",
                "containers: [{name: c, image: '%s', resources: {requests: {cpu: 100m}}}]"
                        .formatted(image));
    }

    private static Node node(String name) {
        return Samples.node(name, "4", "8Gi");
    }

    /// {@return the score of the first node, which alone of so many has the image}
    private static long score(String image, String held, long bytes, int nodes) {
        var all = new ArrayList<Node>();
        all.add(Samples.holding(node("node-0"), held, bytes));
        for (int i = 1; i < nodes; i++) {
            all.add(node("node-" + i));
        }
        var placed = (Verdict.Placed) Verdicts.verdict(pod(image), all, List.of());
        return placed.best().stream()
                .filter(ranked -> ranked.node().equals("node-0"))
                .flatMap(ranked -> ranked.scores().stream())
                .filter(score -> score.plugin().equals("ImageLocality"))
                .mapToLong(Ranked.Score::score)
                .findFirst()
                .orElse(-1);
    }

    /// Sizes in MiB; between 23 and 1000 of them the score grows from 0 to 100.
    @ParameterizedTest
    @CsvSource({
        "10, 1, 0",
        "23, 1, 0",
        "1000, 1, 100",
        "2000, 1, 100",
        "512, 1, 50",
        "1000, 2, 48"
    })
    void theMoreOfItsImagesANodeHasTheBetterAndTheFewerHaveItTheLess(
            long mebibytes, int nodes, long score) {
        assertThat(score("a:1", "a:1", mebibytes * MIB, nodes)).isEqualTo(score);
    }

    @Test
    void anImageWithoutATagIsTheLatest() {
        assertThat(score("host:5000/a", "host:5000/a:latest", 1000 * MIB, 1)).isEqualTo(100);
    }

    @Test
    void ofImagesThatNoNodeHasNothingIsSaid() {
        assertThat(score("a:2", "a:1", 1000 * MIB, 1)).isEqualTo(-1);
    }

    @Test
    void theNodeThatHasTheImageIsChosen() {
        assertThat(
                        Verdicts.chosen(
                                pod("a:1"),
                                node("node-1"),
                                Samples.holding(node("node-2"), "a:1", 900 * MIB),
                                node("node-3")))
                .isEqualTo("node-2");
    }
}
