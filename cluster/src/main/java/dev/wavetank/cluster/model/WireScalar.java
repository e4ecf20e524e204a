package dev.wavetank.cluster.model;

import com.fasterxml.jackson.core.JsonGenerator;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;

/// A value of one token.
record WireScalar(Of of, @Nullable Object absent) implements WireType {
    enum Of {
        TEXT("string"),
        BOOL("boolean"),
        INT("int32"),
        LONG("int64"),
        REVISION("a resourceVersion: a whole number in a string"),
        INT_OR_STRING("int or string"),
        QUANTITY("a quantity such as 500m or 64Mi"),
        TIME("a time in RFC 3339"),
        MICRO_TIME("a time in RFC 3339");

        final String wanted;

        Of(String wanted) {
            this.wanted = wanted;
        }
    }

    static @Nullable WireScalar of(Class<?> type) {
        if (type == String.class) {
            return new WireScalar(Of.TEXT, "");
        } else if (type == boolean.class || type == Boolean.class) {
            return new WireScalar(Of.BOOL, false);
        } else if (type == int.class || type == Integer.class) {
            return new WireScalar(Of.INT, 0);
        } else if (type == long.class || type == Long.class) {
            return new WireScalar(Of.LONG, 0L);
        } else if (type == IntOrString.class) {
            return new WireScalar(Of.INT_OR_STRING, null);
        } else if (type == Quantity.class) {
            return new WireScalar(Of.QUANTITY, null);
        } else if (type == Instant.class) {
            return new WireScalar(Of.TIME, null);
        } else if (type == MicroTime.class) {
            return new WireScalar(Of.MICRO_TIME, null);
        }
        return null;
    }

    @Override
    public Object read(Json json) {
        Object value = value(json);
        if (value == null) {
            throw new Malformed(": found " + json + ", wanted " + of.wanted);
        }
        return value;
    }

    private @Nullable Object value(Json json) {
        Long whole = json instanceof Json.Num number ? number.whole() : null;
        String text = json instanceof Json.Text string ? string.value() : null;
        return switch (of) {
            case TEXT -> text;
            case BOOL -> json instanceof Json.Bool bool ? bool.value() : null;
            case INT -> whole == null || whole != whole.intValue() ? null : whole.intValue();
            case LONG -> whole;
            case REVISION -> text == null ? null : revision(text);
            case INT_OR_STRING -> IntOrString.read(json);
            case QUANTITY -> Quantity.read(json);
            case TIME -> text == null ? null : Timestamps.read(text);
            case MICRO_TIME -> {
                Instant instant = text == null ? null : Timestamps.read(text);
                yield instant == null ? null : new MicroTime(instant);
            }
        };
    }

    private static @Nullable Long revision(String text) {
        if (text.isEmpty()) {
            return 0L;
        }
        Long revision = new Json.Num(text).whole();
        return revision == null || revision < 0 ? null : revision;
    }

    @Override
    public boolean leftOut(Object value) {
        return value.equals(absent);
    }

    @Override
    public Json form(Object value) {
        return switch (of) {
            case TEXT -> new Json.Text((String) value);
            case REVISION -> new Json.Text(value.toString());
            case BOOL -> new Json.Bool((Boolean) value);
            case INT, LONG -> new Json.Num(value.toString());
            case INT_OR_STRING -> ((IntOrString) value).json();
            case QUANTITY -> ((Quantity) value).json();
            case TIME -> new Json.Text(Timestamps.seconds((Instant) value));
            case MICRO_TIME -> new Json.Text(Timestamps.micros(((MicroTime) value).instant()));
        };
    }

    @Override
    public void text(Object value, JsonGenerator out) throws IOException {
        switch (of) {
            case TEXT -> out.writeString((String) value);
            case BOOL -> out.writeBoolean((Boolean) value);
            case INT -> out.writeNumber((Integer) value);
            case LONG -> out.writeNumber((Long) value);
            case REVISION, INT_OR_STRING, QUANTITY, TIME, MICRO_TIME ->
                    JsonText.write(form(value), out);
        }
    }
}
