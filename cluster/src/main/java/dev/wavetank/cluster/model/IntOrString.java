package dev.wavetank.cluster.model;

import org.jspecify.annotations.Nullable;

/// A whole number or a string: a port or its name, a count or a percentage.
///
/// @param number the number, or null when it is a string
/// @param text the string, or "" when it is a number
public record IntOrString(@Nullable Integer number, String text) {
    public static IntOrString of(int number) {
        return new IntOrString(number, "");
    }

    public static IntOrString of(String text) {
        return new IntOrString(null, text);
    }

    static @Nullable IntOrString read(Json json) {
        return switch (json) {
            case Json.Text string -> of(string.value());
            case Json.Num number -> {
                Long whole = number.whole();
                yield whole == null || whole != whole.intValue() ? null : of(whole.intValue());
            }
            case Json.Null _, Json.Bool _, Json.Arr _, Json.Obj _ -> null;
        };
    }

    Json json() {
        return number == null ? new Json.Text(text) : Json.Num.of(number);
    }

    /// {@return this number, or this percentage of a total}
    ///
    /// @param roundUp as `maxSurge` is; `maxUnavailable` is rounded down
    /// @throws Malformed when the string is no percentage
    public int of(int total, boolean roundUp) {
        if (number != null) {
            return number;
        }
        try {
            if (text.endsWith("%")) {
                long percent = Long.parseLong(text.substring(0, text.length() - 1));
                long hundredths = percent * total;
                return Math.toIntExact(
                        roundUp ? Math.ceilDiv(hundredths, 100) : Math.floorDiv(hundredths, 100));
            }
        } catch (NumberFormatException | ArithmeticException notPercent) {
            throw new Malformed("invalid value for IntOrString: \"" + text + "\"");
        }
        throw new Malformed("invalid value for IntOrString: \"" + text + "\"");
    }

    @Override
    public String toString() {
        return number == null ? text : number.toString();
    }
}
