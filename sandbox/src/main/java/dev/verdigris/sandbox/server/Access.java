package dev.verdigris.sandbox.server;

/** Who may log in at a listener (Materialize's listener setting {@code allowed_roles}). */
public enum Access {
    /** All roles except the system's own. */
    NORMAL,
    /** All roles, including the system's own. */
    INTERNAL
}
