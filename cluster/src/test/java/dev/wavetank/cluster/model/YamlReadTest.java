package dev.wavetank.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The tables were made with kubectl 1.32: `kubectl label --local -f F a=b -o json`.
final class YamlReadTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    yes              | true
                    on               | true
                    y                | true
                    N                | false
                    OFF              | false
                    yEs              | "yEs"
                    ~                | null
                    Null             | null
                    nULL             | "nULL"
                    0755             | 493
                    0o17             | 15
                    0O17             | 15
                    0x1F             | 31
                    -0x1f            | -31
                    0b101            | 5
                    0b2              | "0b2"
                    08               | 8
                    1_000            | 1000
                    _1               | "_1"
                    60:30            | "60:30"
                    1:2              | "1:2"
                    2024-01-01       | "2024-01-01"
                    1e3              | 1000
                    .5               | 0.5
                    1.               | 1
                    +5               | 5
                    1.50             | 1.5
                    -0.0             | 0
                    1e-7             | 1e-7
                    1e21             | 1e+21
                    1e400            | "1e400"
                    9223372036854775807  | 9223372036854775807
                    18446744073709551615 | 18446744073709552000
                    1.2.3            | "1.2.3"
                    +                | "+"
                    nan              | "nan"
                    "5"              | "5"
                    !!str 5          | "5"
                    !!int "5"        | 5
                    !!float 5        | 5
                    !!bool "yes"     | true
                    !foo 5           | "5"
                    ! 5              | "5"
                    !!binary aGk=    | "hi"
                    """)
    void aScalarIsReadAsKubectlReadsIt(String yaml, String json) {
        assertThat(Yaml.read("c: " + yaml + "\n").toString()).isEqualTo("{\"c\":" + json + "}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    yes        | true
                    0x10       | 16
                    1.5        | 1.5
                    1000000.0  | 1e+06
                    16777217.0 | 1.6777216e+07
                    0.00001    | 1e-05
                    .inf       | .inf
                    2024-01-01 | 2024-01-01
                    """)
    void aKeyBecomesTheTextThatGoMakesOfIt(String yaml, String name) {
        assertThat(((Json.Obj) Yaml.read(yaml + ": 1\n")).name(0)).isEqualTo(name);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    a:\\n b: c: d\\n      | yaml: line 2: mapping values are not allowed in this context
                    a:\\n  b: 1\\n c: 2\\n | yaml: line 3: did not find expected key
                    a: {b: 1\\nc: 2\\n    | yaml: line 2: did not find expected ',' or '}'
                    \\tx: 1               | yaml: line 1: found character that cannot start any token
                    c: @x                | yaml: line 1: found character that cannot start any token
                    c: "\\q"              | yaml: line 1: found unknown escape character
                    c: *zz               | yaml: unknown anchor 'zz' referenced
                    c: &q [*q]           | yaml: anchor 'q' value contains itself
                    c: .nan              | json: unsupported value: NaN
                    c: -.inf             | json: unsupported value: -Inf
                    c: !!int abc         | yaml: cannot decode !!str `abc` as a !!int
                    c: !!binary "%"      | yaml: !!binary value contains invalid base64 data
                    c: {<<: 5}           | yaml: line 1: map merge requires map or sequence of maps as the value
                    c: {~: 1}            | yaml: line 1: invalid map key: null
                    c: {[a]: 1}          | yaml: line 1: invalid map key: ["a"]
                    """)
    void whatIsBrokenIsToldInKubectlsWords(String yaml, String problem) {
        String text = yaml.replace("\\n", "\n").replace("\\t", "\t");
        assertThatThrownBy(() -> Yaml.read(text))
                .isInstanceOf(Malformed.class)
                .hasMessage("error converting YAML to JSON: " + problem);
    }

    @Test
    void ofAKeyWrittenTwiceTheLastValueStays() {
        assertThat(Yaml.read("c: 1\nc: 2\nd: {e: 1, e: 2}\n"))
                .hasToString("{\"c\":2,\"d\":{\"e\":2}}");
    }

    @Test
    void aTabAtTheEndOfALineIsBorne() {
        assertThat(Yaml.read("c: a\t\nd:\t\n  e: 1\t\n"))
                .hasToString("{\"c\":\"a\",\"d\":{\"e\":1}}");
    }

    @Test
    void mergedMembersReplaceThoseAboveAndGiveWayToThoseBelow() {
        String yaml =
                "b: &a {x: 1}\nc: {x: 3, <<: *a}\nd: {<<: [*a, {x: 7, w: 8}]}\ne: {<<: *a, x: 9}";

        assertThat(Yaml.read(yaml))
                .hasToString(
                        "{\"b\":{\"x\":1},\"c\":{\"x\":1},\"d\":{\"w\":8,\"x\":1},\"e\":{\"x\":9}}");
        assertThat(Yaml.read("c: {\"<<\": 5}")).hasToString("{\"c\":{\"<<\":5}}");
    }

    @Test
    void anAliasStandsForTheLastValueOfItsAnchor() {
        assertThat(Yaml.read("b: &a x\nc: [*a, *a]\nd: &a z\ne: *a\n"))
                .hasToString("{\"b\":\"x\",\"c\":[\"x\",\"x\"],\"d\":\"z\",\"e\":\"z\"}");
    }

    @Test
    void documentsThatAreEmptyAreLeftOut() {
        assertThat(Yaml.readAll("---\n# nothing\n---\na: 1\n---\n---\nnull\n---\nb: 2\n...\n"))
                .extracting(Json::toString)
                .containsExactly("{\"a\":1}", "{\"b\":2}");
        assertThat(Yaml.readAll("")).isEmpty();
        assertThat(Yaml.read("# nothing\n")).isEqualTo(Json.NULL);
    }

    @Test
    void jsonIsYamlToo() {
        assertThat(Yaml.readAll(" {\"a\":\"\\/\"}\n{\"b\":1}"))
                .extracting(Json::toString)
                .containsExactly("{\"a\":\"/\"}", "{\"b\":1}");
        assertThat(Yaml.read("{a: yes, b: [1, ], }")).hasToString("{\"a\":true,\"b\":[1]}");
    }

    @Test
    void anAliasBombIsRefused() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            String below = "*a" + (i - 1);
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append((below + ", ").repeat(8)).append(below).append("]\n");
        }
        assertThatThrownBy(() -> Yaml.read(bomb.toString()))
                .hasMessageContaining("document contains excessive aliasing");
    }

    @Test
    void aLongRunOfWhateverIsOnlyAString() {
        String long60 = "1" + ":1".repeat(100_000);
        assertThat(Yaml.read(Yaml.write(new Json.Text(long60)))).isEqualTo(new Json.Text(long60));
    }

    @Test
    void deepNestingIsRefusedAlsoWhenItHidesBehindAliases() {
        int max = JsonText.DEPTH_MAX;
        assertThat(Yaml.read("[".repeat(max) + "]".repeat(max))).isInstanceOf(Json.Arr.class);
        assertThatThrownBy(() -> Yaml.read("[".repeat(max + 1) + "]".repeat(max + 1)))
                .hasMessageContaining("exceeded max depth of " + max);
        assertThatThrownBy(() -> Yaml.read("[".repeat(100_000)))
                .hasMessageContaining("exceeded max depth of " + max);

        var chain = new StringBuilder("plain: [" + "x, ".repeat(5000) + "]\na0: &a0 []\n");
        for (int i = 1; i <= max; i++) {
            chain.append("a%d: &a%d [*a%d]\n".formatted(i, i, i - 1));
        }
        assertThatThrownBy(() -> Yaml.read(chain.toString()))
                .hasMessageContaining("exceeded max depth of " + max);
    }
}
