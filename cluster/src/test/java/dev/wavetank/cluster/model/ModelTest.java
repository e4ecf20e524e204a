package dev.wavetank.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;

/// The small rules inside the records.
final class ModelTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @ParameterizedTest(name = "{0} of {1}, up {2}: {3}")
    @CsvSource({
        "25%, 10, true, 3",
        "25%, 10, false, 2",
        "0%, 10, true, 0",
        "100%, 3, false, 3",
        "150%, 3, true, 5",
    })
    void aPercentageIsOfATotal(String text, int total, boolean up, int count) {
        assertThat(IntOrString.of(text).of(total, up)).isEqualTo(count);
    }

    @Test
    void aNumberIsItselfAndOtherTextNoCount() {
        assertThat(IntOrString.of(4).of(100, true)).isEqualTo(4);
        for (String text : List.of("http", "25", "%", "2.5%", "")) {
            assertThatThrownBy(() -> IntOrString.of(text).of(10, true))
                    .isInstanceOf(Malformed.class)
                    .hasMessage("invalid value for IntOrString: \"" + text + "\"");
        }
    }

    @Test
    void aConditionKeepsItsTimeWhileItsStatusStays() {
        var old = new Condition("Ready", "True", "A", "", NOON);
        var other = new Condition("Other", "True", "", "", NOON);
        var same = new Condition("Ready", "True", "B", "new", NOON.plusSeconds(9));
        var changed = new Condition("Ready", "False", "C", "", NOON.plusSeconds(9));

        assertThat(Condition.put(List.of(other, old), same))
                .containsExactly(other, same.since(NOON));
        assertThat(Condition.put(List.of(old, other), changed)).containsExactly(changed, other);
        assertThat(Condition.put(List.of(other), old)).containsExactly(other, old);
        assertThat(Condition.isTrue(List.of(changed), "Ready")).isFalse();
        assertThat(Condition.isTrue(List.of(other, old), "Ready")).isTrue();
    }

    @ParameterizedTest(name = "{0} {1} {2} {3} bears a=b:NoExecute: {4}")
    @CsvSource(
            nullValues = "null",
            value = {
                "a, Equal, b, NoExecute, true",
                "a, '', b, '', true",
                "a, Equal, c, NoExecute, false",
                "a, Exists, '', NoExecute, true",
                "a, Exists, '', NoSchedule, false",
                "x, Exists, '', '', false",
                "'', Exists, '', '', true",
                "'', Equal, b, '', false",
            })
    void aTolerationBearsATaint(
            String key, String operator, String value, String effect, boolean bears) {
        var taint = new Taint("a", "b", "NoExecute", null, Json.Obj.EMPTY);
        var toleration = new Toleration(key, operator, value, effect, null, Json.Obj.EMPTY);

        assertThat(toleration.bears(taint)).isEqualTo(bears);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "2026-01-31T09:00:00Z, 2026-01-31T09:00:00Z",
        "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z",
        "2026-02-28T00:00:00Z, 2026-02-28T00:00:00Z",
        "1969-12-31T23:59:59Z, 1969-12-31T23:59:59Z",
        "2026-01-31T10:00:00+01:00, 2026-01-31T09:00:00Z",
        "2026-01-31T09:00:00.123456Z, 2026-01-31T09:00:00.123456Z",
    })
    void timesAreReadInRfc3339(String text, Instant time) {
        assertThat(Timestamps.read(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-30T09:00:00Z",
        "2025-02-29T09:00:00Z",
        "2026-13-01T09:00:00Z",
        "2026-01-00T09:00:00Z",
        "2026-01-01T25:00:00Z",
        "2026-01-01T09:60:00Z",
        "2026-01-01 09:00:00Z",
        "2026-01-01T09:00:0xZ",
        "2026-01-01",
    })
    void whatIsNoTimeIsNotRead(String text) {
        assertThat(Timestamps.read(text)).isNull();
    }

    @Test
    void timesAreWrittenToTheSecondOrTheMicrosecond() {
        var time = Instant.parse("2026-01-31T09:00:00.123456789Z");

        assertThat(Timestamps.seconds(time)).isEqualTo("2026-01-31T09:00:00Z");
        assertThat(Timestamps.micros(time)).isEqualTo("2026-01-31T09:00:00.123456Z");
        assertThat(new MicroTime(time).instant()).isEqualTo("2026-01-31T09:00:00.123456Z");
    }

    @Test
    void anObjectOfAKindWithoutARecordIsKeptWhole() {
        var kind = Kind.generic("example.com", "v1", "Tank", "tanks", true);
        String text =
                "{\"apiVersion\":\"example.com/v1\",\"kind\":\"Tank\",\"metadata\":{\"name\":\"a\","
                        + "\"odd\":{}},\"spec\":{\"empty\":{},\"none\":null,\"one\":1.0},"
                        + "\"status\":{\"full\":false}}";
        var tank = kind.read((Json.Obj) JsonText.read(text));

        assertThat(tank.tree()).hasToString(text);
        assertThat(tank.meta().name()).isEqualTo("a");
        assertThat(kind.read(Json.Obj.EMPTY).meta()).isEqualTo(Meta.EMPTY);
        assertThatThrownBy(() -> kind.read(Json.Obj.of("metadata", Json.Num.of(5))))
                .isInstanceOf(Malformed.class)
                .hasMessage("metadata: found 5, wanted an object");

        var stored = new Generic(kind, tank.meta(), Json.Obj.EMPTY);
        assertThat(tank.withStatusOf(stored).tree().has("status")).isFalse();
        assertThat(stored.withStatusOf(tank).body()).hasToString("{\"status\":{\"full\":false}}");
    }
}
