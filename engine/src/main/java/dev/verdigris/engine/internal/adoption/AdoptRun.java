package dev.verdigris.engine.internal.adoption;

import java.util.List;

import dev.verdigris.core.adoption.Adoption;
import dev.verdigris.core.adoption.AdoptionPlanner;
import dev.verdigris.core.adoption.AdoptionWish;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.engine.internal.catalog.CatalogReadings;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.connection.AnswerWatch;
import dev.verdigris.engine.internal.connection.Cancellation;
import dev.verdigris.engine.internal.connection.ConnectionSource;
import dev.verdigris.engine.internal.connection.Sessions;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.internal.execution.Failures;
import dev.verdigris.engine.internal.verb.ConnectionProblems;
import dev.verdigris.engine.request.EngineOptions;

/** Reads the catalog of a server once, and adopts what it shows. */
public final class AdoptRun {

    private final ConnectionSource source;
    private final EngineOptions options;
    private final AdoptionWish wish;

    /** Prepares. It does not connect yet. */
    public AdoptRun(ConnectionSource source, EngineOptions options, AdoptionWish wish) {
        this.source = source;
        this.options = options;
        this.wish = wish;
    }

    /** The files and the problems. */
    public Adoption adopt() {
        AnswerWatch watch = new AnswerWatch(options.statementTimeout(), event -> {});
        try (Sessions sessions = new Sessions(source, notice -> {}, new Cancellation(), watch)) {
            return connected(sessions);
        }
    }

    private Adoption connected(Sessions sessions) {
        try {
            if (sessions.catalog().serverParameter(SqlSession.VERSION).isEmpty()) {
                return failed(ConnectionProblems.notMaterialize(sessions.address()));
            }
        } catch (SqlFailure failure) {
            return failed(ConnectionProblems.of(failure, sessions.address()));
        }
        try {
            return new CatalogReadings(sessions::catalog, wish.environment(), CatalogScope.DIFF)
                    .decide(view -> AdoptionPlanner.of(view.catalog(), wish));
        } catch (SqlFailure failure) {
            return failed(new Failures(wish.environment().name()).of(failure));
        }
    }

    private Adoption failed(Problem problem) {
        return Adoption.failed(wish.environment(), List.of(problem));
    }
}
