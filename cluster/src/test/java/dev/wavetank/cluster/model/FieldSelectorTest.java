package dev.wavetank.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

final class FieldSelectorTest {
    private static final SortedSet<String> FIELDS =
            new TreeSet<>(
                    List.of(
                            "metadata.name",
                            "status.phase",
                            "spec.unschedulable",
                            "spec.priority",
                            "spec.nodeName"));

    private static final Pod POD =
            Pod.KIND.read(
                    (Json.Obj)
                            Yaml.read(
                                    """
                                    metadata: {name: web}
                                    spec: {priority: 7}
                                    status: {phase: Running}
                                    """));

    private static String field(String label) {
        if (!FIELDS.contains(label)) {
            throw new Malformed("field label not supported: " + label);
        }
        return label;
    }

    private static boolean selects(String selector) {
        return FieldSelector.parse(selector, FieldSelectorTest::field).selects(POD);
    }

    @Test
    void allTermsMustHold() {
        assertThat(selects("")).isTrue();
        assertThat(selects("metadata.name=web,status.phase==Running")).isTrue();
        assertThat(selects("metadata.name=web,status.phase!=Running")).isFalse();
        assertThat(selects("metadata.name=other")).isFalse();
    }

    @Test
    void anAbsentFieldIsEmptyAndAnAbsentBooleanFalse() {
        assertThat(selects("spec.nodeName=")).isTrue();
        assertThat(selects("spec.nodeName!=node-1")).isTrue();
        assertThat(selects("spec.unschedulable=false")).isTrue();
        assertThat(selects("spec.unschedulable!=true,spec.priority=7")).isTrue();
    }

    @Test
    void aFieldThatIsFixedCanBeLookedUp() {
        var selector =
                FieldSelector.parse(
                        "spec.nodeName=node-1,metadata.name!=web", FieldSelectorTest::field);

        assertThat(selector.exactly("spec.nodeName")).isEqualTo("node-1");
        assertThat(selector.exactly("metadata.name")).isEmpty();
    }

    @Test
    void commasAndEqualsSignsInAValueAreEscaped() {
        var term =
                FieldSelector.parse("metadata.name=a\\,b\\=c\\\\", FieldSelectorTest::field)
                        .terms()
                        .getFirst();

        assertThat(term.value()).isEqualTo("a,b=c\\");
        assertThatThrownBy(() -> selects("metadata.name=a=b"))
                .hasMessage("invalid field selector: unescaped character in value: 61");
        assertThatThrownBy(() -> selects("metadata.name=a\\b"))
                .hasMessage("invalid field selector: invalid escape sequence: \\b");
    }

    @Test
    void unknownFieldsAndBrokenTermsAreRefusedInUpstreamsWords() {
        assertThatThrownBy(() -> FieldSelector.parse("spec.colour=red", FieldSelectorTest::field))
                .isInstanceOf(Malformed.class)
                .hasMessage("field label not supported: spec.colour");
        assertThatThrownBy(() -> FieldSelector.parse("metadata.name", FieldSelectorTest::field))
                .isInstanceOf(Malformed.class)
                .hasMessage("invalid selector: 'metadata.name'; can't understand 'metadata.name'");
    }
}
