package dev.wavetank.cluster.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;

final class QuantityTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "0, 0, 0",
        "100m, 0.1, 100m",
        "1, 1, 1",
        "1500m, 1.5, 1500m",
        "1000m, 1, 1",
        "0.5, 0.5, 500m",
        "1.5Gi, 1610612736, 1536Mi",
        "1024Mi, 1073741824, 1Gi",
        "128Mi, 134217728, 128Mi",
        "999999999Gi, 1073741822926258176, 999999999Gi",
        "512Ki, 524288, 512Ki",
        "1Ti, 1099511627776, 1Ti",
        "0.1Mi, 104857.6, 104857600m",
        "0.5Ki, 512, 512",
        "1k, 1000, 1k",
        "2M, 2000000, 2M",
        "1500, 1500, 1500",
        "1000, 1000, 1k",
        "12345678901, 12345678901, 12345678901",
        "1e3, 1000, 1e3",
        "15E2, 1500, 1500",
        "1E, 1000000000000000000, 1E",
        "5n, 0.000000005, 5n",
        "0.1n, 0.0000000001, 1n",
        "1u, 0.000001, 1u",
        ".5, 0.5, 500m",
        "1., 1, 1",
        "-1500m, -1.5, -1500m",
        "+1, 1, 1",
    })
    void aQuantityHasAnExactAmountAndACanonicalForm(String text, BigDecimal amount, String form) {
        var quantity = Quantity.of(text);

        assertThat(quantity.amount()).isEqualByComparingTo(amount);
        assertThat(quantity).hasToString(text);
        assertThat(quantity.canonical()).hasToString(form);
        assertThat(quantity.canonical().canonical()).isEqualTo(quantity.canonical());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'', quantities must match",
        "abc, quantities must match",
        "1x, quantities must match",
        "1 Gi, quantities must match",
        "1Gix, quantities must match",
        "1K, unable to parse quantity's suffix",
        "1mm, unable to parse quantity's suffix",
        "1ki, unable to parse quantity's suffix",
        "1e99, unable to parse quantity's suffix",
        "1.2.3, unable to parse numeric part",
        "., unable to parse numeric part",
    })
    void whatIsNoQuantityIsToldInUpstreamsWords(String text, String problem) {
        assertThatThrownBy(() -> Quantity.of(text))
                .isInstanceOf(Malformed.class)
                .hasMessageStartingWith(problem);
    }

    @Test
    void sumsKeepTheUnitOfTheFirst() {
        assertThat(Quantity.of("100m").plus(Quantity.of("1"))).hasToString("1100m");
        assertThat(Quantity.of("500m").plus(Quantity.of("0.5"))).hasToString("1");
        assertThat(Quantity.of("128Mi").plus(Quantity.of("1Gi"))).hasToString("1152Mi");
        assertThat(Quantity.of("0").plus(Quantity.of("1Gi"))).hasToString("1Gi");
        assertThat(Quantity.of("1Gi").minus(Quantity.of("512Mi"))).hasToString("512Mi");
        assertThat(Quantity.of("1Gi").minus(Quantity.of("1Gi"))).hasToString("0");
        assertThat(Quantity.ofBytes(3L << 29)).hasToString("1536Mi");
        assertThat(Quantity.ofBytes(1000)).hasToString("1k");
        assertThat(Quantity.millis(1500)).hasToString("1500m");
        assertThat(Quantity.millis(2000)).hasToString("2");
    }

    @Test
    void countsAreRoundedUpAndClamped() {
        assertThat(Quantity.of("1.5").units()).isEqualTo(2);
        assertThat(Quantity.of("1u").millis()).isEqualTo(1);
        assertThat(Quantity.of("2").millis()).isEqualTo(2000);
        assertThat(Quantity.of("1e30").units()).isEqualTo(Long.MAX_VALUE);
        assertThat(Quantity.of("9223372036854775807").units()).isEqualTo(Long.MAX_VALUE);
        assertThat(Quantity.of("8Gi").units()).isEqualTo(8L << 30);
    }

    @Test
    void amountsAreComparedAndTextsAreEqual() {
        assertThat(Quantity.of("1000m")).isEqualByComparingTo(Quantity.of("1"));
        assertThat(Quantity.of("1000m")).isNotEqualTo(Quantity.of("1"));
        assertThat(Quantity.of("1Gi")).isGreaterThan(Quantity.of("1G"));
    }
}
