package dev.wavetank.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

import java.util.List;
import java.util.SortedMap;

final class ShapeTest {
    static final List<Kind<?>> KINDS = Kinds.TYPED;

    /// One component of each row of the table at [Shape].
    public record Sample(
            int number,
            @Wire(always = true) int count,
            @Nullable Integer pointer,
            boolean flag,
            String text,
            List<String> items,
            SortedMap<String, String> entries,
            @Wire(always = true) List<String> kept,
            Inner inner,
            @Nullable Inner maybe,
            @Wire(text = true) long revision,
            Json.Obj rest) {}

    /// A record inside a record.
    public record Inner(String name) {}

    private static String written(String json) {
        var shape = Shape.of(Sample.class);
        return shape.write(shape.read((Json.Obj) JsonText.read(json), "")).toString();
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {}                           | ,"inner":{},"kept":[]
                    {"number":0}                 | ,"inner":{},"kept":[]
                    {"number":5}                 | ,"inner":{},"kept":[],"number":5
                    {"pointer":0}                | ,"inner":{},"kept":[],"pointer":0
                    {"pointer":null}             | ,"inner":{},"kept":[]
                    {"flag":false,"text":""}     | ,"inner":{},"kept":[]
                    {"items":[],"entries":{}}    | ,"inner":{},"kept":[]
                    {"kept":null,"inner":null}   | ,"inner":{},"kept":[]
                    {"maybe":{}}                 | ,"inner":{},"kept":[],"maybe":{}
                    {"inner":{"name":"a"}}       | ,"inner":{"name":"a"},"kept":[]
                    {"revision":"7"}             | ,"inner":{},"kept":[],"revision":"7"
                    {"revision":""}              | ,"inner":{},"kept":[]
                    {"zebra":{},"ant":1.50}      | ,"inner":{},"kept":[],"zebra":{}
                    {"zebra":null}               | ,"inner":{},"kept":[]
                    """)
    void absentNullEmptyAndZeroStayApartWhereGoKeepsThemApart(String json, String expected) {
        String before = json.contains("ant") ? "\"ant\":1.50,\"count\":0" : "\"count\":0";
        assertThat(written(json)).isEqualTo("{" + before + expected + "}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"spec":{"containers":[{},{"ports":[{"containerPort":"x"}]}]}} | spec.containers[1].ports[0].containerPort: found "x", wanted int32
                    {"spec":{"containers":{}}}                 | spec.containers: found {}, wanted an array
                    {"spec":[]}                                | spec: found [], wanted an object
                    {"metadata":{"labels":{"a":1}}}            | metadata.labels.a: found 1, wanted string
                    {"metadata":{"resourceVersion":"-1"}}      | metadata.resourceVersion: found "-1", wanted a resourceVersion: a whole number in a string
                    {"metadata":{"creationTimestamp":"today"}} | metadata.creationTimestamp: found "today", wanted a time in RFC 3339
                    {"spec":{"containers":[null]}}             | spec.containers[0]: found null, wanted an object
                    """)
    void aValueOfTheWrongTypeIsNamedByItsPath(String json, String problem) {
        assertThatThrownBy(() -> Pod.KIND.read((Json.Obj) JsonText.read(json)))
                .isInstanceOf(Malformed.class)
                .hasMessage(problem);
    }

    @Test
    void aPathGivenByTheCallerComesFirst() {
        assertThatThrownBy(() ->
                        Shape.of(Meta.class)
                                .read((Json.Obj) JsonText.read("{\"name\":1}"), "metadata"))
                .hasMessage("metadata.name: found 1, wanted string");
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void everyKindReadsTheEmptyObject(Kind<?> kind) {
        Resource empty = kind.read(Json.Obj.EMPTY);

        assertThat(empty.meta()).isEqualTo(Meta.EMPTY);
        assertThat(empty.tree().text("kind")).isEqualTo(kind.name());
        assertThat(empty.tree().text("apiVersion")).isEqualTo(kind.apiVersion());
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void whatIsReadAndWrittenOnceStaysTheSameEverAfter(Kind<?> kind) {
        for (int seed = 0; seed < 300; seed++) {
            Json.Obj tree = new RandomTrees(seed).object(kind.type(), 0);
            Resource once = kind.read(tree);
            Json.Obj written = once.tree();

            assertThat(kind.read(written)).isEqualTo(once);
            assertThat(kind.read(written).tree()).isEqualTo(written);
            assertThat(JsonText.read(JsonText.bytes(written))).isEqualTo(written);
            assertThat(once.bytes()).isEqualTo(JsonText.bytes(written));
            assertContains(written, tree, kind.name());
        }
    }

    /// All that has a value is still there, unknown members included.
    private static void assertContains(Json written, Json given, String path) {
        if (given instanceof Json.Obj object && written instanceof Json.Obj kept) {
            object.forEach((name, value) -> {
                Json left = kept.get(name);
                if (left == null) {
                    assertThat(value.toString())
                            .as(path + "." + name)
                            .isIn("0", "false", "\"\"", "[]", "{}", "\"0\"");
                } else {
                    assertContains(left, value, path + "." + name);
                }
            });
        } else if (given instanceof Json.Arr array && written instanceof Json.Arr kept) {
            assertThat(kept.items()).as(path).hasSameSizeAs(array.items());
            for (int i = 0; i < array.items().size(); i++) {
                assertContains(kept.items().get(i), array.items().get(i), path + "[" + i + "]");
            }
        } else {
            assertThat(written).as(path).isEqualTo(given);
        }
    }
}
