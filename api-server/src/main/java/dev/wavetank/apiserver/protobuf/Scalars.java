package dev.wavetank.apiserver.protobuf;

import dev.wavetank.apiserver.contract.Shape;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.JsonText;
import dev.wavetank.cluster.model.Malformed;
import dev.wavetank.cluster.model.Timestamps;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;

/// Reads values without parts. Some of them travel as messages of their own.
final class Scalars {
    private static final int LAST_YEAR = 9999;

    private Scalars() {}

    /// {@return the value in this field; null when the field is there and its value is not, as of a
    /// time that was never set}
    static @Nullable Json read(Wire wire, Shape.Scalar scalar, String name) {
        return switch (scalar) {
            case ANY -> any(wire.message(name), name);
            case BOOLEAN, INT32, INT64 -> number(wire.whole(name), scalar);
            case BYTE -> new Json.Text(Base64.getEncoder().encodeToString(wire.bytes(name)));
            case DATE_TIME -> time(wire.message(name), name, false);
            case DOUBLE -> floating(wire.floating(name), name);
            case INT_OR_STRING -> intOrString(wire.message(name), name);
            case MICRO_TIME -> time(wire.message(name), name, true);
            case QUANTITY -> quantity(wire.message(name), name);
            case STRING -> new Json.Text(wire.text(name));
        };
    }

    /// {@return whether values of this shape are whole numbers, of which one field may hold many}
    static boolean isNumber(Shape shape) {
        return shape == Shape.Scalar.BOOLEAN
                || shape == Shape.Scalar.INT32
                || shape == Shape.Scalar.INT64;
    }

    static Json number(long bits, Shape shape) {
        if (shape == Shape.Scalar.BOOLEAN) {
            return new Json.Bool(bits != 0);
        }
        return Json.Num.of(shape == Shape.Scalar.INT32 ? (int) bits : bits);
    }

    /// {@return whether this is the value of a Go variable that was never set}
    static boolean isZero(Json value) {
        return switch (value) {
            case Json.Null _ -> true;
            case Json.Bool(var bool) -> !bool;
            case Json.Num(var literal) -> literal.equals("0");
            case Json.Text(var text) -> text.isEmpty();
            case Json.Arr _, Json.Obj _ -> false;
        };
    }

    private static @Nullable Json any(Wire message, String name) {
        Json value = null;
        while (message.next()) {
            if (message.number() == 1) {
                byte[] raw = message.bytes(name);
                value = raw.length == 0 ? null : JsonText.read(raw);
            }
        }
        return value;
    }

    private static @Nullable Json time(Wire message, String name, boolean micros) {
        long seconds = 0;
        long nanos = 0;
        boolean set = false;
        while (message.next()) {
            set = true;
            switch (message.number()) {
                case 1 -> seconds = message.whole(name);
                case 2 -> nanos = message.whole(name);
                default -> {}
            }
        }
        if (!set) {
            return null;
        }
        try {
            var time = Instant.ofEpochSecond(seconds, nanos);
            int year = time.atOffset(ZoneOffset.UTC).getYear();
            if (year < 0 || year > LAST_YEAR) {
                throw new DateTimeException("year " + year);
            }
            return new Json.Text(micros ? Timestamps.micros(time) : Timestamps.seconds(time));
        } catch (DateTimeException | ArithmeticException beyond) {
            throw new Malformed(name + ": year outside of range [0," + LAST_YEAR + "]");
        }
    }

    private static Json floating(double value, String name) {
        if (!Double.isFinite(value)) {
            throw new Malformed(name + ": unsupported value " + value);
        }
        var decimal = BigDecimal.valueOf(value).stripTrailingZeros();
        return new Json.Num(
                Math.abs(decimal.scale()) < 21 ? decimal.toPlainString() : decimal.toString());
    }

    private static Json intOrString(Wire message, String name) {
        boolean string = false;
        Json number = Json.Num.of(0);
        String text = "";
        while (message.next()) {
            switch (message.number()) {
                case 1 -> string = message.whole(name) == 1;
                case 2 -> number = number(message.whole(name), Shape.Scalar.INT32);
                case 3 -> text = message.text(name);
                default -> {}
            }
        }
        return string ? new Json.Text(text) : number;
    }

    private static Json quantity(Wire message, String name) {
        String text = "";
        while (message.next()) {
            if (message.number() == 1) {
                text = message.text(name);
            }
        }
        return new Json.Text(text.isEmpty() ? "0" : text);
    }
}
