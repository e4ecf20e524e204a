package dev.wavetank.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "a-1", "example.com", "0", "1.2.3"})
    void subdomainsAreLowerCaseLettersDigitsDashesAndDots(String name) {
        assertThat(Names.subdomain(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "-a", "a-", "a..b", "a_b", ".a", "a.", "a\n", "é"})
    void whatIsNoSubdomainIsToldInUpstreamsWords(String name) {
        assertThat(Names.subdomain(name))
                .containsExactly(
                        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric"
                            + " characters, '-' or '.', and must start and end with an alphanumeric"
                            + " character (e.g. 'example.com', regex used for validation is"
                            + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')");
    }

    @Test
    void lengthIsCountedInBytes() {
        assertThat(Names.subdomain("a".repeat(253))).isEmpty();
        assertThat(Names.subdomain("a".repeat(254)))
                .containsExactly("must be no more than 253 bytes");
        assertThat(Names.label("a".repeat(63))).isEmpty();
        assertThat(Names.label("a".repeat(64))).containsExactly("must be no more than 63 bytes");
        assertThat(Names.labelValue("é".repeat(32))).hasSize(2);
    }

    @Test
    void aNameOfAnyLengthIsLookedAt() {
        assertThat(Names.subdomain("a" + ".a".repeat(1_000_000)))
                .containsExactly("must be no more than 253 bytes");
    }

    @Test
    void aLabelHasNoDots() {
        assertThat(Names.label("a.b")).containsExactly("must not contain dots");
        assertThat(Names.label("a_b"))
                .containsExactly(
                        "a lowercase RFC 1123 label must consist of lower case alphanumeric"
                            + " characters or '-', and must start and end with an alphanumeric"
                            + " character (e.g. 'my-name',  or '123-abc', regex used for validation"
                            + " is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')");
    }

    @Test
    void aServiceNameStartsWithALetter() {
        assertThat(Names.serviceLabel("a1")).isEmpty();
        assertThat(Names.serviceLabel("1a"))
                .singleElement()
                .asString()
                .startsWith("a DNS-1035 label must consist of");
    }

    @Test
    void aLabelKeyMayHaveAPrefix() {
        assertThat(Names.qualified("app.kubernetes.io/Name_1")).isEmpty();
        assertThat(Names.qualified("/a")).containsExactly("prefix part must be non-empty");
        assertThat(Names.qualified("A/a"))
                .singleElement()
                .asString()
                .startsWith("prefix part a lowercase RFC 1123 subdomain");
        assertThat(Names.qualified("")).hasSize(2).first().isEqualTo("name part must be non-empty");
        assertThat(Names.qualified("a/b/c"))
                .singleElement()
                .asString()
                .startsWith("a valid label key must consist of")
                .endsWith(
                        " with an optional DNS subdomain prefix and '/' (e.g."
                                + " 'example.com/MyName')");
        assertThat(Names.qualified("x".repeat(64)))
                .containsExactly("name part must be no more than 63 bytes");
    }

    @Test
    void aLabelValueMayBeEmpty() {
        assertThat(Names.labelValue("")).isEmpty();
        assertThat(Names.labelValue("My_value.1")).isEmpty();
        assertThat(Names.labelValue("a b")).hasSize(1);
        assertThat(Names.labelValue("-a")).hasSize(1);
    }

    @Test
    void aConfigKeyIsTheNameOfAFile() {
        assertThat(Names.configKey("KEY_name-1.txt")).isEmpty();
        assertThat(Names.configKey("..")).containsExactly("must not be '..'");
        assertThat(Names.configKey("..a")).containsExactly("must not start with '..'");
        assertThat(Names.configKey("a/b")).hasSize(1);
    }

    @Test
    void aPortNameHasALetterAndAtMostFifteenCharacters() {
        assertThat(Names.port("http-8080")).isEmpty();
        assertThat(Names.port("8080")).containsExactly("must contain at least one letter (a-z)");
        assertThat(Names.port("a--b")).containsExactly("must not contain consecutive hyphens");
        assertThat(Names.port("a-")).containsExactly("must not begin or end with a hyphen");
        assertThat(Names.port("a".repeat(16))).containsExactly("must be no more than 15 bytes");
    }
}
