package dev.verdigris.sandbox.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The values of a Bind message. They are forwarded as bytes, because only PostgreSQL knows their types.
 *
 * @param parameterCount how many values there are
 * @param resultFormats as sent: none (all text), one (for all columns), or one per column; 0 text, 1 binary
 * @param encoded the message from the parameter formats to its end
 */
public record BoundValues(int parameterCount, List<Integer> resultFormats, Encoded encoded) {

    public BoundValues {
        resultFormats = List.copyOf(resultFormats);
    }

    /** No parameters, all results as text. */
    public static BoundValues none() {
        return new BoundValues(0, List.of(), new Encoded(new byte[6]));
    }

    /** These texts as parameters, all results as text; null is SQL NULL. */
    public static BoundValues ofTexts(List<@Nullable String> values) {
        MessageBuilder body = new MessageBuilder().int16(0).int16(values.size());
        for (String value : values) {
            if (value == null) {
                body.int32(-1);
            } else {
                byte[] text = value.getBytes(StandardCharsets.UTF_8);
                body.int32(text.length).bytes(text);
            }
        }
        return new BoundValues(
                values.size(), List.of(), new Encoded(body.int16(0).toBytes()));
    }

    /** The format of the column at {@code index} (from 0). */
    public int formatOf(int index) {
        return switch (resultFormats.size()) {
            case 0 -> 0;
            case 1 -> resultFormats.get(0);
            default -> index < resultFormats.size() ? resultFormats.get(index) : 0;
        };
    }

    /** Bytes that nobody changes. */
    public static final class Encoded {
        private final byte[] bytes;

        Encoded(byte[] bytes) {
            this.bytes = bytes;
        }

        void appendTo(MessageBuilder builder) {
            builder.bytes(bytes);
        }
    }
}
