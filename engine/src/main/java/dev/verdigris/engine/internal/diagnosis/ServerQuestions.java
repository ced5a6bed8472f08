package dev.verdigris.engine.internal.diagnosis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.model.ModelQuestion;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.plan.BuildPlanner;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.diagnosis.Opinion;
import dev.verdigris.engine.internal.connection.AnswerWatch;
import dev.verdigris.engine.internal.connection.Cancellation;
import dev.verdigris.engine.internal.connection.ConnectionSource;
import dev.verdigris.engine.internal.connection.ServerRefusal;
import dev.verdigris.engine.internal.connection.Sessions;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.internal.verb.ConnectionProblems;
import dev.verdigris.engine.request.EngineOptions;

/** Asks a server about the queries of models, one after the other. */
public final class ServerQuestions {

    /** What the server cannot do (PostgreSQL, appendix A, class 0A). It says nothing about the query. */
    private static final String UNSUPPORTED = "0A";

    private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"|'([^']+)'");

    private final SqlSession session;
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> notAsked = new ArrayList<>();
    private final Set<ObjectName> unclear = new HashSet<>();
    private int asked;

    private ServerQuestions(SqlSession session) {
        this.session = session;
    }

    /** Asks all questions, which are in reading order. */
    public static Opinion ask(
            ConnectionSettings connection,
            Environment environment,
            List<ModelQuestion> questions,
            EngineOptions options) {
        AnswerWatch watch = new AnswerWatch(options.statementTimeout(), unanswered -> {});
        try (Sessions sessions =
                new Sessions(ConnectionSource.of(connection), notice -> {}, new Cancellation(), watch)) {
            SqlSession catalog = sessions.catalog();
            if (catalog.serverParameter(SqlSession.VERSION).isEmpty()) {
                return none(ConnectionProblems.notMaterialize(connection.address()));
            }
            try (SqlSession session = sessions.open(cluster(catalog, environment))) {
                ServerQuestions all = new ServerQuestions(session);
                questions.forEach(all::ask);
                return new Opinion(all.asked, all.problems, all.notAsked);
            }
        } catch (SqlFailure failure) {
            return none(ConnectionProblems.of(failure, connection.address()));
        }
    }

    private static Opinion none(Problem problem) {
        return new Opinion(0, List.of(problem), List.of());
    }

    /** A cluster that exists, because the server explains no query without one: a live one if there is one. */
    private static Optional<String> cluster(SqlSession catalog, Environment environment) {
        List<String> known =
                catalog.query("SELECT name FROM mz_catalog.mz_clusters").map(row -> row.text("name"));
        return environment.clusters().stream()
                .map(Identifier::value)
                .filter(known::contains)
                .findFirst();
    }

    /** Asks one question, unless the answer is known to be about another model. */
    private void ask(ModelQuestion question) {
        List<ObjectName> causes =
                question.reads().stream().filter(unclear::contains).sorted().toList();
        if (!causes.isEmpty()) {
            leave(question, "it reads " + causes.getFirst() + ", whose query the server has not accepted");
            return;
        }
        Optional<String> obstacle = question.obstacle();
        if (obstacle.isPresent()) {
            leave(question, obstacle.get());
            return;
        }
        try {
            session.query(question.sql());
            asked++;
        } catch (ServerRefusal refusal) {
            refused(question, refusal);
        }
    }

    private void refused(ModelQuestion question, ServerRefusal refusal) {
        boolean unsupported = refusal.sqlState().startsWith(UNSUPPORTED);
        if (unsupported
                || refusal.is(ServerRefusal.INSUFFICIENT_PRIVILEGE)
                || refusal.noAnswer().isPresent()) {
            leave(question, "the server gives no answer: " + refusal.describe().replace("\n", "; "));
            return;
        }
        asked++;
        unclear.add(question.model());
        problems.add(BuildPlanner.problem(question.at(
                refusal.position(),
                name(String.valueOf(refusal.getMessage())),
                "the server refuses the query of " + question.model() + ": "
                        + refusal.describe().replace("\n", "; "))));
    }

    private void leave(ModelQuestion question, String why) {
        unclear.add(question.model());
        notAsked.add("The server was not asked about " + question.model() + ": " + why + ".");
    }

    /** The first name in a message. It only decides which line is shown. */
    private static Optional<String> name(String message) {
        Matcher name = NAME.matcher(message);
        return name.find() ? Optional.of(name.group(1) == null ? name.group(2) : name.group(1)) : Optional.empty();
    }
}
