package dev.wavetank.apiserver.patches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wavetank.cluster.model.Yaml;

import org.junit.jupiter.api.Test;

/// The cases are those of RFC 6902, appendix A.
class JsonPatchTest {
    private static String apply(String target, String operations) {
        return JsonPatch.apply(Yaml.read(target), Yaml.read(operations)).toString();
    }

    @Test
    void membersAndItemsAreAdded() {
        assertThat(apply("{foo: bar}", "[{op: add, path: /baz, value: qux}]"))
                .isEqualTo("{\"baz\":\"qux\",\"foo\":\"bar\"}");
        assertThat(apply("{foo: [a, c]}", "[{op: add, path: /foo/1, value: b}]"))
                .isEqualTo("{\"foo\":[\"a\",\"b\",\"c\"]}");
        assertThat(apply("{foo: [a]}", "[{op: add, path: /foo/-, value: [b]}]"))
                .isEqualTo("{\"foo\":[\"a\",[\"b\"]]}");
    }

    @Test
    void membersAndItemsAreRemovedAndReplaced() {
        assertThat(apply("{foo: [a, b]}", "[{op: remove, path: /foo/0}]"))
                .isEqualTo("{\"foo\":[\"b\"]}");
        assertThat(
                        apply(
                                "{a/b: 1, m~n: 2}",
                                "[{op: replace, path: /a~1b, value: 3}, {op: remove, path:"
                                        + " /m~0n}]"))
                .isEqualTo("{\"a/b\":3}");
    }

    @Test
    void valuesMoveAndAreCopied() {
        assertThat(apply("{a: {b: 1}, c: {}}", "[{op: move, from: /a/b, path: /c/d}]"))
                .isEqualTo("{\"a\":{},\"c\":{\"d\":1}}");
        assertThat(apply("{a: [1, 2]}", "[{op: copy, from: /a/1, path: /a/0}]"))
                .isEqualTo("{\"a\":[2,1,2]}");
    }

    @Test
    void whatIsNotThereTestsAsNull() {
        assertThat(apply("{a: 1}", "[{op: test, path: /b, value: null}]")).isEqualTo("{\"a\":1}");
    }

    @Test
    void aTestThatFailsStopsIt() {
        assertThatThrownBy(() -> apply("{a: 1}", "[{op: test, path: /a, value: 2}]"))
                .isInstanceOf(PatchFailure.class)
                .hasMessage("testing value /a failed");
    }

    @Test
    void aPathThatLeadsNowhereStopsIt() {
        for (String operation :
                new String[] {
                    "{op: add, path: /a/b, value: 1}",
                    "{op: remove, path: /x}",
                    "{op: replace, path: /x, value: 1}",
                    "{op: move, from: /x, path: /y}",
                    "{op: add, path: /list/9, value: 1}",
                    "{op: remove, path: /list/01}"
                }) {
            assertThatThrownBy(() -> apply("{list: [1]}", "[" + operation + "]"))
                    .as(operation)
                    .isInstanceOf(PatchFailure.class);
        }
    }
}
