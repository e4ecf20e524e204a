package dev.wavetank.apiserver.protobuf;

import dev.wavetank.cluster.model.Malformed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Goes through the fields of one protobuf message: [#next], then the value of that field. What is
/// wrong is told in the words of Go's generated code.
final class Wire {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int GROUP = 3;
    private static final int GROUP_END = 4;
    private static final int FIXED32 = 5;

    private final byte[] bytes;
    private final int end;
    private int at;

    private int number;
    private int type;
    private long bits;
    private int start;

    Wire(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Wire(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    /// Moves to the next field. Groups, which Kubernetes has none of, are passed over.
    ///
    /// @return whether there is one
    boolean next() {
        int groups = 0;
        while (at < end) {
            long tag = varint();
            number = (int) (tag >>> 3);
            type = (int) (tag & 7);
            if (number <= 0 || tag >>> 32 != 0) {
                throw new Malformed("proto: illegal tag " + number + " (wire type " + type + ")");
            }
            switch (type) {
                case VARINT -> bits = varint();
                case FIXED64 -> bits = fixed(Long.BYTES);
                case FIXED32 -> bits = fixed(Integer.BYTES);
                case LENGTH -> delimited();
                case GROUP -> groups++;
                case GROUP_END -> {
                    if (--groups < 0) {
                        throw new Malformed("proto: wiretype end group for non-group");
                    }
                }
                default -> throw new Malformed("proto: illegal wireType " + type);
            }
            if (groups == 0 && type != GROUP_END) {
                return true;
            }
        }
        if (groups > 0) {
            throw truncated();
        }
        return false;
    }

    /// {@return the number of this field}
    int number() {
        return number;
    }

    /// {@return whether this field holds several numbers in one}
    boolean packed() {
        return type == LENGTH;
    }

    /// {@return the whole number in this field}
    long whole(String field) {
        require(VARINT, field);
        return bits;
    }

    /// {@return the floating-point number in this field}
    double floating(String field) {
        require(FIXED64, field);
        return Double.longBitsToDouble(bits);
    }

    /// {@return the bytes in this field}
    byte[] bytes(String field) {
        require(LENGTH, field);
        return Arrays.copyOfRange(bytes, start, at);
    }

    /// {@return the text in this field; bytes that are no UTF-8 become U+FFFD, as in Go's JSON}
    String text(String field) {
        require(LENGTH, field);
        return new String(bytes, start, at - start, StandardCharsets.UTF_8);
    }

    /// {@return the message in this field}
    Wire message(String field) {
        require(LENGTH, field);
        return new Wire(bytes, start, at);
    }

    /// {@return whether a number follows in a field of many}
    boolean more() {
        return at < end;
    }

    /// {@return the next number in a field of many}
    long element() {
        return varint();
    }

    private void require(int wanted, String field) {
        if (type != wanted) {
            throw new Malformed("proto: wrong wireType = " + type + " for field " + field);
        }
    }

    private void delimited() {
        long length = varint();
        if (length < 0 || length > Integer.MAX_VALUE) {
            throw new Malformed("proto: negative length found during unmarshaling");
        }
        if (length > end - at) {
            throw truncated();
        }
        start = at;
        at += (int) length;
    }

    private long fixed(int width) {
        if (width > end - at) {
            throw truncated();
        }
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = value << 8 | (bytes[at + i] & 0xff);
        }
        at += width;
        return value;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (at >= end) {
                throw truncated();
            }
            byte next = bytes[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new Malformed("proto: integer overflow");
    }

    private static Malformed truncated() {
        return new Malformed("unexpected EOF");
    }
}
