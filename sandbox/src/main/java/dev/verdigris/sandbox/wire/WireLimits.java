package dev.verdigris.sandbox.wire;

/** How long messages may be. */
public final class WireLimits {

    /** The longest message a client may send, in bytes, its length word included (Materialize refuses more). */
    public static final int FRONTEND_MESSAGE = 2 * 1024 * 1024;

    /** The longest statement text, in bytes of UTF-8 (Materialize answers more with SQLSTATE 54000). */
    public static final int STATEMENT = 1_000_000;

    /** The longest start-up packet: PostgreSQL's own limit (MAX_STARTUP_PACKET_LENGTH). */
    static final int STARTUP_MESSAGE = 10_000;

    private WireLimits() {}
}
