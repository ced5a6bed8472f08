package dev.verdigris.e2e.conformance;

import java.util.List;
import java.util.Optional;

/**
 * One case: exchanges over one or more sessions.
 *
 * @param title what it shows, as a sentence
 * @param file the file it stands in, without its ending
 * @param line where it begins
 * @param protocols how it is run
 * @param only the side that alone can run it, with the reason, as {@code sandbox: …} or {@code materialize: …}
 * @param lenient why Materialize's parser, run alone, reads what its server refuses with 42601; empty where it does not
 * @param complaint how the runner's report of this case ends, blanks made single ones; only a case with a mistake has one
 * @param exchanges in order
 */
record ConformanceCase(
        String title,
        String file,
        int line,
        List<Protocol> protocols,
        Optional<String> only,
        Optional<String> lenient,
        Optional<String> complaint,
        List<Exchange> exchanges) {

    /** Whether one of its sessions logs in as mz_system. */
    boolean needsSystemUser() {
        return exchanges.stream().anyMatch(exchange -> exchange.session().equals("system"));
    }

    enum Protocol {
        SIMPLE,
        EXTENDED
    }

    /**
     * One message and what must come back.
     *
     * @param line where it stands
     * @param session the session's name; {@code main} without a name
     * @param user the role that the session logs in as, where the case names one
     * @param background whether the answer is collected only at the next {@code join} of that session
     * @param sql the statement text; {@code join} where only an answer is collected
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

        /** Whether nothing is sent: the answer of what was sent in the background is collected. */
        boolean joins() {
            return sql.equals("join");
        }

        /** Whether the server must refuse the statement as no statement of its language. */
        boolean expectsSyntaxError() {
            return expected.stream().anyMatch(line -> line.startsWith("! 42601 "));
        }
    }
}
