package dev.verdigris.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.model.BuildStatement.Effect;
import dev.verdigris.core.model.ParsedModel.Placed;
import dev.verdigris.core.model.syntax.NamePath;
import dev.verdigris.core.model.syntax.References;
import dev.verdigris.core.model.syntax.Statement.CommentOn;
import dev.verdigris.core.model.syntax.Statement.CommentTarget;
import dev.verdigris.core.model.syntax.Statement.CreateIndex;
import dev.verdigris.core.model.syntax.Statement.CreateRelation;
import dev.verdigris.core.model.syntax.Statement.GrantOn;
import dev.verdigris.core.model.syntax.Statement.Refused;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;

/** Turns the statements of one model into those of the staged side. */
final class StatementBuilder {

    private final Names names;
    private final ParsedModel model;
    private final FileProblems fileProblems;
    private final Clusters clusters;

    StatementBuilder(TargetNames targets, Set<ObjectName> models, ParsedModel model) {
        this.names = Names.inModel(
                targets, models, model.live().schema(), model.file().compiled());
        this.model = model;
        this.fileProblems = model.fileProblems();
        this.clusters = new Clusters(targets, model.fileProblems());
    }

    /** All statements that can be built. The problems of the others are reported. */
    List<BuildStatement> build() {
        List<BuildStatement> built = new ArrayList<>();
        for (Placed placed : model.statements()) {
            switch (placed.statement()) {
                case CreateRelation create -> built.add(relation(create, placed));
                case CreateIndex index -> built.add(index(index, placed));
                case CommentOn comment -> built.add(comment(comment, placed));
                case GrantOn grant -> built.add(grant(grant, placed));
                case Refused refused ->
                    fileProblems.add(
                            placed.start(),
                            ModelProblemKind.STATEMENT_REFUSED,
                            "%s is not allowed in a model, because %s".formatted(refused.kind(), refused.why()));
            }
        }
        return built;
    }

    private BuildStatement relation(CreateRelation create, Placed placed) {
        if (model.definition().filter(placed::equals).isEmpty()) {
            fileProblems.add(
                    create.name().start(),
                    ModelProblemKind.DEFINITION_REPEATED,
                    "the file defines %s in addition to %s".formatted(create.name(), model.live()));
        } else {
            checkName(create.name());
        }
        ifNotExists(create.ifNotExists());
        Edits edits = new Edits();
        move(create.name(), edits);
        Optional<Identifier> cluster =
                create.materialized() ? clusters.decide(create.place(), " IN CLUSTER %s", edits) : Optional.empty();
        Effect effect = create.materialized()
                ? new Effect.MaterializedView(create.columns())
                : new Effect.View(create.columns());
        return statement(effect, cluster, create.references(), edits, placed);
    }

    private void checkName(NamePath name) {
        ObjectName created = full(name);
        if (name.size() > 3 || !created.equals(model.live())) {
            fileProblems.add(
                    name.start(),
                    ModelProblemKind.NAME_MISMATCH,
                    "the statement creates %s, but the file's path says %s".formatted(created, model.live()));
        }
    }

    private BuildStatement index(CreateIndex index, Placed placed) {
        own(index.relation(), "an index is on");
        ifNotExists(index.ifNotExists());
        Edits edits = new Edits();
        move(index.relation(), edits);
        Optional<Identifier> cluster = clusters.decide(index.place(), "IN CLUSTER %s ", edits);
        return statement(new Effect.Index(index.name()), cluster, index.references(), edits, placed);
    }

    private BuildStatement comment(CommentOn comment, Placed placed) {
        Edits edits = new Edits();
        NamePath target = comment.target();
        if (comment.kind() == CommentTarget.INDEX) {
            indexComment(target, edits);
        } else {
            own(target, "a comment is on");
            commentKind(comment);
            move(target, edits);
        }
        Optional<Identifier> onIndex =
                comment.kind() == CommentTarget.INDEX ? Optional.of(target.last()) : Optional.empty();
        Effect effect = new Effect.Comment(onIndex, comment.column(), comment.text());
        return statement(effect, Optional.empty(), References.NONE, edits, placed);
    }

    private void indexComment(NamePath target, Edits edits) {
        ObjectName index = full(target);
        boolean own = target.size() <= 3
                && index.schema().equals(model.live().schema())
                && model.mayHoldIndex(index.name().value());
        if (!own) {
            String what = "a comment is on index %s, which the file does not create".formatted(index);
            fileProblems.add(target.start(), ModelProblemKind.OTHER_OBJECT, what);
        } else if (names.targets().renames(index.schema())) {
            edits.replace(
                    target.start(),
                    target.end(),
                    index.in(model.staged().schema()).sql());
        }
    }

    private void commentKind(CommentOn comment) {
        Optional<Boolean> materialized = model.definition()
                .map(placed -> placed.statement() instanceof CreateRelation create && create.materialized());
        boolean agrees = switch (comment.kind()) {
            case VIEW -> !materialized.orElse(false);
            case MATERIALIZED_VIEW -> materialized.orElse(true);
            case COLUMN, INDEX -> true;
        };
        if (!agrees) {
            String kind = materialized.orElse(false) ? "a materialized view" : "a view";
            String what = "%s is %s, but the comment names another kind".formatted(model.live(), kind);
            fileProblems.add(comment.target().start(), ModelProblemKind.COMMENT_MISMATCH, what);
        }
    }

    private BuildStatement grant(GrantOn grant, Placed placed) {
        Edits edits = new Edits();
        for (NamePath target : grant.targets()) {
            own(target, "a grant is on");
            move(target, edits);
        }
        Effect effect = new Effect.Grant(grant.select(), grant.roles(), grant.everybody());
        return statement(effect, Optional.empty(), References.NONE, edits, placed);
    }

    private void own(NamePath path, String relation) {
        ObjectName named = full(path);
        if (path.size() > 3 || !named.equals(model.live())) {
            String what = "%s %s, but the file defines %s".formatted(relation, named, model.live());
            fileProblems.add(path.start(), ModelProblemKind.OTHER_OBJECT, what);
        }
    }

    private void ifNotExists(Optional<Integer> offset) {
        offset.ifPresent(at -> fileProblems.add(
                at, ModelProblemKind.IF_NOT_EXISTS, "IF NOT EXISTS would keep the object of an earlier build"));
    }

    private ObjectName full(NamePath path) {
        return names.full(path)
                .orElseGet(() -> model.live().schema().object(path.last().value()));
    }

    /** Writes the staged name of the file's own relation. */
    private void move(NamePath path, Edits edits) {
        if (names.targets().renames(model.live().schema())) {
            edits.replace(path.start(), path.end(), model.staged().sql());
        }
    }

    private BuildStatement statement(
            Effect effect, Optional<Identifier> cluster, References references, Edits edits, Placed placed) {
        ReferenceEditor editor = new ReferenceEditor(names, fileProblems, edits);
        var reads = editor.rewrite(references);
        String sql = edits.apply(model.file().text(), placed.start(), placed.end());
        int line = fileProblems.lineOf(placed.start());
        return new BuildStatement(
                effect,
                model.live(),
                model.staged(),
                cluster,
                sql,
                reads,
                editor.inputs(),
                model.file().shownAs(),
                line);
    }
}
