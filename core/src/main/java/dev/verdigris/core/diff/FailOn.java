package dev.verdigris.core.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.text.Count;
import dev.verdigris.core.text.Kebab;

/** The differences that are problems of the verb diff. */
public enum FailOn {
    /** None: the verb only shows them. */
    NOTHING,
    /** The changes of contracts that can break a reader. */
    BREAKING,
    /** Rows that differ, or of which this is not known. */
    ROWS,
    /** All changes of contracts, and if rows are compared, what {@link #ROWS} means. */
    ANY;

    /** The name as users type it. */
    public String word() {
        return Kebab.of(this);
    }

    /** Whether rows that differ are problems. */
    public boolean isAboutRows() {
        return this == ROWS || this == ANY;
    }

    /** Whether what breaks a reader is a problem: a change of a contract, or a right that a role loses. */
    public boolean isAboutReaders() {
        return this == BREAKING || this == ANY;
    }

    /**
     * One problem for each object with such a change of its contract.
     *
     * @param builder the verb that builds the staged side again
     */
    public List<Problem> problems(ContractDiff diff, Environment environment, Verb builder) {
        List<Problem> problems = new ArrayList<>();
        for (ObjectDiff object : diff.changed()) {
            if (isAboutReaders() && object.isBreaking()) {
                problems.add(breaking(object, environment, builder));
            } else if (this == ANY) {
                problems.add(new Problem(
                        ProblemCode.CONTRACT_CHANGE,
                        place(object) + " changes its contract: " + text(object.changes()),
                        place(object),
                        keep(environment, builder)));
            }
        }
        return problems;
    }

    private static Problem breaking(ObjectDiff object, Environment environment, Verb builder) {
        int readers = object.readers().size();
        return new Problem(
                ProblemCode.BREAKING_CHANGE,
                place(object) + " can break "
                        + (readers == 0 ? "a reader that is not known" : Count.of(readers, "reader")) + ": "
                        + text(object.breaking()),
                place(object),
                keep(environment, builder));
    }

    private static Fix keep(Environment environment, Verb builder) {
        return Fix.choice(
                Fix.either(
                        "if readers need the old contract, keep it in the model and build again",
                        Fix.command(builder, environment.name())),
                Fix.either(
                        "if its readers are ready for the change, promote; promote does not ask for it",
                        Fix.command(Verb.PROMOTE, environment.name())));
    }

    private static String place(ObjectDiff object) {
        return object.kind().text() + " " + object.name();
    }

    private static String text(List<Judged> changes) {
        return changes.stream().map(Judged::text).collect(Collectors.joining("; "));
    }

    /** The name, for messages. */
    @Override
    public String toString() {
        return word();
    }
}
