package dev.wavetank.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Random;

/// The tables were made with kubectl 1.32: `kubectl label --local -f F a=b -o yaml`.
final class YamlWriteTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = true,
            textBlock =
                    """
                    "a b"            | a b
                    ""               | ""
                    "true"           | "true"
                    "y"              | "y"
                    "yEs"            | yEs
                    "null"           | "null"
                    "~"              | "~"
                    "5"              | "5"
                    "0x1F"           | "0x1F"
                    "1e3"            | "1e3"
                    "1.2.3"          | 1.2.3
                    "100m"           | 100m
                    "2024-01-01"     | "2024-01-01"
                    "2024-13-01"     | 2024-13-01
                    "60:30"          | "60:30"
                    "1:60"           | 1:60
                    " a"             | ' a'
                    "#a"             | '#a'
                    "a #b"           | 'a #b'
                    "a#b"            | a#b
                    "a: b"           | 'a: b'
                    "a:b"            | a:b
                    "- a"            | '- a'
                    "-a"             | -a
                    "---"            | '---'
                    "*a"             | '*a'
                    "%a"             | '%a'
                    "'a"             | '''a'
                    "a'b"            | a'b
                    "\\"a"           | '"a'
                    "a\\tb"          | "a\\tb"
                    "\\u0001"        | "\\x01"
                    "\\u0085"        | "\\N"
                    "日本"           | 日本
                    "😀"             | "\\U0001F600"
                    5                | 5
                    1.50             | 1.5
                    1000000.5        | 1.0000005e+06
                    1e-7             | 1e-07
                    true             | true
                    null             | null
                    []               | []
                    {}               | {}
                    """)
    void aValueIsWrittenAsKubectlWritesIt(String json, String yaml) {
        assertThat(Yaml.write(JsonText.read("{\"c\":" + json + "}")))
                .isEqualTo("c: " + yaml + "\n");
    }

    @Test
    void listsStandBelowTheirKeyWithoutIndent() {
        assertThat(
                        Yaml.write(
                                JsonText.read(
                                        """
                                        {"a":[1,[2,[3]],{"b":[4],"c":{"d":5}},[],{}],"e":{"f":[[{"g":6}]]}}
                                        """)))
                .isEqualTo(
                        """
                        a:
                        - 1
                        - - 2
                          - - 3
                        - b:
                          - 4
                          c:
                            d: 5
                        - []
                        - {}
                        e:
                          f:
                          - - g: 6
                        """);
    }

    @Test
    void severalLinesBecomeALiteralBlock() {
        assertThat(
                        Yaml.write(
                                JsonText.read(
                                        """
                                        {"a":"x\\ny\\n","b":"x\\n\\ny","c":"x\\n\\n","d":" x\\n","e":["x\\ny"],"f":"x \\ny"}
                                        """)))
                .isEqualTo(
                        """
                        a: |
                          x
                          y
                        b: |-
                          x

                          y
                        c: |+
                          x

                        d: |2
                           x
                        e:
                        - |-
                          x
                          y
                        f: "x \\ny"
                        """);
    }

    @Test
    void longTextIsFoldedAtTheFirstSpaceBeyondEightyColumns() {
        String words = "the quick brown fox jumps over the lazy dog ".repeat(3).strip();

        assertThat(Yaml.write(Json.Obj.builder().put("a", words).put("b", "x: " + words).build()))
                .isEqualTo(
                        """
                        a: the quick brown fox jumps over the lazy dog the quick brown fox jumps over the
                          lazy dog the quick brown fox jumps over the lazy dog
                        b: 'x: the quick brown fox jumps over the lazy dog the quick brown fox jumps over
                          the lazy dog the quick brown fox jumps over the lazy dog'
                        """);
    }

    @Test
    void keysOfMoreThan128BytesStandAfterAQuestionMark() {
        String key = "k".repeat(129);

        assertThat(Yaml.write(JsonText.read("{\"" + key + "\":[1,2]}")))
                .isEqualTo("? " + key + "\n: - 1\n  - 2\n");
    }

    @Test
    void keysAreSortedByTheNumbersInThem() {
        assertThat(
                        Yaml.write(
                                JsonText.read(
                                        """
                                        {"a10":1,"a2":1,"a-10":1,"a-2":1,"ab":1,"a.b":1,"v1.10":1,"v1.9":1}
                                        """)))
                .isEqualTo("a-2: 1\na-10: 1\na.b: 1\na2: 1\na10: 1\nab: 1\nv1.9: 1\nv1.10: 1\n");
    }

    @Test
    void whatIsWrittenIsReadBack() {
        var chance = new Random(7);
        String[] pieces = {
            "a",
            "b",
            " ",
            "  ",
            "1",
            "-",
            ":",
            ": ",
            " #",
            "?",
            "\"",
            "'",
            "\\",
            "{",
            "}",
            "[",
            "]",
            ",",
            "&",
            "*",
            "!",
            "|",
            ">",
            "%",
            "@",
            "`",
            ".",
            "~",
            "\n",
            "\t",
            "é",
            "\u2028",
            "😀",
            "<<",
            "the quick brown fox jumps over the lazy dog the quick brown fox jumps over it"
        };
        for (int i = 0; i < 3000; i++) {
            var text = new StringBuilder();
            for (int n = chance.nextInt(8); n >= 0; n--) {
                text.append(pieces[chance.nextInt(pieces.length)]);
            }
            var inside = Json.Obj.builder().put(text.toString(), text.toString()).build();
            var value = inside.with("list", JsonText.read("[1,[],{}]"));

            assertThat(Yaml.read(Yaml.write(value))).as(Yaml.write(value)).isEqualTo(value);
        }
    }
}
