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
 * A query in production names, led to the staged side: what a check asks.
 *
 * <p>A query belongs to no schema, so its names must spell theirs. Whether a relation is there is left to the server.
 */
public sealed interface StagedQuery {

    /**
     * The query can be asked.
     *
     * @param sql the text to run, without a semicolon
     * @param reads the relations that it reads by their production names, without those of the system catalog
     */
    record Ready(String sql, SortedSet<ObjectName> reads) implements StagedQuery {}

    /**
     * Something stands in the way.
     *
     * @param problems all that was found, sorted by place; never empty
     */
    record Broken(List<ModelProblem> problems) implements StagedQuery {
        public Broken {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Leads a query to the staged side.
     *
     * @param file the text, which must hold exactly one query; the path is only cited
     * @param targets where production names lead
     */
    static StagedQuery of(ModelFile file, TargetNames targets) {
        SortedSet<ModelProblem> problems = new TreeSet<>();
        FileProblems complaints = new FileProblems(file, problems);
        Splitter.Split split = Splitter.split(file.text());
        split.problems().forEach(complaints::unreadable);
        if (split.statements().size() != 1) {
            String what = "the file holds %d statements instead of one query"
                    .formatted(split.statements().size());
            complaints.add(0, ModelProblemKind.UNREADABLE, what);
        }
        if (!problems.isEmpty()) {
            return new Broken(List.copyOf(problems));
        }
        List<Token> tokens = split.statements().get(0);
        return switch (StatementReader.readQuery(tokens)) {
            case StatementReader.QueryReading.Failed failed -> broken(failed.problem(), complaints, problems);
            case StatementReader.QueryReading.Read read -> {
                Edits edits = new Edits();
                SortedSet<ObjectName> reads =
                        new ReferenceEditor(Names.inQuery(targets), complaints, edits).lead(read.references());
                int start = tokens.get(0).start();
                String sql = edits.apply(
                        file.text(), start, tokens.get(tokens.size() - 1).end());
                yield problems.isEmpty() ? new Ready(sql, reads) : new Broken(List.copyOf(problems));
            }
        };
    }

    private static StagedQuery broken(
            SyntaxProblem problem, FileProblems complaints, SortedSet<ModelProblem> problems) {
        complaints.unreadable(problem);
        return new Broken(List.copyOf(problems));
    }
}
