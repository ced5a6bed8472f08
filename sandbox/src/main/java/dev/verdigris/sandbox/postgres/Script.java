package dev.verdigris.sandbox.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The shell scripts that come with this package, as text. */
enum Script {
    /** Reports the account under which a server can run. */
    ACCOUNT("account.sh"),
    /** Runs a server until its standard input ends. */
    SUPERVISOR("supervisor.sh");

    private final String resource;

    Script(String resource) {
        this.resource = resource;
    }

    String text() {
        try (InputStream stream = Script.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + resource + " is missing from this build");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
