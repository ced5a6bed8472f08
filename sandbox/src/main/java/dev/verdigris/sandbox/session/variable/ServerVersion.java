package dev.verdigris.sandbox.session.variable;

/** The versions that the sandbox reports. It follows the behavior of this version of Materialize. */
public final class ServerVersion {

    /** Materialize's own version, by which clients distinguish it from PostgreSQL. */
    public static final String MZ_VERSION = "v26.26.0-dev.0 (verdigris-sandbox)";

    static final String SERVER_VERSION = "9.5.0";
    static final String SERVER_VERSION_NUM = "90500";

    private ServerVersion() {}
}
