package dev.verdigris.core.model;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.model.syntax.Statement;
import dev.verdigris.core.model.syntax.Statement.CreateIndex;
import dev.verdigris.core.name.ObjectName;

/**
 * A model file that has been read: its statements and the object in its path.
 *
 * @param file the file
 * @param live the relation in the path
 * @param staged the same relation on the staged side
 * @param statements the readable statements, in the order of the file
 * @param fileProblems the collector for problems of this file
 */
record ParsedModel(
        ModelFile file, ObjectName live, ObjectName staged, List<Placed> statements, FileProblems fileProblems) {

    /**
     * A statement and its span in the file.
     *
     * @param statement the statement
     * @param start offset of its first character
     * @param end offset after its last character, before the semicolon
     */
    record Placed(Statement statement, int start, int end) {}

    ParsedModel {
        statements = List.copyOf(statements);
    }

    /** The statement that creates the relation, if there is one. */
    Optional<Placed> definition() {
        return statements.stream()
                .filter(placed -> placed.statement() instanceof Statement.CreateRelation)
                .findFirst();
    }

    /** Whether an index of this file may have that name. An index without a written name may have any name. */
    boolean mayHoldIndex(String name) {
        return statements.stream()
                .map(Placed::statement)
                .filter(CreateIndex.class::isInstance)
                .map(CreateIndex.class::cast)
                .anyMatch(index -> index.name()
                        .map(written -> written.value().equals(name))
                        .orElseGet(() -> name.startsWith(live.name().value() + "_")));
    }
}
