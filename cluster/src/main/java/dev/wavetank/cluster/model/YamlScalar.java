package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.YearMonth;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a plain YAML scalar stands for, by the rules of Go's `goyaml.v2`.
sealed interface YamlScalar {
    Nothing NOTHING = new Nothing();

    /// `null`.
    record Nothing() implements YamlScalar {}

    /// True or false.
    record Truth(boolean value) implements YamlScalar {}

    /// A whole number that fits 64 bits, signed or not.
    record Whole(BigInteger value) implements YamlScalar {}

    /// Any other number.
    record Real(double value) implements YamlScalar {}

    /// A date or time: read as the string it is, but quoted when written.
    record Moment() implements YamlScalar {}

    /// A string.
    record Text() implements YamlScalar {}

    Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    Pattern TIME =
            Pattern.compile(
                    "([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
                            + "([Tt][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}([.,][0-9]+)?"
                            + "(Z|[-+][0-9]{2}:[0-9]{2})"
                            + "| [0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}([.,][0-9]+)?)?");
    Pattern BASE_60 = Pattern.compile("[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?");
    BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    BigInteger MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    static YamlScalar of(String plain) {
        YamlScalar word = word(plain);
        if (word != null) {
            return word;
        }
        char first = plain.charAt(0);
        if (first == '.') {
            Double real = DECIMAL.matcher(plain).matches() ? real(plain) : null;
            return real == null ? new Text() : new Real(real);
        }
        if (first != '+' && first != '-' && !isDigit(first)) {
            return new Text();
        }
        if (isTime(plain)) {
            return new Moment();
        }
        String digits = plain.replace("_", "");
        BigInteger whole = whole(digits);
        if (whole != null) {
            return new Whole(whole);
        }
        Double real = DECIMAL.matcher(digits).matches() ? real(digits) : null;
        return real == null ? new Text() : new Real(real);
    }

    /// {@return whether this text read back as plain YAML would be something else than a string}
    ///
    /// Base 60 numbers are none to Go's parser but to others; of those that no other would take for
    /// a number Java's matcher, which recurses, sees nothing.
    static boolean needsQuotes(String text) {
        return !(of(text) instanceof Text)
                || (text.length() <= 100 && BASE_60.matcher(text).matches());
    }

    private static @Nullable YamlScalar word(String plain) {
        return switch (plain) {
            case "", "~", "null", "Null", "NULL" -> NOTHING;
            case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON" ->
                    new Truth(true);
            case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF" ->
                    new Truth(false);
            case ".nan", ".NaN", ".NAN" -> new Real(Double.NaN);
            case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" ->
                    new Real(Double.POSITIVE_INFINITY);
            case "-.inf", "-.Inf", "-.INF" -> new Real(Double.NEGATIVE_INFINITY);
            default -> null;
        };
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// Go's integer literals: `0x`, `0b`, `0o`, and `0` before octal digits.
    private static @Nullable BigInteger whole(String text) {
        boolean signed = text.startsWith("+") || text.startsWith("-");
        String digits = (signed ? text.substring(1) : text).toLowerCase(Locale.ROOT);
        int base = 10;
        if (digits.length() > 2 && digits.startsWith("0x")) {
            base = 16;
        } else if (digits.length() > 2 && digits.startsWith("0b")) {
            base = 2;
        } else if (digits.length() > 2 && digits.startsWith("0o")) {
            base = 8;
        }
        if (base != 10) {
            digits = digits.substring(2);
        } else if (digits.length() > 1 && digits.startsWith("0")) {
            base = 8;
            digits = digits.substring(1);
        }
        // 64 bits are at most 64 digits; more zeros than that are not worth reading.
        if (digits.isEmpty() || digits.length() > 80 || !allDigits(digits, base)) {
            return null;
        }
        var value = new BigInteger(digits, base);
        value = text.startsWith("-") ? value.negate() : value;
        return value.compareTo(MIN) < 0 || value.compareTo(MAX) > 0 ? null : value;
    }

    private static boolean allDigits(String text, int base) {
        return text.chars().allMatch(c -> c < 128 && Character.digit(c, base) >= 0);
    }

    /// Null when it is beyond a double, which Go then takes for a string.
    private static @Nullable Double real(String text) {
        double value = Double.parseDouble(text);
        return Double.isInfinite(value) ? null : value;
    }

    private static boolean isTime(String text) {
        var time = TIME.matcher(text);
        if (!time.matches()) {
            return false;
        }
        int month = Integer.parseInt(time.group(2));
        int day = Integer.parseInt(time.group(3));
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(Integer.parseInt(time.group(1)), month).lengthOfMonth();
    }

    /// {@return the number as Go's `encoding/json` writes it}
    static String json(double value) {
        double size = Math.abs(value);
        return value == 0
                ? "0"
                : form(
                                new BigDecimal(Double.toString(value)).stripTrailingZeros(),
                                size >= 1e-6 && size < 1e21)
                        .replace("e-0", "e-");
    }

    /// {@return the number as Go's `%g` writes it, as YAML output has it}
    static String general(double value) {
        return general(value, Double.toString(value));
    }

    /// {@return the same to the precision of 32 bits, to which `sigs.k8s.io/yaml` cuts keys}
    static String key(double value) {
        return general(value, Float.toString((float) value));
    }

    private static String general(double value, String text) {
        if (Double.isNaN(value)) {
            return ".nan";
        } else if (text.endsWith("Infinity")) {
            return value > 0 ? ".inf" : "-.inf";
        }
        var exact = new BigDecimal(text).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        return exact.signum() == 0 ? "0" : form(exact, exponent >= -4 && exponent < 6);
    }

    private static String form(BigDecimal exact, boolean plain) {
        if (plain) {
            return exact.toPlainString();
        }
        String digits = exact.unscaledValue().abs().toString();
        int exponent = exact.precision() - exact.scale() - 1;
        return (exact.signum() < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }
}
