package dev.verdigris.core.model;

import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.model.syntax.References;
import dev.verdigris.core.model.syntax.Splitter;
import dev.verdigris.core.model.syntax.StatementReader;
import dev.verdigris.core.model.syntax.SyntaxProblem;
import dev.verdigris.core.name.ObjectName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Turns a check, one query with production names, into the same query over the staged side. */
public final class CheckQuery {

    private CheckQuery() {}

    /** What became of a check. */
    public sealed interface Result {

        /**
         * It can be run.
         *
         * @param sql the query over the staged side, without a semicolon
         */
        record Ready(String sql) implements Result {}

        /**
         * It cannot be run.
         *
         * @param problems all that was found, sorted by place; never empty
         */
        record Broken(List<ModelProblem> problems) implements Result {
            public Broken {
                problems = List.copyOf(problems);
            }
        }
    }

    /**
     * Reads a check.
     *
     * @param file the file
     * @param home the check as an object: bare names in it mean that object's schema
     * @param targets where production names lead
     * @param known the relations that exist on the staged side, by their production names
     */
    public static Result of(ModelFile file, ObjectName home, TargetNames targets, Set<ObjectName> known) {
        SortedSet<ModelProblem> problems = new TreeSet<>();
        Complaints complaints = new Complaints(file, problems);
        Optional<String> sql = query(file, complaints)
                .flatMap(tokens -> references(tokens, complaints).map(references -> {
                    Edits edits = new Edits();
                    Source source = new Source(file, home, home, List.of(), complaints);
                    // What is read matters for building only; here the edits are all that is wanted.
                    new ReferenceEditor(new Names(targets, known), source, edits).lead(references);
                    return edits.apply(
                            file.text(),
                            tokens.get(0).start(),
                            tokens.get(tokens.size() - 1).end());
                }));
        return sql.isPresent() && problems.isEmpty()
                ? new Result.Ready(sql.get())
                : new Result.Broken(List.copyOf(problems));
    }

    private static Optional<List<Token>> query(ModelFile file, Complaints complaints) {
        Splitter.Split split = Splitter.split(file.text());
        for (SyntaxProblem problem : split.problems()) {
            complaints.add(problem.offset(), ModelProblemKind.UNREADABLE, problem.what());
        }
        if (!split.problems().isEmpty()) {
            return Optional.empty();
        }
        if (split.statements().size() != 1) {
            String what = "the check holds %d statements".formatted(split.statements().size());
            complaints.add(0, ModelProblemKind.CHECK_NOT_ONE_QUERY, what);
            return Optional.empty();
        }
        return Optional.of(split.statements().get(0));
    }

    private static Optional<References> references(List<Token> tokens, Complaints complaints) {
        return switch (StatementReader.readQuery(tokens)) {
            case StatementReader.QueryReading.Read read -> Optional.of(read.references());
            case StatementReader.QueryReading.Failed failed -> {
                complaints.add(
                        failed.problem().offset(),
                        ModelProblemKind.UNREADABLE,
                        failed.problem().what());
                yield Optional.empty();
            }
        };
    }
}
