package dev.verdigris.e2e.kill;

/** When the proxy interrupts a message. */
enum Moment {
    /** The server never sees it. */
    BEFORE,
    /** The server sees it, and nobody waits for the answer. */
    DURING,
    /** The server has answered it completely, and the client never sees the answer. */
    AFTER
}
