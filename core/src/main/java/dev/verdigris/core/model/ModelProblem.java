package dev.verdigris.core.model;

import java.util.Comparator;
import java.util.Optional;

import dev.verdigris.core.name.ObjectName;

/**
 * One problem that prevents the build of a project of models.
 *
 * @param file the name of the file for messages
 * @param line the line in it, counted from 1
 * @param column the character in that line, counted from 1
 * @param kind its kind, which decides the fix
 * @param what the fact in one sentence, beginning in lower case and without a full stop
 * @param missing the relation that a query reads and no file defines, if that is the problem
 */
public record ModelProblem(
        String file, int line, int column, ModelProblemKind kind, String what, Optional<ObjectName> missing)
        implements Comparable<ModelProblem> {

    private static final Comparator<ModelProblem> ORDER = Comparator.comparing(ModelProblem::file)
            .thenComparingInt(ModelProblem::line)
            .thenComparingInt(ModelProblem::column)
            .thenComparing(ModelProblem::kind)
            .thenComparing(ModelProblem::what);

    /** A problem that is about no missing relation. */
    public ModelProblem(String file, int line, int column, ModelProblemKind kind, String what) {
        this(file, line, column, kind, what, Optional.empty());
    }

    /** By file, then by place, then by kind and text. */
    @Override
    public int compareTo(ModelProblem other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column: what; fix}, the form that editors jump to. */
    @Override
    public String toString() {
        return "%s:%d:%d: %s; %s".formatted(file, line, column, what, kind.fix());
    }
}
