package dev.verdigris.sandbox.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Decodes the body of one message, from front to back. Throws {@link ProtocolViolation} if the body does not fit. */
public final class MessageBody {

    private final byte[] bytes;
    private int position;

    /** Reads from the first byte of {@code bytes}. */
    public MessageBody(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A 32-bit integer in network order. */
    public int int32() throws ProtocolViolation {
        need(4);
        int value = ((bytes[position] & 0xff) << 24)
                | ((bytes[position + 1] & 0xff) << 16)
                | ((bytes[position + 2] & 0xff) << 8)
                | (bytes[position + 3] & 0xff);
        position += 4;
        return value;
    }

    /** A 16-bit integer in network order. */
    public int int16() throws ProtocolViolation {
        need(2);
        int value = (short) (((bytes[position] & 0xff) << 8) | (bytes[position + 1] & 0xff));
        position += 2;
        return value;
    }

    /** One byte. */
    public byte int8() throws ProtocolViolation {
        need(1);
        return bytes[position++];
    }

    /** A count that cannot be negative. */
    public int count() throws ProtocolViolation {
        int count = int16();
        if (count < 0) {
            throw new ProtocolViolation("invalid count " + count + " in message");
        }
        return count;
    }

    /** Text up to its zero byte; it must be UTF-8. */
    public String string() throws ProtocolViolation {
        int end = position;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        if (end == bytes.length) {
            throw new ProtocolViolation("invalid string in message");
        }
        String value = utf8(position, end - position);
        position = end + 1;
        return value;
    }

    /** The next {@code length} bytes as UTF-8 text. */
    public String text(int length) throws ProtocolViolation {
        need(length);
        String value = utf8(position, length);
        position += length;
        return value;
    }

    /** Skips {@code length} bytes. */
    public void skip(int length) throws ProtocolViolation {
        need(length);
        position += length;
    }

    /** Skips everything that is left. */
    public void skipRest() {
        position = bytes.length;
    }

    /** Everything that is left; the position stays. */
    public byte[] rest() {
        return Arrays.copyOfRange(bytes, position, bytes.length);
    }

    /** Whether nothing is left. */
    public boolean exhausted() {
        return position == bytes.length;
    }

    /** Refuses a message that is longer than its content. */
    public void end() throws ProtocolViolation {
        if (!exhausted()) {
            throw new ProtocolViolation("invalid message format");
        }
    }

    private String utf8(int from, int length) throws ProtocolViolation {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException invalid) {
            throw new ProtocolViolation("22021", "invalid byte sequence for encoding \"UTF8\"");
        }
    }

    private void need(int length) throws ProtocolViolation {
        if (length < 0 || bytes.length - position < length) {
            throw new ProtocolViolation("insufficient data left in message");
        }
    }
}
