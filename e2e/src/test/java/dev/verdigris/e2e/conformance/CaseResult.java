package dev.verdigris.e2e.conformance;

import java.util.List;

import dev.verdigris.e2e.conformance.ConformanceCase.Protocol;

/**
 * What one run of a case gave.
 *
 * @param one the case
 * @param protocol the protocol of the run
 * @param differences every place where the server did not do what the case says, as text of several lines
 * @param exchanges the answers for a recording; those sent in the background are at their join
 * @param lines the line of each of these exchanges in the case file
 */
record CaseResult(
        ConformanceCase one,
        Protocol protocol,
        List<String> differences,
        List<Recording.Exchange> exchanges,
        List<Integer> lines) {

    CaseResult {
        differences = List.copyOf(differences);
        exchanges = List.copyOf(exchanges);
        lines = List.copyOf(lines);
    }

    /** The name under which it is recorded. */
    String name() {
        return one.name() + " (" + protocol + ")";
    }

    /** The place of an exchange. */
    String where(int exchange) {
        return one.file() + ":" + lines.get(exchange) + " (" + protocol + ")";
    }
}
