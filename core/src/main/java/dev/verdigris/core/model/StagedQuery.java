package dev.verdigris.core.model;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.model.syntax.Splitter;
import dev.verdigris.core.model.syntax.StatementReader;
import dev.verdigris.core.model.syntax.SyntaxProblem;
import dev.verdigris.core.name.ObjectName;

/**
 * A query in production names, rewritten to the staged side, for checks.
 *
 * <p>A query belongs to no schema, so its names must contain one. The server checks whether a relation exists.
 */
public sealed interface StagedQuery {

    /**
     * The query can be run.
     *
     * @param sql the text to run, without a semicolon
     * @param inputs the relations that it reads, by their names on the staged side, without those of the system catalog
     */
    record Ready(String sql, SortedSet<ObjectName> inputs) implements StagedQuery {}

    /**
     * There are problems.
     *
     * @param problems all problems, sorted by place; never empty
     */
    record Broken(List<ModelProblem> problems) implements StagedQuery {
        public Broken {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Rewrites a query to the staged side.
     *
     * @param file the text, which must be exactly one query; its path is only for messages
     * @param targets the staged counterparts of production names
     */
    static StagedQuery of(ModelFile file, TargetNames targets) {
        SortedSet<ModelProblem> problems = new TreeSet<>();
        FileProblems fileProblems = new FileProblems(file, problems);
        Splitter.Split split = Splitter.split(file.text());
        split.problems().forEach(fileProblems::unreadable);
        if (split.statements().size() != 1) {
            String what = "the file contains %d statements instead of one query"
                    .formatted(split.statements().size());
            fileProblems.add(0, ModelProblemKind.UNREADABLE, what);
        }
        if (!problems.isEmpty()) {
            return new Broken(List.copyOf(problems));
        }
        List<Token> tokens = split.statements().get(0);
        return switch (StatementReader.readQuery(file.text(), tokens)) {
            case StatementReader.QueryReading.Failed failed -> broken(failed.problem(), fileProblems, problems);
            case StatementReader.QueryReading.Read read -> {
                Edits edits = new Edits();
                SortedSet<ObjectName> reads =
                        new ReferenceEditor(Names.inQuery(targets), fileProblems, edits).rewrite(read.references());
                int start = tokens.get(0).start();
                String sql = edits.apply(
                        file.text(), start, tokens.get(tokens.size() - 1).end());
                yield problems.isEmpty() ? new Ready(sql, staged(reads, targets)) : new Broken(List.copyOf(problems));
            }
        };
    }

    private static SortedSet<ObjectName> staged(SortedSet<ObjectName> reads, TargetNames targets) {
        SortedSet<ObjectName> inputs = new TreeSet<>();
        reads.forEach(read -> inputs.add(targets.staged(read.schema())
                .orElse(read.schema())
                .object(read.name().value())));
        return inputs;
    }

    private static StagedQuery broken(
            SyntaxProblem problem, FileProblems fileProblems, SortedSet<ModelProblem> problems) {
        fileProblems.unreadable(problem);
        return new Broken(List.copyOf(problems));
    }
}
