package dev.verdigris.engine.internal.connection;

import java.net.UnknownHostException;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why no session begins. Only an unreachable server may answer a later attempt without a correction by the user. */
public enum NoSession {
    /** The server refuses the role or its password. */
    LOGIN,
    /** No address is known for the name of the host. */
    HOST,
    /** The encryption that the settings require cannot be agreed upon. */
    TLS,
    /** The server does not know what each Materialize knows: the options of the session, or any name of a database. */
    OTHER_SERVER,
    /** Nobody answers at the address, or the connection was lost. */
    UNREACHABLE;

    /**
     * PostgreSQL answers so to unknown options and unknown databases. Materialize knows the former and accepts the
     * latter.
     */
    private static final Set<String> OF_POSTGRES = Set.of("42704", "3D000");

    /** The driver has this state for a missing password and for a server without TLS. */
    private static final String REJECTED = "08004";

    /** The reason of a failure to begin a session. */
    public static NoSession of(SqlFailure failure) {
        String text = String.valueOf(failure.getMessage());
        if (causes(failure).anyMatch(UnknownHostException.class::isInstance)) {
            return HOST;
        }
        if (causes(failure).anyMatch(SSLException.class::isInstance) || namesTls(text)) {
            return TLS;
        }
        if (failure.sqlState().startsWith("28") || failure.sqlState().equals(REJECTED)) {
            return LOGIN;
        }
        return OF_POSTGRES.contains(failure.sqlState()) ? OTHER_SERVER : UNREACHABLE;
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    /** The driver has no state of its own for failures of TLS. Its translated texts contain these names too. */
    private static boolean namesTls(String text) {
        return text.contains("SSL") || text.contains("TLS") || text.contains("HostnameVerifier");
    }
}
