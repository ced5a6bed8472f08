package dev.verdigris.sandbox.error;

/**
 * A statement that cannot be carried out. The client gets exactly {@link #diagnostic()}; the statement has had no
 * effect.
 */
public final class SqlError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    /** An error that ends the statement with this diagnostic. */
    public SqlError(Diagnostic diagnostic) {
        super(diagnostic.sqlState() + ": " + diagnostic.message());
        this.diagnostic = diagnostic;
    }

    /** A planner or catalog error: nearly all of Materialize's carry SQLSTATE XX000. */
    public static SqlError internal(String message) {
        return new SqlError(Diagnostic.error("XX000", message));
    }

    /** Any other error by its SQLSTATE. */
    public static SqlError of(String sqlState, String message) {
        return new SqlError(Diagnostic.error(sqlState, message));
    }

    /**
     * The error for a statement whose feature flag is off, in Materialize's words.
     *
     * @param flag the switch's name
     * @param description what it is about, as the message names it
     */
    public static SqlError unavailable(String flag, String description) {
        return new SqlError(Diagnostic.error("XX000", description + " is not available")
                .withDetail("The requested feature (" + flag + ") is in private preview.")
                .withHint("Contact support to discuss enabling the feature in your Materialize region."));
    }

    /** The error for an unsupported statement, which it quotes. */
    public static SqlError unsupported(String what) {
        return of("0A000", what + " is not supported by the sandbox");
    }

    /** The content of the error. */
    public Diagnostic diagnostic() {
        return diagnostic;
    }
}
