package dev.wavetank.cli.jsonpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Yaml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each line of the first test was tried with kubectl.
final class JsonPathTest {
    private static final Json DATA =
            Yaml.read(
                    """
                    kind: List
                    labels: {app.kubernetes.io/name: web, tier: db}
                    empty: null
                    items:
                    - {name: a, num: 1, up: true, ports: [80, 443], conditions: [{type: Ready, status: "True"}]}
                    - {name: b, num: 20, up: false}
                    - {name: c, ports: [90]}
                    """);

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    {.kind} ~ List
                    {$.kind}{@.kind} ~ ListList
                    .kind ~ .kind
                    {.items[*].name} ~ a b c
                    {.items[0].name}-{.items[-1].name} ~ a-c
                    {.items[0:2].name} ~ a b
                    {.items[1:].name} ~ b c
                    {.items[::2].name} ~ a c
                    {.items[0,2].name} ~ a c
                    {.items[*]['name','num']} ~ a b c 1 20
                    {.labels.app\\.kubernetes\\.io/name} ~ web
                    {.labels['app\\.kubernetes\\.io/name']} ~ web
                    {.labels.*} ~ web db
                    {.labels} ~ {"app.kubernetes.io/name":"web","tier":"db"}
                    {.items[?(@.num>1)].name} ~ b
                    {.items[?(@.num>=1)].name} ~ a b
                    {.items[?(@.name!="b")].name} ~ a c
                    {.items[?(@.ports)].name} ~ a c
                    {.items[?(@.up==true)].name} ~ a
                    {.items[0].conditions[?(@.type=="Ready")].status} ~ True
                    {..ports[0]} ~ 80 90
                    {.nope.at.all}| ~ |
                    {range .items[*]}{.name}{"="}{.num};{end} ~ a=1;b=20;c=;
                    {range .items[*]}{.name}:{range .ports[*]} {@}{end}, {end} ~ a: 80 443, b:, c: 90,
                    {.items[0].ports} ~ [80,443]
                    {.empty} ~ null
                    {"a b"} ~ a b
                    """)
    void aTemplateIsFilledAsKubectlFillsIt(String template, String expected) {
        assertThat(JsonPath.template(template.strip()).text(DATA).strip())
                .isEqualTo(expected.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    {.items ~ unclosed action
                    {.items[x]} ~ invalid array index x
                    {.items[0} ~ unterminated array
                    {foo} ~ unrecognized identifier foo
                    {end} ~ not in range, nothing to end
                    {range .items[*]}x ~ unterminated range: {end} is missing
                    {"x} ~ unterminated quoted string
                    {.items[?(@.num>1]} ~ unterminated filter
                    {.items[?(@.num=!1)]} ~ unrecognized filter operator =!
                    """)
    void aTemplateThatIsNoneIsRefusedInItsWords(String template, String expected) {
        assertThatThrownBy(() -> JsonPath.template(template.strip()))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining(expected.strip());
    }

    @Test
    void whatDoesNotFitTheValueIsSaid() {
        assertThatThrownBy(() -> JsonPath.template("{.items[9]}").text(DATA))
                .hasMessage("array index out of bounds: index 9, length 3");
        assertThatThrownBy(() -> JsonPath.template("{.items[?(@.num==\"x\")]}").text(DATA))
                .hasMessage("incompatible types for comparison");
        assertThatThrownBy(() -> JsonPath.template("{.kind[0]}").text(DATA))
                .hasMessageContaining("is not array or slice");
    }

    @Test
    void bracesAndTheFirstDotOfAPathMayBeLeftOut() {
        assertThat(JsonPath.path("kind").find(DATA))
                .isEqualTo(JsonPath.path("{.kind}").find(DATA))
                .containsExactly(new Json.Text("List"));
        assertThatThrownBy(() -> JsonPath.path("{.kind")).isInstanceOf(Malformed.class);
    }
}
