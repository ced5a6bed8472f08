package dev.verdigris.sandbox.session.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.verdigris.sandbox.catalog.query.QueryAccess.UserObject;
import dev.verdigris.sandbox.statement.name.ObjectPath;

/**
 * The results of authorization checks, shared by all sessions while the catalog is unchanged. After a swap, many
 * readers need the same check at once.
 */
public final class AuthorizationCache {

    private static final int REMEMBERED = 2_000;

    /**
     * Everything that the answer depends on.
     *
     * @param revision the catalog's
     * @param session the parts of the session that matter: role, routing, privilege checks, database, search path,
     *     cluster
     */
    public record Question(long revision, String session, List<ObjectPath> relations, String privilege) {}

    private final Map<Question, List<UserObject>> answers = new ConcurrentHashMap<>();

    /** The relations of users that the query reads, if the same was allowed at this revision. */
    public Optional<List<UserObject>> answer(Question question) {
        return Optional.ofNullable(answers.get(question));
    }

    /** Keeps an answer, and drops those of older revisions. */
    public void remember(Question question, List<UserObject> userObjects) {
        answers.keySet().removeIf(old -> old.revision() < question.revision() || answers.size() > REMEMBERED);
        answers.put(question, userObjects);
    }
}
