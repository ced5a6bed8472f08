package dev.verdigris.sandbox.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a client may send before its session begins (PostgreSQL documentation, 55.7: StartupMessage and its kin). */
public sealed interface StartupRequest {

    /** Asks for TLS; answered with one byte. */
    record Ssl() implements StartupRequest {}

    /** Asks for GSSAPI encryption; answered with one byte. */
    record GssEncryption() implements StartupRequest {}

    /** Asks to cancel what another connection is doing. Never answered. */
    record Cancel(int processId, int secret) implements StartupRequest {}

    /**
     * Begins a session.
     *
     * @param parameters name to value in the order sent; {@code user} is one of them, or missing
     */
    record Startup(Map<String, String> parameters) implements StartupRequest {
        public Startup {
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }
    }

    /** A protocol version other than 3.0, which Materialize refuses without negotiating. */
    record OtherVersion(int major, int minor) implements StartupRequest {}
}
