package dev.verdigris.core.model;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.model.syntax.Statement;
import dev.verdigris.core.model.syntax.Statement.CreateIndex;
import dev.verdigris.core.name.ObjectName;

/**
 * A model file that has been read: its statements and the object that its path promises.
 *
 * @param file the file
 * @param live the relation that the path names
 * @param staged the same relation on the staged side
 * @param statements what could be read, in the order of the file
 * @param complaints where problems of this file go
 */
record Source(ModelFile file, ObjectName live, ObjectName staged, List<Placed> statements, FileProblems complaints) {

    /**
     * A statement and its span in the file.
     *
     * @param statement what was read
     * @param start offset of its first character
     * @param end offset behind its last one, before the semicolon
     */
    record Placed(Statement statement, int start, int end) {}

    Source {
        statements = List.copyOf(statements);
    }

    /** The statement that creates the relation, if there is one. */
    Optional<Placed> definition() {
        return statements.stream()
                .filter(placed -> placed.statement() instanceof Statement.CreateRelation)
                .findFirst();
    }

    /** Whether some index of this file may go by that name; an index without a written name may bear any. */
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
