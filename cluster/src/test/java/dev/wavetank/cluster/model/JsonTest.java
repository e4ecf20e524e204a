package dev.wavetank.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.TreeMap;

final class JsonTest {
    @Test
    void membersAreSortedHoweverTheyCome() {
        var chance = new Random(3);
        for (int round = 0; round < 200; round++) {
            var expected = new TreeMap<String, Json>();
            var builder = Json.Obj.builder();
            Json.Obj built = Json.Obj.EMPTY;
            for (int i = 0; i < 30; i++) {
                String name = "n" + chance.nextInt(40);
                Json value = Json.Num.of(i);
                expected.put(name, value);
                builder.put(name, value);
                built = built.with(name, value);
            }
            var entries = new TreeMap<String, Json>();
            builder.build().forEach(entries::put);

            assertThat(entries).isEqualTo(expected);
            assertThat(builder.build()).isEqualTo(built).hasSameHashCodeAs(built);
            assertThat(built.name(0)).isEqualTo(expected.firstKey());
            for (String name : expected.keySet()) {
                assertThat(built.without(name).has(name)).isFalse();
                assertThat(built.without(name).size()).isEqualTo(expected.size() - 1);
            }
        }
    }

    @Test
    void aBuiltObjectDoesNotChangeWithItsBuilder() {
        var builder = Json.Obj.builder().put("a", 1);
        var built = builder.build();
        builder.put("a", 2).put("b", 3);

        assertThat(built).hasToString("{\"a\":1}");
    }

    @Test
    void membersOfAnotherTypeAreAsIfAbsent() {
        var object = (Json.Obj) JsonText.read("{\"a\":1,\"n\":null}");

        assertThat(object.object("a")).isEqualTo(Json.Obj.EMPTY);
        assertThat(object.array("a")).isEmpty();
        assertThat(object.text("a")).isEmpty();
        assertThat(object.has("n")).isTrue();
        assertThat(object.get("x")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "true",
                "\"\"",
                "1.50",
                "-0",
                "1e400",
                "12345678901234567890123",
                "{\"a\":[{},[],null,false,\"\\u0001\\n\\\"é😀\"]}"
            })
    void textIsReadAndWrittenUnchanged(String text) {
        Json value = JsonText.read(text);

        assertThat(JsonText.read(JsonText.bytes(value))).isEqualTo(value);
        assertThat(JsonText.write(value)).isEqualTo(value.toString());
        assertThat(JsonText.read(JsonText.pretty(value))).isEqualTo(value);
        if (!text.contains("u0001")) {
            assertThat(value).hasToString(text);
        }
    }

    @Test
    void ofANameWrittenTwiceTheLastValueStays() {
        assertThat(JsonText.read("{\"a\":1,\"b\":2,\"a\":3}")).hasToString("{\"a\":3,\"b\":2}");
    }

    @Test
    void kubectlsLayoutHasFourSpacesALevel() {
        assertThat(JsonText.pretty(JsonText.read("{\"a\":[1,{\"b\":{}}],\"c\":[]}")))
                .isEqualTo(
                        """
                        {
                            "a": [
                                1,
                                {
                                    "b": {}
                                }
                            ],
                            "c": []
                        }\
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "{", "[1", "{\"a\"}", "[1,]", "01", "1 2", "nul", "{a:1}", "\"a", "]"
            })
    void whatIsNoJsonIsMalformed(String text) {
        assertThatThrownBy(() -> JsonText.read(text)).isInstanceOf(Malformed.class);
    }

    @Test
    void bytesThatAreNoTextAreMalformed() {
        byte[] latin = "\"é\"".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> JsonText.read(latin)).isInstanceOf(Malformed.class);
    }

    @Test
    void deepNestingIsRefused() {
        int max = JsonText.DEPTH_MAX;
        assertThat(JsonText.read("[".repeat(max) + "]".repeat(max))).isInstanceOf(Json.Arr.class);
        assertThatThrownBy(() -> JsonText.read("[".repeat(max + 1) + "]".repeat(max + 1)))
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> JsonText.read("{\"a\":".repeat(1_000_000)))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void aWholeNumberIsOneInTheRangeOfALong() {
        assertThat(new Json.Num("9223372036854775807").whole()).isEqualTo(Long.MAX_VALUE);
        assertThat(new Json.Num("9223372036854775808").whole()).isNull();
        assertThat(new Json.Num("1.0").whole()).isNull();
        assertThat(Json.Num.of(-3)).hasToString("-3");
    }
}
