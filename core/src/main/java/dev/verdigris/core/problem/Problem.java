package dev.verdigris.core.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One fact that stops a verb, and its fix.
 *
 * <p><b>Style guide for messages.</b>
 * <ul>
 *   <li>{@code what} is one sentence in the present tense that states the fact, not the rule: "sink a.b.c reads d.e.f,
 *       which the staged side does not have". It begins in lower case, ends without a full stop, and names things
 *       unquoted as the catalog stores them.
 *   <li>No blame, no "please", no "failed to", no exclamation mark, no abbreviation that a newcomer must look up.
 *   <li>{@code where} is the kind and full name of the one object to look at, for grouping and for search.
 *   <li>{@code fix} is exact: the complete statement, or the verb with its options. If the user must choose, the label
 *       of each alternative says what it does.
 *   <li>Secrets never appear. Texts of the server are quoted completely.
 * </ul>
 *
 * @param code the stable code
 * @param what one sentence: the fact
 * @param where kind and name of the object concerned, or empty if it concerns no single object
 * @param fix the fix
 * @param change the change that it is about, as data; empty if it is about no change
 */
public record Problem(ProblemCode code, String what, String where, Fix fix, Optional<Change> change)
        implements Comparable<Problem> {

    private static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::code).thenComparing(Problem::where).thenComparing(Problem::what);

    public Problem {
        if (what.isBlank()) {
            throw new IllegalArgumentException("a problem must say what it is");
        }
    }

    /** A problem that is about no change. */
    public Problem(ProblemCode code, String what, String where, Fix fix) {
        this(code, what, where, fix, Optional.empty());
    }

    /** The same problem with other commands in its fix. */
    public Problem with(UnaryOperator<Fix.Command> commands) {
        return new Problem(code, what, where, fix.with(commands), change);
    }

    /** The worst outcome among {@code problems}; {@link Outcome#DONE} if there are none. */
    public static Outcome outcomeOf(Collection<Problem> problems) {
        List<Outcome> outcomes =
                problems.stream().map(problem -> problem.code().outcome()).toList();
        return Outcome.worst(outcomes);
    }

    /** By code (in the order of the enum), then by place, then by text. */
    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }
}
