package dev.verdigris.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;

import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.model.ParsedModel.Placed;
import dev.verdigris.core.model.syntax.Jinja;
import dev.verdigris.core.model.syntax.Splitter;
import dev.verdigris.core.model.syntax.Statement;
import dev.verdigris.core.model.syntax.StatementReader;
import dev.verdigris.core.model.syntax.StatementReader.Reading;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.text.Suggestions;

/** Reads all files of a project. */
final class ModelReader {

    private final TargetNames targets;
    private final SortedMap<ObjectName, ParsedModel> models;
    private final SortedSet<ModelProblem> problems;

    ModelReader(TargetNames targets, SortedMap<ObjectName, ParsedModel> models, SortedSet<ModelProblem> problems) {
        this.targets = targets;
        this.models = models;
        this.problems = problems;
    }

    /**
     * Reads one file. A file that cannot be read still defines its object, so that one mistake is not reported again
     * for every model that reads it.
     */
    void read(ModelFile file) {
        FileProblems fileProblems = new FileProblems(file, problems);
        Optional<ObjectName> place = FilePlace.of(file.path(), targets.database());
        OptionalInt jinja = file.compiled() ? OptionalInt.empty() : Jinja.first(file.text());
        if (jinja.isPresent()) {
            fileProblems.add(
                    jinja.getAsInt(),
                    ModelProblemKind.DBT_MODEL,
                    "the file has Jinja, so it is a model of dbt and not plain SQL");
            place.ifPresent(live -> targets.staged(live.schema())
                    .ifPresent(schema -> models.putIfAbsent(
                            live, new ParsedModel(file, live, live.in(schema), List.of(), fileProblems))));
            return;
        }
        if (place.isEmpty()) {
            fileProblems.add(0, ModelProblemKind.MISPLACED_FILE, "the path of the file names no object");
            return;
        }
        ObjectName live = place.get();
        Optional<SchemaName> staged = targets.staged(live.schema());
        if (staged.isEmpty()) {
            fileProblems.add(0, ModelProblemKind.SCHEMA_NOT_DEPLOYED, notDeployed(live.schema()));
            return;
        }
        ParsedModel known = models.get(live);
        if (known != null) {
            String what = "%s is defined by %s too".formatted(live, known.file().shownAs());
            fileProblems.add(0, ModelProblemKind.DEFINED_TWICE, what);
            return;
        }
        List<Placed> statements = statements(file.text(), fileProblems);
        models.put(live, new ParsedModel(file, live, live.in(staged.get()), statements, fileProblems));
    }

    private String notDeployed(SchemaName schema) {
        String hint = Suggestions.clause(
                schema.schema().value(),
                targets.schemas().keySet(),
                known -> known.schema().value());
        return "the environment does not have schema %s%s".formatted(schema, hint);
    }

    private static List<Placed> statements(String text, FileProblems fileProblems) {
        Splitter.Split split = Splitter.split(text);
        split.problems().forEach(fileProblems::unreadable);
        List<Placed> placed = new ArrayList<>();
        if (split.problems().isEmpty()) {
            split.statements()
                    .forEach(tokens -> statement(text, tokens, fileProblems).ifPresent(placed::add));
            boolean defined = placed.stream().anyMatch(one -> one.statement() instanceof Statement.CreateRelation);
            if (!defined && placed.size() == split.statements().size()) {
                fileProblems.add(
                        0, ModelProblemKind.DEFINITION_MISSING, "the file does not define a view or materialized view");
            }
        }
        return placed;
    }

    private static Optional<Placed> statement(String text, List<Token> tokens, FileProblems fileProblems) {
        int start = tokens.get(0).start();
        int end = tokens.get(tokens.size() - 1).end();
        return switch (StatementReader.read(text, tokens)) {
            case Reading.Read read -> Optional.of(new Placed(read.statement(), start, end));
            case Reading.Failed failed -> {
                fileProblems.unreadable(failed.problem());
                yield Optional.empty();
            }
        };
    }
}
