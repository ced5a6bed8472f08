package dev.verdigris.core.diff.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;

/** What a comparison of rows can mean for a pipeline: one problem for each relation. */
public final class RowProblems {

    private RowProblems() {}

    /**
     * The relations whose rows differ.
     *
     * @param builder the verb that builds the staged side again
     */
    public static List<Problem> differing(DataResult result, Environment environment, Verb builder) {
        return compared(result)
                .filter(found -> found.rows().isDifferent())
                .map(found -> new Problem(
                        ProblemCode.ROWS_DIFFER,
                        "rows of " + found.comparison().live() + " differ: " + counts(found),
                        place(found),
                        Fix.choice(
                                Fix.either(
                                        "if a difference is not intended, correct the model and build again",
                                        Fix.command(builder, environment.name())),
                                Fix.either(
                                        "if all are intended, promote; promote does not ask for them",
                                        Fix.command(Verb.PROMOTE, environment.name())))))
                .toList();
    }

    private static String counts(DataDiff.Compared found) {
        RowCounts rows = found.rows();
        boolean isKeyed = !found.comparison().key().isEmpty();
        String changed = rows.isWhole() ? rows.changed() + " changed, " : "";
        return (isKeyed ? changed : "") + rows.onlyLive() + " only live, " + rows.onlyStaged() + " only staged"
                + (found.sampling().isPresent() ? ", in a sample" : "");
    }

    /** The relations of which it is not known whether their rows differ, each with the reason. */
    public static List<Problem> notCompared(DataResult result) {
        return result.relations().stream()
                .flatMap(found -> reason(found).stream()
                        .map(why -> new Problem(
                                ProblemCode.NOT_COMPARED,
                                "it is not known whether rows of "
                                        + found.comparison().live() + " differ: " + why,
                                place(found),
                                Fix.advice("remove the cause, then run diff again;"
                                        + " if the time was too short, give a longer --data-timeout"
                                        + " or compare a share of the rows with --sample"))))
                .toList();
    }

    private static Optional<String> reason(DataDiff found) {
        return switch (found) {
            case DataDiff.NotCompared none -> Optional.of(none.why());
            case DataDiff.Compared compared ->
                compared.rows().isWhole() || compared.rows().isDifferent()
                        ? Optional.empty()
                        : Optional.of(String.join(" ", compared.remarks()));
        };
    }

    private static Stream<DataDiff.Compared> compared(DataResult result) {
        return result.relations().stream()
                .filter(DataDiff.Compared.class::isInstance)
                .map(DataDiff.Compared.class::cast);
    }

    private static String place(DataDiff found) {
        return "relation " + found.comparison().live();
    }
}
