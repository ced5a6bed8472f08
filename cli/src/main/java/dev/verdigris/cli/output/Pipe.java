package dev.verdigris.cli.output;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A stream whose reader may end before the writer, as {@code head} does. That is not an error. Output is UTF-8 in every
 * locale, so that a name looks the same in every log.
 */
public final class Pipe extends PrintStream {

    private final Target target;

    private Pipe(Target target) {
        super(target, false, StandardCharsets.UTF_8);
        this.target = target;
    }

    /** A stream that writes to {@code stream}. */
    public static Pipe to(OutputStream stream) {
        return new Pipe(new Target(stream));
    }

    /** Whether a text could not be written because its reader has ended. */
    boolean isUnread() {
        return target.unread;
    }

    private static final class Target extends FilterOutputStream {

        private volatile boolean unread;

        private Target(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException failed) {
                // The system writes the reason in its own language. Many of them keep this word.
                if (!String.valueOf(failed.getMessage())
                        .toLowerCase(Locale.ROOT)
                        .contains("pipe")) {
                    throw failed;
                }
                unread = true;
            }
        }
    }
}
