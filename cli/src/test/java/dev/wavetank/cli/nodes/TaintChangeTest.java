package dev.wavetank.cli.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wavetank.cli.terminal.Failure;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

final class TaintChangeTest {
    private static final Json BLUE =
            JsonText.read("{\"effect\":\"NoSchedule\",\"key\":\"team\",\"value\":\"blue\"}");

    private static TaintChange read(String word) {
        return Objects.requireNonNull(TaintChange.read(word));
    }

    @Test
    void aWordWithoutAnEffectNamesANode() {
        assertThat(TaintChange.read("node-1")).isNull();
    }

    @Test
    void aTaintTakesThePlaceOfOneWithItsKeyAndEffect() {
        assertThat(read("team=blue:NoSchedule").applied(List.of())).containsExactly(BLUE);
        assertThat(read("team=red:NoSchedule").applied(List.of(BLUE)))
                .singleElement()
                .asString()
                .contains("red");
        assertThat(read("team=red:NoExecute").applied(List.of(BLUE))).hasSize(2);
    }

    @Test
    void aMinusTakesItOff() {
        assertThat(read("team:NoSchedule-").applied(List.of(BLUE))).isEmpty();
        assertThat(read("team-").applied(List.of(BLUE))).isEmpty();
        assertThat(read("team:NoExecute-").found(List.of(BLUE))).isFalse();
    }

    @Test
    void anUnknownEffectIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> TaintChange.read("a=b:Sometimes"))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> {
                            assertThat(failure.happened()).contains("Sometimes");
                            assertThat(failure.remedy()).contains("PreferNoSchedule");
                        });
    }
}
