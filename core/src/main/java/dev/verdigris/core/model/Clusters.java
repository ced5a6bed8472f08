package dev.verdigris.core.model;

import java.util.Optional;

import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.model.syntax.Statement.ClusterPlace;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.text.Suggestions;

/**
 * Decides on which cluster an object of the staged side lives.
 *
 * <p>The session's {@code cluster} setting never decides: it would put the object wherever the connection happens to
 * point. A statement without {@code IN CLUSTER} goes to the environment's cluster if there is exactly one, and is a
 * problem otherwise. An environment without any cluster leaves written names alone.
 */
final class Clusters {

    private final TargetNames targets;
    private final FileProblems complaints;

    Clusters(TargetNames targets, FileProblems complaints) {
        this.targets = targets;
        this.complaints = complaints;
    }

    /**
     * The cluster of one statement, with the edit that its text needs.
     *
     * @param clause how a missing clause is inserted, with {@code %s} for the name
     * @return nothing if a problem was found
     */
    Optional<Identifier> decide(ClusterPlace place, String clause, Edits edits) {
        if (place.written().isPresent()) {
            return written(place.written().get(), edits);
        }
        if (targets.clusters().size() != 1) {
            String what = "the statement names no cluster, and the environment has %s"
                    .formatted(targets.clusters().isEmpty() ? "none" : "several");
            complaints.add(place.insertion(), ModelProblemKind.CLUSTER_UNDECIDED, what);
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
            String what = "cluster %s is named on the staged side itself".formatted(name);
            complaints.add(token.start(), ModelProblemKind.STAGED_NAME_WRITTEN, what);
            return Optional.empty();
        }
        if (!targets.clusters().isEmpty()) {
            String hint = Suggestions.clause(name.value(), targets.clusters().keySet(), Identifier::value);
            String what = "cluster %s is none of the environment's clusters%s".formatted(name, hint);
            complaints.add(token.start(), ModelProblemKind.CLUSTER_NOT_DEPLOYED, what);
            return Optional.empty();
        }
        return Optional.of(name);
    }
}
