package dev.wavetank.cli.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Yaml;

import org.junit.jupiter.api.Test;

final class GoalTest {
    private static final Json.Obj OBJECT =
            (Json.Obj)
                    Yaml.read(
                            """
                            metadata: {generation: 2}
                            status:
                              observedGeneration: 2
                              phase: Running
                              conditions: [{type: Ready, status: "True"}, {type: Old, status: "True", observedGeneration: 1}]
                            """);

    @Test
    void aConditionIsMetWhateverItsCaseUnlessItIsOfAnEarlierGeneration() {
        assertThat(Goal.read("condition=ready").met(OBJECT)).isTrue();
        assertThat(Goal.read("condition=Ready=False").met(OBJECT)).isFalse();
        assertThat(Goal.read("condition=Old").met(OBJECT)).isFalse();
        assertThat(Goal.read("condition=Nope").met(OBJECT)).isFalse();
    }

    @Test
    void aPathIsMetByItsValueOrByAny() {
        assertThat(Goal.read("jsonpath={.status.phase}=Running").met(OBJECT)).isTrue();
        assertThat(Goal.read("jsonpath={.status.phase}=Pending").met(OBJECT)).isFalse();
        assertThat(Goal.read("jsonpath={.status.phase}").met(OBJECT)).isTrue();
        assertThat(Goal.read("jsonpath={.status.nope}").met(OBJECT)).isFalse();
        assertThat(
                        Goal.read("jsonpath={.status.conditions[?(@.type==\"Ready\")].status}=True")
                                .met(OBJECT))
                .isTrue();
    }

    @Test
    void whatIsNoGoalIsRefused() {
        assertThatThrownBy(() -> Goal.read("Ready")).hasMessageContaining("\"Ready\"");
    }
}
