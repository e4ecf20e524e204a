package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// An amount of a resource as Kubernetes writes it: `250m`, `1.5`, `64Mi`, `1e3`.
///
/// Kept as written; two quantities are equal when their text is. Compare amounts with
/// [#compareTo(Quantity)].
///
/// @param text the amount as written
/// @param amount its exact value, in cores, bytes or pieces
public record Quantity(String text, BigDecimal amount) implements Comparable<Quantity> {
    private static final String BINARY = "KMGTPE";
    private static final String DECIMAL = "num kMGTPE";

    /// {@return the quantity in this text}
    ///
    /// @throws Malformed when it is none, in upstream's words
    public static Quantity of(String text) {
        BigDecimal amount = amount(text);
        if (amount == null) {
            throw new Malformed(
                    "quantities must match the regular expression"
                            + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
        }
        return new Quantity(text, amount);
    }

    static @Nullable Quantity read(Json json) {
        String text =
                switch (json) {
                    case Json.Text string -> string.value();
                    case Json.Num number -> number.literal();
                    case Json.Null _, Json.Bool _, Json.Arr _, Json.Obj _ -> "";
                };
        BigDecimal amount = amount(text);
        return amount == null ? null : new Quantity(text, amount);
    }

    private static @Nullable BigDecimal amount(String text) {
        int end = 0;
        while (end < text.length() && "+-.0123456789".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        String suffix = text.substring(end);
        // No real amount is longer, and BigDecimal would take any exponent.
        if (text.length() > 64) {
            return null;
        }
        try {
            var number = new BigDecimal(text.substring(0, end));
            if (suffix.isEmpty()) {
                return number;
            }
            if (suffix.length() > 1 && (suffix.charAt(0) == 'e' || suffix.charAt(0) == 'E')) {
                int exponent = Integer.parseInt(suffix.substring(1));
                return Math.abs(exponent) > 30 ? null : number.scaleByPowerOfTen(exponent);
            }
            if (suffix.length() == 2 && suffix.charAt(1) == 'i') {
                int power = BINARY.indexOf(suffix.charAt(0)) + 1;
                return power == 0 ? null : number.multiply(BigDecimal.valueOf(1L << (10 * power)));
            }
            int place = suffix.length() == 1 ? DECIMAL.indexOf(suffix.charAt(0)) : -1;
            return place < 0 || suffix.equals(" ")
                    ? null
                    : number.scaleByPowerOfTen(3 * (place - DECIMAL.indexOf(' ')));
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    public static Quantity millis(long millis) {
        return of(millis % 1000 == 0 ? Long.toString(millis / 1000) : millis + "m");
    }

    /// {@return the amount in thousandths, rounded up, as the scheduler counts CPU}
    public long millis() {
        return clamped(amount.movePointRight(3));
    }

    /// {@return the amount in whole units, rounded up, as the scheduler counts memory and pods}
    public long units() {
        return clamped(amount);
    }

    private static long clamped(BigDecimal value) {
        BigDecimal whole = value.setScale(0, RoundingMode.CEILING);
        BigDecimal max = BigDecimal.valueOf(Long.MAX_VALUE);
        return whole.min(max).max(max.negate()).longValueExact();
    }

    Json json() {
        return new Json.Text(text);
    }

    @Override
    public int compareTo(Quantity other) {
        return amount.compareTo(other.amount);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Quantity quantity && text.equals(quantity.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
