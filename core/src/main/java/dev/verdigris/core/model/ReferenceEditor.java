package dev.verdigris.core.model;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.verdigris.core.model.syntax.NamePath;
import dev.verdigris.core.model.syntax.References;
import dev.verdigris.core.model.syntax.References.Qualifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/**
 * Rewrites the references of one statement to the staged side.
 *
 * <p>A relation with a staged name is written with all three parts of that name. Its implicit alias is still the last
 * part, so {@code orders.id} needs no change. A column reference with a schema is written with all parts too. This
 * keeps its meaning, and it keeps the swap possible: the server refuses to rename a schema while a stored statement
 * contains a column reference of the form {@code schema.relation.column}. A reference that begins with the database is
 * renamed with the schema (Materialize docs: sql/alter-schema).
 */
final class ReferenceEditor {

    private final Names names;
    private final FileProblems fileProblems;
    private final Edits edits;
    private final SortedSet<ObjectName> reads = new TreeSet<>();
    private final SortedSet<ObjectName> inputs = new TreeSet<>();

    ReferenceEditor(Names names, FileProblems fileProblems, Edits edits) {
        this.names = names;
        this.fileProblems = fileProblems;
        this.edits = edits;
    }

    /** Edits all references and reports those that cannot be resolved. Returns the relations that are read. */
    SortedSet<ObjectName> rewrite(References references) {
        references.relations().forEach(this::relation);
        references.qualifiers().forEach(this::qualifier);
        references.types().forEach(this::type);
        return reads;
    }

    /** What is read, by the names that it has on the staged side. */
    SortedSet<ObjectName> inputs() {
        return inputs;
    }

    private void relation(NamePath path) {
        switch (names.relation(path)) {
            case Resolution.Model model -> read(path, model.live());
            case Resolution.Outside outside -> read(path, outside.name());
            case Resolution.System() -> {}
            case Resolution.Wrong wrong -> fileProblems.add(path.start(), wrong);
        }
    }

    private void read(NamePath path, ObjectName name) {
        reads.add(name);
        inputs.add(staged(name));
        move(path, name);
    }

    /** Writes the full staged name if the written name would mean another relation. */
    private void move(NamePath path, ObjectName name) {
        TargetNames targets = names.targets();
        boolean otherDatabase = path.size() < 3 && !name.schema().database().equals(targets.database());
        if (targets.renames(name.schema()) || otherDatabase) {
            edits.replace(path.start(), path.end(), staged(name).sql());
        }
    }

    private ObjectName staged(ObjectName name) {
        return name.in(names.targets().staged(name.schema()).orElse(name.schema()));
    }

    private void qualifier(Qualifier use) {
        NamePath path = use.path();
        if (path.size() > 3) {
            return;
        }
        names.meant(use).ifPresentOrElse(relation -> qualify(path, relation), () -> unclear(path));
    }

    private void qualify(NamePath path, ObjectName relation) {
        TargetNames targets = names.targets();
        boolean hindersSwap = path.size() == 2 && targets.swaps(path.part(0));
        if (targets.renames(relation.schema()) || hindersSwap) {
            edits.replace(path.start(), path.end(), staged(relation).sql());
        }
    }

    private void unclear(NamePath path) {
        if (names.targets().swaps(path.part(path.size() - 2))) {
            String what =
                    "a column reference names %s, which is not exactly one relation of its FROM clause".formatted(path);
            fileProblems.add(path.start(), ModelProblemKind.COLUMN_UNCLEAR, what);
        }
    }

    private void type(NamePath path) {
        Optional<SchemaName> written = path.size() > 3 ? Optional.empty() : names.schema(path);
        written.ifPresent(schema -> type(path, schema));
    }

    private void type(NamePath path, SchemaName schema) {
        if (names.targets().isStaged(schema)) {
            String what = "type %s is written with its staged name".formatted(path);
            fileProblems.add(path.start(), ModelProblemKind.STAGED_NAME_WRITTEN, what);
        } else if (names.targets().renames(schema)) {
            String what = "type %s is in a schema of the environment".formatted(path);
            fileProblems.add(path.start(), ModelProblemKind.TYPE_IN_DEPLOYED_SCHEMA, what);
        } else if (!Names.isSystem(schema.schema())) {
            move(path, new ObjectName(schema, path.last()));
        }
    }
}
