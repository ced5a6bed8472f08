package dev.verdigris.cli.output;

import java.util.List;

import dev.verdigris.core.problem.Fix;

/**
 * A fix in the form in which it is shown.
 *
 * @param fix the fix, for programs
 * @param lines the same as text, for people
 */
record FixView(Fix fix, List<String> lines) {

    FixView {
        lines = List.copyOf(lines);
    }

    static FixView of(Fix fix, FixText text) {
        return new FixView(fix, text.lines(fix));
    }
}
