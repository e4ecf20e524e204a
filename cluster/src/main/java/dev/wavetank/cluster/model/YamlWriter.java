package dev.wavetank.cluster.model;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/// Lays a value out in block style: two spaces a level, lists not indented below their key.
final class YamlWriter {
    private static final int STEP = 2;

    /// Longer keys, in bytes, are written after `?`.
    private static final int SIMPLE_KEY_MAX = 128;

    private static final Comparator<String> NATURAL = YamlKeyOrder::compare;

    private final YamlText out = new YamlText();

    String document(Json value) {
        node(value, 0, true);
        return out.finish();
    }

    /// @param indent the column of the members or items of this value
    /// @param fresh whether the current line may hold the first of them, after `-` or `:`
    private void node(Json value, int indent, boolean fresh) {
        switch (value) {
            case Json.Obj object when !object.isEmpty() -> mapping(object, indent, fresh);
            case Json.Arr array when !array.items().isEmpty() -> sequence(array, indent, fresh);
            case Json.Obj _ -> out.word("{}");
            case Json.Arr _ -> out.word("[]");
            case Json.Text text -> out.scalar(text.value(), Math.max(indent, STEP), false);
            case Json.Num number -> out.word(number(number.literal()));
            case Json.Bool bool -> out.word(bool.toString());
            case Json.Null _ -> out.word("null");
        }
    }

    private static String number(String literal) {
        return switch (YamlScalar.of(literal)) {
            case YamlScalar.Whole whole -> whole.value().toString();
            case YamlScalar.Real real -> YamlScalar.general(real.value());
            case YamlScalar.Nothing _, YamlScalar.Truth _, YamlScalar.Moment _, YamlScalar.Text _ ->
                    literal;
        };
    }

    private void mapping(Json.Obj object, int indent, boolean fresh) {
        Map<String, Json> members = new TreeMap<>(NATURAL);
        object.forEach(members::put);
        boolean here = fresh;
        for (var member : members.entrySet()) {
            out.line(indent, here);
            here = false;
            if (isSimple(member.getKey())) {
                out.scalar(member.getKey(), indent + STEP, true);
                out.colon();
                value(member.getValue(), indent);
            } else {
                out.word("?");
                out.scalar(member.getKey(), indent + STEP, false);
                out.line(indent, false);
                out.colon();
                node(member.getValue(), indent + STEP, true);
            }
        }
    }

    private static boolean isSimple(String key) {
        return key.indexOf('\n') < 0
                && key.getBytes(StandardCharsets.UTF_8).length <= SIMPLE_KEY_MAX;
    }

    private void value(Json value, int indent) {
        boolean list = value instanceof Json.Arr array && !array.items().isEmpty();
        node(value, list ? indent : indent + STEP, false);
    }

    private void sequence(Json.Arr array, int indent, boolean fresh) {
        boolean here = fresh;
        for (Json item : array.items()) {
            out.line(indent, here);
            here = false;
            out.word("-");
            node(item, indent + STEP, true);
        }
    }
}
