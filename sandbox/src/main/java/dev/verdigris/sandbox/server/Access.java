package dev.verdigris.sandbox.server;

/** Who may log in at a listener (Materialize's listener setting {@code allowed_roles}). */
public enum Access {
    /** Everybody but the system's own roles. */
    NORMAL,
    /** The system's own roles, too. */
    INTERNAL
}
