package dev.wavetank.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlacesTest {
    private static final String TEXT =
            """
            # a comment
            a: &x
              b.c: [1, "two"]
            d:
            - e: |
                text
            - *x
            ---
            {"f": {"g": 1,
                   "g": 2}}
            """;

    private static String ofValue(int document, String path) {
        var place = Yaml.locateAll(TEXT).get(document).places().ofValue(path);
        return place.line() + ":" + place.column();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
                    0, ``,            2:1
                    0, `a["b.c"]`,    3:8
                    0, `a["b.c"][1]`, 3:12
                    0, d[0].e,        5:6
                    0, d[1],          7:3
                    1, f.g,           10:13
                    """)
    void aValueIsWhereItStarts(int document, String path, String place) {
        assertThat(ofValue(document, path)).isEqualTo(place);
    }

    @Test
    void whatCameByAnAliasIsWhereTheAliasIs() {
        assertThat(ofValue(0, "d[1][\"b.c\"][0]")).isEqualTo("7:3");
    }

    @Test
    void whatIsNotThereIsWhereItWouldBe() {
        assertThat(ofValue(0, "d[0].x.y")).isEqualTo(ofValue(0, "d[0]")).isEqualTo("5:3");
    }

    @Test
    void aNameIsWhereItStartsAndNamesGivenTwiceAreKnown() {
        var places = Yaml.locateAll(TEXT).get(1).places();

        assertThat(places.ofName("f.g")).isEqualTo(new Places.Place(10, 8));
        assertThat(places.repeated()).containsExactly("f.g");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    a:\\n b: c: d\\n | 2:6
                    a: 1\\nb: .nan   | 2:4
                    a: 1\\nb: *c     | 2:4
                    """)
    void whatIsBrokenHasAPlace(String yaml, String place) {
        var broken =
                catchThrowableOfType(
                        Malformed.class, () -> Yaml.locateAll(yaml.replace("\\n", "\n")));

        assertThat(broken.place().line() + ":" + broken.place().column()).isEqualTo(place);
    }
}
