package dev.verdigris.engine.connection;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The encryption of a connection.
 *
 * @param mode the requirement on the server
 * @param rootCertificate PEM file of the authorities to trust; empty means the platform's own
 */
public record Tls(Mode mode, Optional<Path> rootCertificate) {

    /** Encrypted if the server offers it, as in {@code psql}. */
    public static final Tls PREFERRED = new Tls(Mode.PREFER, Optional.empty());

    /** The words of libpq's {@code sslmode}, with the same meaning. */
    public enum Mode {
        DISABLE("disable"),
        ALLOW("allow"),
        PREFER("prefer"),
        REQUIRE("require"),
        VERIFY_CA("verify-ca"),
        VERIFY_FULL("verify-full");

        private final String word;

        Mode(String word) {
            this.word = word;
        }

        /** The word as libpq and the driver spell it. */
        public String word() {
            return word;
        }

        /** The mode of that word; empty if there is none. */
        public static Optional<Mode> ofWord(String word) {
            for (Mode mode : values()) {
                if (mode.word.equals(word)) {
                    return Optional.of(mode);
                }
            }
            return Optional.empty();
        }
    }
}
