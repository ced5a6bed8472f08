package dev.verdigris.core.model;

import java.util.Optional;

import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.model.syntax.Statement.ClusterPlace;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.text.Suggestions;

/**
 * Decides on which cluster an object of the staged side runs.
 *
 * <p>The session's {@code cluster} setting never decides, because the place of the object would then depend on the
 * connection. A statement without {@code IN CLUSTER} goes to the environment's cluster if there is exactly one.
 * Otherwise it is a problem. If the environment has no cluster, written names do not change.
 */
final class Clusters {

    private final TargetNames targets;
    private final FileProblems fileProblems;

    Clusters(TargetNames targets, FileProblems fileProblems) {
        this.targets = targets;
        this.fileProblems = fileProblems;
    }

    /**
     * Decides the cluster of one statement and adds the edit that its text needs.
     *
     * @param clause the clause to insert if it is missing, with {@code %s} for the name
     * @return empty if there is a problem
     */
    Optional<Identifier> decide(ClusterPlace place, String clause, Edits edits) {
        if (place.written().isPresent()) {
            return written(place.written().get(), edits);
        }
        if (targets.clusters().size() != 1) {
            String what = "the statement names no cluster, and the environment has %s"
                    .formatted(targets.clusters().isEmpty() ? "none" : "several");
            fileProblems.add(place.insertion(), ModelProblemKind.CLUSTER_UNDECIDED, what);
            return Optional.empty();
        }
        Identifier only = targets.clusters().values().iterator().next();
        edits.replace(place.insertion(), place.insertion(), clause.formatted(only.sql()));
        return Optional.of(only);
    }

    private Optional<Identifier> written(Token token, Edits edits) {
        Identifier name = Identifier.of(token.value());
        Identifier staged = targets.clusters().get(name);
        if (staged != null) {
            if (!staged.equals(name)) {
                edits.replace(token.start(), token.end(), staged.sql());
            }
            return Optional.of(staged);
        }
        if (targets.isStagedCluster(name)) {
            String what = "cluster %s is written with its staged name".formatted(name);
            fileProblems.add(token.start(), ModelProblemKind.STAGED_NAME_WRITTEN, what);
            return Optional.empty();
        }
        if (!targets.clusters().isEmpty()) {
            String hint = Suggestions.clause(name.value(), targets.clusters().keySet(), Identifier::value);
            String what = "the environment does not have cluster %s%s".formatted(name, hint);
            fileProblems.add(token.start(), ModelProblemKind.CLUSTER_NOT_DEPLOYED, what);
            return Optional.empty();
        }
        return Optional.of(name);
    }
}
