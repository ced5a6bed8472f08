package dev.verdigris.cli.result;

import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Place;
import dev.verdigris.core.problem.Problem;

/**
 * A problem with its place in a file.
 *
 * @param problem the problem
 * @param place the file and the line; empty if it is about no line
 * @param column the character in that line, counted from 1; empty if it is not known
 */
public record PlacedProblem(Problem problem, Optional<Place.Line> place, OptionalInt column)
        implements Comparable<PlacedProblem> {

    private static final Pattern COLUMN = Pattern.compile(":\\d+:(\\d{1,9})$");

    private static final Comparator<PlacedProblem> ORDER = Comparator.comparing(
                    (PlacedProblem each) -> each.place().map(Place.Line::file).orElse(""))
            .thenComparingInt(each -> each.place().map(Place.Line::line).orElse(0))
            .thenComparingInt(each -> each.column().orElse(0))
            .thenComparing(PlacedProblem::problem);

    /** The place that the fix of a problem edits. */
    public static PlacedProblem of(Problem problem) {
        Optional<Place.Line> place = problem.fix() instanceof Fix.Edit edit && edit.place() instanceof Place.Line line
                ? Optional.of(line)
                : Optional.empty();
        Matcher column = COLUMN.matcher(problem.where());
        return new PlacedProblem(
                problem,
                place,
                place.isPresent() && column.find()
                        ? OptionalInt.of(Integer.parseInt(column.group(1)))
                        : OptionalInt.empty());
    }

    /** {@code file:line} or {@code file:line:column}, the form that editors jump to; empty if it is about no line. */
    public Optional<String> address() {
        return place.map(at -> at.file() + ":" + at.line() + (column.isPresent() ? ":" + column.getAsInt() : ""));
    }

    /** By file and line; those without a file are first. */
    @Override
    public int compareTo(PlacedProblem other) {
        return ORDER.compare(this, other);
    }
}
