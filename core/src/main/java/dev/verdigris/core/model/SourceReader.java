package dev.verdigris.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.model.Source.Placed;
import dev.verdigris.core.model.syntax.Splitter;
import dev.verdigris.core.model.syntax.Statement;
import dev.verdigris.core.model.syntax.StatementReader;
import dev.verdigris.core.model.syntax.StatementReader.Reading;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.text.Suggestions;

/** Reads all files of a project into sources, by the objects that they define. */
final class SourceReader {

    private final TargetNames targets;
    private final SortedMap<ObjectName, Source> sources;
    private final SortedSet<ModelProblem> problems;

    SourceReader(TargetNames targets, SortedMap<ObjectName, Source> sources, SortedSet<ModelProblem> problems) {
        this.targets = targets;
        this.sources = sources;
        this.problems = problems;
    }

    /**
     * Reads one file. A file that cannot be read still defines its object, so that one slip does not make every model
     * that reads it look broken too.
     */
    void read(ModelFile file) {
        FileProblems complaints = new FileProblems(file, problems);
        Optional<ObjectName> place = FilePlace.of(file.path(), targets.database());
        if (place.isEmpty()) {
            complaints.add(0, ModelProblemKind.MISPLACED_FILE, "the path of the file names no object");
            return;
        }
        ObjectName live = place.get();
        Optional<SchemaName> staged = targets.staged(live.schema());
        if (staged.isEmpty()) {
            complaints.add(0, ModelProblemKind.SCHEMA_NOT_DEPLOYED, notDeployed(live.schema()));
            return;
        }
        Source known = sources.get(live);
        if (known != null) {
            String what = "%s is defined by %s too".formatted(live, known.file().shownAs());
            complaints.add(0, ModelProblemKind.DEFINED_TWICE, what);
            return;
        }
        List<Placed> statements = statements(file.text(), complaints);
        sources.put(live, new Source(file, live, live.in(staged.get()), statements, complaints));
    }

    private String notDeployed(SchemaName schema) {
        String hint = Suggestions.clause(
                schema.schema().value(),
                targets.schemas().keySet(),
                known -> known.schema().value());
        return "schema %s is none of the environment's schemas%s".formatted(schema, hint);
    }

    private static List<Placed> statements(String text, FileProblems complaints) {
        Splitter.Split split = Splitter.split(text);
        split.problems().forEach(complaints::unreadable);
        List<Placed> placed = new ArrayList<>();
        if (split.problems().isEmpty()) {
            split.statements().forEach(tokens -> statement(tokens, complaints).ifPresent(placed::add));
            boolean defined = placed.stream().anyMatch(one -> one.statement() instanceof Statement.CreateRelation);
            if (!defined && placed.size() == split.statements().size()) {
                complaints.add(
                        0, ModelProblemKind.DEFINITION_MISSING, "the file defines no view and no materialized view");
            }
        }
        return placed;
    }

    private static Optional<Placed> statement(List<Token> tokens, FileProblems complaints) {
        int start = tokens.get(0).start();
        int end = tokens.get(tokens.size() - 1).end();
        return switch (StatementReader.read(tokens)) {
            case Reading.Read read -> Optional.of(new Placed(read.statement(), start, end));
            case Reading.Failed failed -> {
                complaints.unreadable(failed.problem());
                yield Optional.empty();
            }
        };
    }
}
