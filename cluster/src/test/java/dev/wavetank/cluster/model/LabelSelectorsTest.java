package dev.wavetank.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

final class LabelSelectorsTest {
    private static boolean selects(String selector, String labels) {
        var map = new TreeMap<String, String>();
        for (String label : labels.isEmpty() ? new String[0] : labels.split(";", -1)) {
            map.put(label.split("=", -1)[0], label.split("=", -1)[1]);
        }
        return LabelSelectors.parse(selector).selects(map);
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            textBlock =
                    """
                    ''                | a=b     | true
                    a=b               | a=b     | true
                    a==b              | a=c     | false
                    a = b             | a=b     | true
                    a=                | a=      | true
                    a!=b              | ''      | true
                    a!=b              | a=b     | false
                    a                 | a=      | true
                    !a                | a=b     | false
                    !a                | b=b     | true
                    a in (b,c)        | a=c     | true
                    a in (b,c)        | ''      | false
                    a in (in,notin)   | a=in    | true
                    in in (a)         | in=a    | true
                    a in ()           | a=      | true
                    a in (b,)         | a=      | true
                    a notin (b,c)     | a=c     | false
                    a notin(b)        | ''      | true
                    a>5               | a=10    | true
                    a<5               | a=10    | false
                    a<5               | a=x     | false
                    a=b,c!=d,e in (f,g),h notin (i),j,!k | a=b;e=g;j=1 | true
                    a=b,c!=d,e in (f,g),h notin (i),j,!k | a=b;e=g;j=1;k=1 | false
                    """)
    void aSelectorInTextSelects(String selector, String labels, boolean selected) {
        assertThat(selects(selector, labels)).isEqualTo(selected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ,         | found ',', expected: !, identifier, or 'end of string'
                    a,        | found '', expected: identifier after ','
                    a=b c     | found 'c', expected: ',' or 'end of string'
                    !a=b      | found '=', expected: ',' or 'end of string'
                    a=(       | unable to parse requirement: found '(', expected: identifier
                    a b       | unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt
                    a in b    | unable to parse requirement: found 'b' expected: '('
                    a in (b   | unable to parse requirement: found '', expected: ',', ')' or identifier
                    a in (b c | unable to parse requirement: found 'c', expected: ',' or ')'
                    a>x       | unable to parse requirement: values[0]: Invalid value: "x": for 'Gt', 'Lt' operators, the value must be an integer
                    """)
    void aBrokenSelectorIsToldInUpstreamsWords(String selector, String problem) {
        assertThatThrownBy(() -> LabelSelectors.parse(selector))
                .isInstanceOf(Malformed.class)
                .hasMessage(problem);
    }

    @Test
    void keysAndValuesMustBeThoseOfLabels() {
        assertThatThrownBy(() -> LabelSelectors.parse("-a=b"))
                .hasMessageStartingWith(
                        "unable to parse requirement: <nil>: Invalid value: \"-a\": name part must"
                                + " consist of");
        assertThatThrownBy(() -> LabelSelectors.parse("a=-b"))
                .hasMessageStartingWith(
                        "unable to parse requirement: values[0][a]: Invalid value: \"-b\": a valid"
                                + " label must be");
    }

    @Test
    void requirementsAreSortedByKey() {
        assertThat(LabelSelectors.parse("c,a=1,b notin (y,x)").matchExpressions())
                .containsExactly(
                        new LabelRequirement("a", "In", List.of("1")),
                        new LabelRequirement("b", "NotIn", List.of("x", "y")),
                        new LabelRequirement("c", "Exists", List.of()));
    }

    @Test
    void aSelectorInAnObjectIsCheckedFieldByField() {
        var selector =
                new LabelSelector(
                        new TreeMap<>(Map.of("a", "b c")),
                        List.of(
                                new LabelRequirement("a", "In", List.of()),
                                new LabelRequirement("a", "Exists", List.of("x")),
                                new LabelRequirement("", "Near", List.of("y z"))));

        assertThat(LabelSelectors.check(selector, "spec.selector"))
                .extracting(each -> each.reason() + " " + each.path())
                .containsExactly(
                        "FieldValueInvalid spec.selector.matchLabels",
                        "FieldValueRequired spec.selector.matchExpressions[0].values",
                        "FieldValueForbidden spec.selector.matchExpressions[1].values",
                        "FieldValueInvalid spec.selector.matchExpressions[2].operator",
                        "FieldValueInvalid spec.selector.matchExpressions[2].key",
                        "FieldValueInvalid spec.selector.matchExpressions[2].key",
                        "FieldValueInvalid spec.selector.matchExpressions[2].values[0]");
        assertThat(LabelSelectors.check(selector, "s").get(3).message())
                .isEqualTo("Invalid value: \"Near\": not a valid selector operator");
    }
}
