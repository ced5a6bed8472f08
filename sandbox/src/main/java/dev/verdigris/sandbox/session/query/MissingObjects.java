package dev.verdigris.sandbox.session.query;

import java.util.Optional;

import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.session.variable.NameList;

/** Materialize's notices about a session whose settings name missing objects (SQLSTATE class MZ). */
public final class MissingObjects {

    private static final String DATABASE_HINT =
            "Create the database with CREATE DATABASE or pick an extant database with SET DATABASE = name. List"
                    + " available databases with SHOW DATABASES.";
    private static final String CLUSTER_HINT =
            "Create the cluster with CREATE CLUSTER or pick an extant cluster with SET CLUSTER = name. List available"
                    + " clusters with SHOW CLUSTERS.";

    private MissingObjects() {}

    /** For the database of a new session. */
    public static Optional<Diagnostic> sessionDatabase(boolean exists, String name) {
        return notice(exists, "MZ004", "session database " + quoted(name) + " does not exist", DATABASE_HINT);
    }

    /** For the cluster of a new session. */
    public static Optional<Diagnostic> defaultCluster(boolean exists, String name) {
        return notice(exists, "MZ005", "session default cluster " + quoted(name) + " does not exist", CLUSTER_HINT);
    }

    /** For a database that SET named. */
    public static Optional<Diagnostic> database(boolean exists, String name) {
        return notice(exists, "MZ006", "database " + quoted(name) + " does not exist", DATABASE_HINT);
    }

    /** For a cluster that SET named. */
    public static Optional<Diagnostic> cluster(boolean exists, String name) {
        return notice(exists, "MZ007", "cluster " + quoted(name) + " does not exist", CLUSTER_HINT);
    }

    private static String quoted(String name) {
        return NameList.quote(name);
    }

    private static Optional<Diagnostic> notice(boolean exists, String sqlState, String message, String hint) {
        return exists
                ? Optional.empty()
                : Optional.of(Diagnostic.notice(sqlState, message).withHint(hint));
    }
}
