package dev.wavetank.apiserver.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wavetank.cluster.model.Pod;
import dev.wavetank.cluster.state.Reason;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

class ExplanationsTest {
    private final Explanations explanations = new Explanations(2_000);

    private static Reason reason(String uid, String decision) {
        return new Reason(
                Pod.KIND.ref("default", "web"), uid, "scheduler", decision, List.of("n1"));
    }

    private void add(String uid, String decision, int second) {
        explanations.add(List.of(reason(uid, decision)), Instant.ofEpochSecond(second));
    }

    @Test
    void aReasonGivenAgainIsCounted() {
        add("u", "no node", 1);
        add("u", "bound", 2);
        add("u", "no node", 3);

        assertThat(explanations.about("u"))
                .containsExactly(
                        new Explanations.Explanation(
                                reason("u", "no node"),
                                2,
                                Instant.ofEpochSecond(1),
                                Instant.ofEpochSecond(3)),
                        new Explanations.Explanation(
                                reason("u", "bound"),
                                1,
                                Instant.ofEpochSecond(2),
                                Instant.ofEpochSecond(2)));
    }

    @Test
    void onlyTheLastSixteenOfAnObjectAreKept() {
        var many = new Explanations();
        for (int i = 0; i < 20; i++) {
            many.add(List.of(reason("u", "try " + i)), Instant.EPOCH);
        }

        assertThat(many.about("u")).hasSize(16);
        assertThat(many.about("u").getFirst().reason().decision()).isEqualTo("try 19");
        assertThat(many.about("u").getLast().reason().decision()).isEqualTo("try 4");
    }

    @Test
    void theObjectWhoseLastReasonIsOldestIsForgottenFirst() {
        for (int i = 0; i < 6; i++) {
            add("u" + i, "decided", i);
        }
        add("u0", "decided again", 7);
        add("u6", "decided", 8);
        add("u7", "decided", 9);

        assertThat(explanations.about("u0")).isNotEmpty();
        assertThat(explanations.about("u1")).isEmpty();
        assertThat(explanations.about("u7")).isNotEmpty();
    }

    @Test
    void nothingIsKnownAboutOthers() {
        assertThat(explanations.about("x")).isEmpty();
    }
}
