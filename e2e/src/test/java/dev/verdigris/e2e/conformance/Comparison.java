package dev.verdigris.e2e.conformance;

import java.util.List;

/**
 * What the comparison of an answer with the expectations of a case gave.
 *
 * @param differences readable lines; empty if the answer meets the expectations
 * @param recorded the answer for a recording: where the case leaves a row open, it has the case's words
 */
record Comparison(List<String> differences, List<String> recorded) {

    Comparison {
        differences = List.copyOf(differences);
        recorded = List.copyOf(recorded);
    }
}
