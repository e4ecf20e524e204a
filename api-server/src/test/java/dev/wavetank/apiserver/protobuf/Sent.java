package dev.wavetank.apiserver.protobuf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes a protobuf message field by field, as a client's generated code does.
public final class Sent {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public Sent number(int field, long value) {
        varint((long) field << 3);
        varint(value);
        return this;
    }

    public Sent floating(int field, double value) {
        varint((long) field << 3 | 1);
        long bits = Double.doubleToRawLongBits(value);
        for (int i = 0; i < Long.BYTES; i++) {
            out.write((int) (bits >>> (8 * i)));
        }
        return this;
    }

    public Sent text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    public Sent message(int field, Sent value) {
        return bytes(field, value.bytes());
    }

    public Sent bytes(int field, byte[] value) {
        varint((long) field << 3 | 2);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    /// Bytes that stand for no field.
    public Sent raw(int... values) {
        for (int value : values) {
            out.write(value);
        }
        return this;
    }

    public byte[] bytes() {
        return out.toByteArray();
    }

    /// {@return this message in the envelope of Kubernetes}
    public byte[] as(String apiVersion, String kind) {
        return new Sent()
                .raw('k', '8', 's', 0)
                .message(1, new Sent().text(1, apiVersion).text(2, kind))
                .bytes(2, bytes())
                .text(3, "")
                .text(4, "")
                .bytes();
    }

    private void varint(long value) {
        long left = value;
        while (left >>> 7 != 0) {
            out.write((int) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }
}
