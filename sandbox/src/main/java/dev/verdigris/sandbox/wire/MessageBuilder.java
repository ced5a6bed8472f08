package dev.verdigris.sandbox.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds the body of one message. */
final class MessageBuilder {

    private byte[] buffer = new byte[256];
    private int length;

    /** A 32-bit integer in network order. */
    public MessageBuilder int32(int value) {
        reserve(4);
        buffer[length++] = (byte) (value >>> 24);
        buffer[length++] = (byte) (value >>> 16);
        buffer[length++] = (byte) (value >>> 8);
        buffer[length++] = (byte) value;
        return this;
    }

    /** A 16-bit integer in network order. */
    public MessageBuilder int16(int value) {
        reserve(2);
        buffer[length++] = (byte) (value >>> 8);
        buffer[length++] = (byte) value;
        return this;
    }

    /** One byte. */
    public MessageBuilder int8(int value) {
        reserve(1);
        buffer[length++] = (byte) value;
        return this;
    }

    /** Text in UTF-8 and the zero that ends it. */
    public MessageBuilder string(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8)).int8(0);
    }

    /** Bytes as they are. */
    public MessageBuilder bytes(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, buffer, length, value.length);
        length += value.length;
        return this;
    }

    /** Everything so far. */
    public byte[] toBytes() {
        return Arrays.copyOf(buffer, length);
    }

    private void reserve(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
