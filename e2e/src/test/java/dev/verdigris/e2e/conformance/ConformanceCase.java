package dev.verdigris.e2e.conformance;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One case: exchanges over one or more sessions.
 *
 * @param title the fact that it shows, as a sentence
 * @param file its file, without the ending
 * @param line the line on which it begins
 * @param protocols the protocols that run it
 * @param only the side that alone can run it, with the reason, as {@code sandbox: …} or {@code materialize: …}
 * @param off the feature that must be off on the server; empty if none matters
 * @param alone the reason why no other case may run meanwhile; empty if its statements alone decide that
 * @param lenient the reason why Materialize's parser alone accepts a statement that the server refuses with 42601;
 *     empty if it does not
 * @param complaint the end of the runner's report of this case, with single blanks; only a case with a mistake has one
 * @param exchanges in order
 */
record ConformanceCase(
        String title,
        String file,
        int line,
        List<Protocol> protocols,
        Optional<String> only,
        Optional<String> off,
        Optional<String> alone,
        Optional<String> lenient,
        Optional<String> complaint,
        List<Exchange> exchanges) {

    /** Statements that may share a transaction with others of their kind. Any other change of the catalog ends it. */
    private static final Pattern COMPOSED =
            Pattern.compile("\\b(?:RENAME TO|SWAP WITH|CREATE SOURCE|FROM SOURCE)\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern SEVERAL =
            Pattern.compile("\\b(?:BEGIN|START TRANSACTION)\\b|;", Pattern.CASE_INSENSITIVE);

    private static final Pattern SYSTEM = Pattern.compile("\\bALTER SYSTEM\\b", Pattern.CASE_INSENSITIVE);

    /**
     * Whether no other case may run meanwhile. That is so if its header says so, if it changes a setting of the whole
     * server, or if it has a transaction that may hold several DDL statements: the server ends such a transaction with
     * 40001 when any other session changes the catalog.
     */
    boolean runsAlone() {
        return alone.isPresent() || sends(SYSTEM) || sends(SEVERAL) && sends(COMPOSED);
    }

    private boolean sends(Pattern statement) {
        return exchanges.stream()
                .anyMatch(exchange -> statement.matcher(exchange.sql()).find());
    }

    /** Its name for people and for files: the section and the title. */
    String name() {
        return file + ": " + title;
    }

    /** Whether one of its sessions logs in as mz_system. */
    boolean needsSystemUser() {
        return exchanges.stream().anyMatch(exchange -> exchange.session().equals("system"));
    }

    enum Protocol {
        SIMPLE,
        EXTENDED
    }

    /**
     * One message and its expected answer.
     *
     * @param line its line
     * @param session the session's name; {@code main} without a name
     * @param user the role of the session, if the case names one
     * @param background whether the answer is collected only at the next {@code join} of that session
     * @param sql the statement text; {@code join} if only an answer is collected
     * @param expected the expectation lines, variables not yet replaced
     * @param unordered whether rows may come in any order
     */
    record Exchange(
            int line,
            String session,
            Optional<String> user,
            boolean background,
            String sql,
            List<String> expected,
            boolean unordered) {

        /** Whether nothing is sent, and only the answer of a background message is collected. */
        boolean joins() {
            return sql.equals("join");
        }

        /** Whether the server must refuse the statement as a syntax error. */
        boolean expectsSyntaxError() {
            return expected.stream().anyMatch(line -> line.startsWith("! 42601 "));
        }
    }
}
