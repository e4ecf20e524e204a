package dev.wavetank.apiserver.decoding;

import dev.wavetank.apiserver.contract.Shape;
import dev.wavetank.apiserver.decoding.TypeCheck.Mismatch;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Quantity;
import dev.wavetank.cluster.model.Timestamps;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Reads values without parts as Go reads them.
final class Scalars {
    /// What Go's layout of RFC 3339 looks like in its messages.
    private static final String LAYOUT = "2006-01-02T15:04:05Z07:00";

    private Scalars() {}

    static Json read(Json value, Shape.Scalar scalar, Mismatch problem) {
        return switch (scalar) {
            case ANY -> value;
            case STRING -> {
                if (!(value instanceof Json.Text)) {
                    throw problem.wrong(value);
                }
                yield value;
            }
            case BOOLEAN -> {
                if (!(value instanceof Json.Bool)) {
                    throw problem.wrong(value);
                }
                yield value;
            }
            case INT32 -> whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE, problem);
            case INT64 -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE, problem);
            case DOUBLE -> {
                if (!(value instanceof Json.Num)) {
                    throw problem.wrong(value);
                }
                yield value;
            }
            case BYTE -> base64(value, problem);
            case DATE_TIME, MICRO_TIME -> time(value, problem);
            case INT_OR_STRING ->
                    value instanceof Json.Text
                            ? value
                            : whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE, problem);
            case QUANTITY -> quantity(value);
        };
    }

    static Json zero(Shape.Scalar scalar) {
        return switch (scalar) {
            case ANY, DATE_TIME, MICRO_TIME -> Json.NULL;
            case BOOLEAN -> new Json.Bool(false);
            case DOUBLE, INT32, INT64, INT_OR_STRING -> Json.Num.of(0);
            case BYTE, STRING -> new Json.Text("");
            case QUANTITY -> new Json.Text("0");
        };
    }

    private static Json whole(Json value, long least, long most, Mismatch problem) {
        if (!(value instanceof Json.Num number)) {
            throw problem.wrong(value);
        }
        Long whole = number.whole();
        if (whole == null || whole < least || whole > most) {
            throw problem.wrong("number " + number.literal());
        }
        return value;
    }

    /// Line ends are skipped, as Go does, and not kept.
    private static Json base64(Json value, Mismatch problem) {
        if (!(value instanceof Json.Text text)) {
            throw problem.wrong(value);
        }
        String plain = text.value().replace("\r", "").replace("\n", "");
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            boolean padding = c == '=' && i >= plain.length() - 2;
            if (!padding && !(c < 128 && Character.isLetterOrDigit(c)) && c != '+' && c != '/') {
                throw new Malformed("illegal base64 data at input byte " + i);
            }
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(plain.getBytes(StandardCharsets.US_ASCII));
            if (plain.length() % 4 != 0) {
                throw new IllegalArgumentException("not padded");
            }
            return new Json.Text(Base64.getEncoder().encodeToString(bytes));
        } catch (IllegalArgumentException cutOff) {
            throw new Malformed("illegal base64 data at input byte " + plain.length() / 4 * 4);
        }
    }

    private static Json time(Json value, Mismatch problem) {
        if (!(value instanceof Json.Text text)) {
            throw problem.wrong(value);
        }
        if (Timestamps.read(text.value()) == null) {
            throw new Malformed(
                    "parsing time "
                            + value
                            + " as \""
                            + LAYOUT
                            + "\": cannot parse "
                            + value
                            + " as \"2006\"");
        }
        return value;
    }

    /// A quantity may be written as a number and is a string from then on, in its canonical form:
    /// so upstream's server answers, whatever the client wrote.
    private static Json quantity(Json value) {
        return new Json.Text(
                Quantity.of(
                                switch (value) {
                                    case Json.Text text -> text.value();
                                    case Json.Num number -> number.literal();
                                    case Json.Null _, Json.Bool _, Json.Arr _, Json.Obj _ -> "?";
                                })
                        .canonical()
                        .text());
    }
}
