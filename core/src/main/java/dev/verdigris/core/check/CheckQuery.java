package dev.verdigris.core.check;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.verdigris.core.lexer.Lexer;
import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.model.ModelProblem;
import dev.verdigris.core.model.ModelProblemKind;
import dev.verdigris.core.model.StagedQuery;
import dev.verdigris.core.model.TargetNames;
import dev.verdigris.core.name.ObjectName;

/** The query of a check for one side. Each of its rows is a failure. */
public sealed interface CheckQuery {

    /**
     * The query can be run.
     *
     * @param sql the text to run, without a semicolon
     * @param inputs the relations of the checked side that it reads, without those of the system catalog
     * @param other the relation of the other side with which it compares; empty if it does not compare
     * @param others all relations of the other side that it reads
     */
    record Ready(String sql, SortedSet<ObjectName> inputs, Optional<ObjectName> other, SortedSet<ObjectName> others)
            implements CheckQuery {}

    /**
     * The check cannot be run.
     *
     * @param problems all problems, sorted by place; never empty
     */
    record Broken(List<ModelProblem> problems) implements CheckQuery {
        public Broken {
            problems = List.copyOf(problems);
        }
    }

    /** The query of a file for one side, if its header is right too. */
    static CheckQuery of(ModelFile file, CheckedSide side, TargetNames targets) {
        return switch (ProjectCheck.read(file, targets)) {
            case ProjectCheck.Broken broken -> new Broken(broken.problems());
            case ProjectCheck.Read read -> of(read.check(), side, targets);
        };
    }

    /** The query of a check for one side. */
    static CheckQuery of(ProjectCheck check, CheckedSide side, TargetNames targets) {
        return check.template()
                .map(template -> hasQuery(check.file())
                        ? broken(check, "the check has a template and a query; write only one of them")
                        : ofTemplate(check, template, side, targets))
                .orElseGet(() -> ready(StagedQuery.of(check.file(), names(side, targets))));
    }

    private static CheckQuery ofTemplate(ProjectCheck check, Template template, CheckedSide side, TargetNames targets) {
        return switch (template) {
            case Template.OfCatalog ofCatalog ->
                new Ready(
                        TemplateSql.ofCatalog(ofCatalog, names(side, targets).target(template.of())),
                        new TreeSet<>(),
                        Optional.empty(),
                        new TreeSet<>());
            case Template.Compared compared -> compared(check, compared, side, targets);
            case Template.OfRows ofRows -> atLine(check, rewritten(check, ofRows, names(side, targets)));
        };
    }

    private static CheckQuery compared(
            ProjectCheck check, Template.Compared template, CheckedSide side, TargetNames targets) {
        CheckedSide otherSide = side == CheckedSide.STAGED ? CheckedSide.LIVE : CheckedSide.STAGED;
        ObjectName other = names(otherSide, targets).target(template.of());
        if (names(side, targets).target(template.of()).equals(other)) {
            return broken(
                    check, template.of() + " is in no schema of the environment, so there is no other side of it");
        }
        CheckQuery own = atLine(check, rewritten(check, template, names(side, targets)));
        CheckQuery counterpart = atLine(check, rewritten(check, template, names(otherSide, targets)));
        return own instanceof Ready mine && counterpart instanceof Ready theirs
                ? new Ready(
                        TemplateSql.compared(template, side, mine.sql(), theirs.sql()),
                        mine.inputs(),
                        Optional.of(other),
                        theirs.inputs())
                : own;
    }

    /** The names as they are on one side. The previous side has the names of the staged one. */
    private static TargetNames names(CheckedSide side, TargetNames targets) {
        return switch (side) {
            case STAGED -> targets;
            case LIVE -> targets.unchanged();
        };
    }

    private static StagedQuery rewritten(ProjectCheck check, Template template, TargetNames names) {
        ModelFile file = check.file();
        return StagedQuery.of(new ModelFile(file.path(), file.shownAs(), TemplateSql.query(template)), names);
    }

    private static CheckQuery ready(StagedQuery query) {
        return switch (query) {
            case StagedQuery.Ready ready -> new Ready(ready.sql(), ready.inputs(), Optional.empty(), new TreeSet<>());
            case StagedQuery.Broken broken -> new Broken(broken.problems());
        };
    }

    /** The user has not written the query of a template, so its problems are those of the line of the template. */
    private static CheckQuery atLine(ProjectCheck check, StagedQuery query) {
        return ready(query) instanceof Broken broken
                ? new Broken(broken.problems().stream()
                        .map(problem ->
                                new ModelProblem(problem.file(), check.line(), 1, problem.kind(), problem.what()))
                        .distinct()
                        .toList())
                : ready(query);
    }

    private static CheckQuery broken(ProjectCheck check, String what) {
        return new Broken(List.of(
                new ModelProblem(check.file().shownAs(), check.line(), 1, ModelProblemKind.CHECK_HEADER, what)));
    }

    private static boolean hasQuery(ModelFile file) {
        return Lexer.lex(file.text()).stream().anyMatch(Token::isSignificant);
    }
}
