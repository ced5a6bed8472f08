package dev.verdigris.cli.config;

/**
 * Why no layer names a server, as far as it is known.
 *
 * @param what what is missing
 * @param where where it was looked for
 * @param fix what to write, and where
 */
record NoServer(String what, String where, String fix) {

    /** Nobody said where the server is. */
    static final NoServer UNNAMED = new NoServer(
            "no server is named",
            "connection",
            "Set connection.url in verdigris.yml, VERDIGRIS_URL, or --host and --user.");
}
