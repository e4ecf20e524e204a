package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Pattern;

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
    private static final Pattern FORM = Pattern.compile("[+-]?[0-9.]+[eEinumkKMGTP]*[-+]?[0-9]*");

    /// No real amount is longer, and BigDecimal would take any exponent.
    private static final int LENGTH_MAX = 64;

    private static final int EXPONENT_MAX = 30;
    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);

    /// {@return the quantity in this text}
    ///
    /// @throws Malformed when it is none, in upstream's words
    public static Quantity of(String text) {
        BigDecimal amount = amount(text);
        if (amount == null) {
            throw new Malformed(problem(text));
        }
        return new Quantity(text, amount);
    }

    /// {@return what is wrong with a text that is no quantity, as upstream tells it}
    private static String problem(String text) {
        if (text.length() > LENGTH_MAX || !FORM.matcher(text).matches()) {
            return "quantities must match the regular expression"
                    + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
        }
        return text.indexOf('.') != text.lastIndexOf('.') || !hasDigit(text)
                ? "unable to parse numeric part of quantity"
                : "unable to parse quantity's suffix";
    }

    private static boolean hasDigit(String text) {
        return text.chars().anyMatch(c -> c >= '0' && c <= '9');
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
        BigDecimal plain = plain(text);
        if (plain != null) {
            return plain;
        }
        int end = 0;
        while (end < text.length() && "+-.0123456789".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        String suffix = text.substring(end);
        if (text.length() > LENGTH_MAX) {
            return null;
        }
        try {
            var number = new BigDecimal(text.substring(0, end));
            if (suffix.isEmpty()) {
                return number;
            }
            if (suffix.length() > 1 && (suffix.charAt(0) == 'e' || suffix.charAt(0) == 'E')) {
                int exponent = Integer.parseInt(suffix.substring(1));
                return Math.abs(exponent) > EXPONENT_MAX
                        ? null
                        : number.scaleByPowerOfTen(exponent);
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

    /// The forms that nearly all quantities have, up to nine digits and one of the suffixes of
    /// cores and bytes, read without text handling; null is any other.
    private static @Nullable BigDecimal plain(String text) {
        int digits = 0;
        long number = 0;
        while (digits < text.length() && digits < 10) {
            int digit = text.charAt(digits) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = number * 10 + digit;
            digits++;
        }
        if (digits == 0 || digits == 10) {
            return null;
        }
        return switch (text.length() - digits) {
            case 0 -> BigDecimal.valueOf(number);
            case 1 -> text.charAt(digits) == 'm' ? BigDecimal.valueOf(number, 3) : null;
            case 2 -> {
                // Nine digits are 30 bits, so 30 more still fit.
                int power = BINARY.indexOf(text.charAt(digits)) + 1;
                yield text.charAt(digits + 1) == 'i' && power > 0 && power <= 3
                        ? BigDecimal.valueOf(number << (10 * power))
                        : null;
            }
            default -> null;
        };
    }

    /// {@return this many bytes, in the canonical form: `1536Mi`, `2Gi`, `1000`}
    public static Quantity ofBytes(long bytes) {
        return binary(BigDecimal.valueOf(bytes));
    }

    /// {@return the sum, in the canonical form of this one's unit}
    ///
    /// Of zero and another it is the other's unit, so a sum can start at any zero.
    public Quantity plus(Quantity other) {
        Quantity unit = amount.signum() == 0 ? other : this;
        return unit.withAmount(amount.add(other.amount));
    }

    /// {@return the difference, in the canonical form of this one's unit}
    public Quantity minus(Quantity other) {
        Quantity unit = amount.signum() == 0 ? other : this;
        return unit.withAmount(amount.subtract(other.amount));
    }

    /// {@return the same amount as upstream's server prints it: `0.5` is `500m`, `1024Mi` is `1Gi`}
    public Quantity canonical() {
        return withAmount(amount);
    }

    private Quantity withAmount(BigDecimal changed) {
        if (text.endsWith("i")) {
            return binary(changed);
        }
        int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
        return exponent >= 0 && exponent < text.length() - 1
                ? decimal(changed, true)
                : decimal(changed, false);
    }

    /// Below 1,024, or with a fraction, upstream prints binary amounts as decimal ones.
    private static Quantity binary(BigDecimal amount) {
        BigDecimal whole = amount.setScale(0, RoundingMode.UP);
        if (amount.abs().compareTo(KIBI) < 0 || amount.compareTo(whole) != 0) {
            return decimal(amount, false);
        }
        BigInteger left = whole.toBigIntegerExact();
        int power = 0;
        while (power < BINARY.length() && left.getLowestSetBit() >= 10 && left.signum() != 0) {
            left = left.shiftRight(10);
            power++;
        }
        return of(left + (power == 0 ? "" : BINARY.charAt(power - 1) + "i"));
    }

    /// The whole number with the largest exponent divisible by three that leaves no fraction; below
    /// a billionth upstream rounds up.
    private static Quantity decimal(BigDecimal amount, boolean scientific) {
        BigDecimal exact =
                amount.setScale(Math.min(amount.scale(), 9), RoundingMode.UP).stripTrailingZeros();
        if (exact.signum() == 0) {
            return of("0");
        }
        int exponent = Math.floorDiv(-exact.scale(), 3) * 3;
        int largest = scientific ? EXPONENT_MAX : 18;
        exponent = Math.min(exponent, largest);
        BigInteger digits = exact.scaleByPowerOfTen(-exponent).toBigIntegerExact();
        if (exponent == 0) {
            return of(digits.toString());
        }
        return of(
                scientific
                        ? digits + "e" + exponent
                        : digits + DECIMAL.substring(exponent / 3 + 3, exponent / 3 + 4));
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
        if (value.scale() <= 0 && value.precision() - value.scale() <= 18) {
            return value.longValue();
        }
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
