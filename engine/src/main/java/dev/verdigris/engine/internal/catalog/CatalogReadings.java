package dev.verdigris.engine.internal.catalog;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.verdigris.core.catalog.CatalogPart;
import dev.verdigris.core.catalog.Limit;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.engine.internal.connection.Rows;
import dev.verdigris.engine.internal.connection.SqlSession;

/**
 * The catalog readings of one verb. Decisions are pure. A decision that needs a part that was not read is made again on
 * a new reading with that part, and every later reading of the verb has the part too. So each decision uses one reading
 * of one moment, and no part is read without need. The server's limits are read once.
 *
 * <p>Every method throws {@link dev.verdigris.engine.internal.connection.SqlFailure} if the server refuses or the
 * connection is lost.
 */
public final class CatalogReadings {

    /** While these rows do not change, the judged objects and their replicas do not change. */
    private static final List<CatalogQuery> UNCHANGED = List.of(CatalogQuery.OBJECTS, CatalogQuery.REPLICAS);

    private static final Set<CatalogPart> REPORTS = EnumSet.of(
            CatalogPart.HYDRATION,
            CatalogPart.HYDRATION_TIMES,
            CatalogPart.CRASHES,
            CatalogPart.SOURCE_STATUSES,
            CatalogPart.SINK_STATUSES,
            CatalogPart.REFRESHES,
            CatalogPart.USAGE);

    private final Supplier<SqlSession> session;
    private final Environment environment;
    private CatalogScope scope;
    private Optional<Map<Limit, Integer>> limits = Optional.empty();
    private Optional<CatalogObservation> last = Optional.empty();

    /** Prepares readings. Each one asks for the present session. The first one has {@code scope}. */
    public CatalogReadings(Supplier<SqlSession> session, Environment environment, CatalogScope scope) {
        this.session = session;
        this.environment = environment;
        this.scope = scope;
    }

    /** Decides on a new reading of the catalog. */
    public <T> T decide(Function<DeploymentView, T> decision) {
        return judge(observed -> decision.apply(observed.view()));
    }

    /** Decides on a new reading of the catalog and, if the decision asks for them, of the server's reports. */
    public <T> T judge(Function<CatalogObservation, T> decision) {
        while (true) {
            CatalogRows rows = read();
            try {
                CatalogObservation observed = new CatalogObservation(rows, environment);
                last = Optional.of(observed);
                return decision.apply(observed);
            } catch (CatalogPart.Unread unread) {
                if (rows.scope().has(unread.part())) {
                    throw unread;
                }
                scope = scope.with(unread.part());
            }
        }
    }

    /**
     * Decides on an observation of any scope that was just made, and on a new one if there is none or if it lacks a
     * part that the decision needs.
     */
    public <T> T judge(Optional<CatalogObservation> taken, Function<CatalogObservation, T> decision) {
        if (taken.isEmpty()) {
            return judge(decision);
        }
        try {
            return decision.apply(taken.get());
        } catch (CatalogPart.Unread unread) {
            scope = scope.with(unread.part());
            return judge(decision);
        }
    }

    /** Decides on the last reading, and on a new one if there is none or if it lacks a part that the decision needs. */
    public <T> T decideOnLast(Function<DeploymentView, T> decision) {
        return judge(last, observed -> decision.apply(observed.view()));
    }

    /**
     * Decides as {@link #judge} does. If the server's lists of objects and replicas have not changed since the last
     * observation, its catalog is used again, and only the server's reports are read.
     */
    public <T> T judgeAgain(Function<CatalogObservation, T> decision) {
        return judge(last.flatMap(this::again), decision);
    }

    /**
     * Decides on the last reading with some parts more, which alone are read now. If the server's lists of objects and
     * replicas have changed meanwhile, all is read again.
     */
    public <T> T judgeWith(CatalogScope more, Function<CatalogObservation, T> decision) {
        Optional<CatalogObservation> before = last;
        scope = scope.with(more);
        return judge(before.flatMap(this::widened), decision);
    }

    private Optional<CatalogObservation> widened(CatalogObservation before) {
        CatalogRows old = before.rows();
        Map<CatalogQuery, Rows> newer = CatalogReader.rows(
                session.get(),
                Arrays.stream(CatalogQuery.values())
                        .filter(query -> query == CatalogQuery.ROLES
                                || UNCHANGED.contains(query)
                                || query.part()
                                        .filter(part ->
                                                scope.has(part) && !old.scope().has(part))
                                        .isPresent())
                        .toList());
        return UNCHANGED.stream().allMatch(query -> old.same(query, newer))
                ? Optional.of(new CatalogObservation(old.under(newer).in(scope), environment))
                : Optional.empty();
    }

    /** The new reports with the old catalog; empty if the catalog must be read again. */
    private Optional<CatalogObservation> again(CatalogObservation before) {
        Map<CatalogQuery, Rows> newer = CatalogReader.rows(session.get(), reports());
        return UNCHANGED.stream().allMatch(query -> before.rows().same(query, newer))
                ? Optional.of(
                        new CatalogObservation(before.view(), before.rows().under(newer)))
                : Optional.empty();
    }

    /**
     * Whether the pairs, their objects, their replicas and all references to their objects are as in the last
     * observation, by one reading of their own rows. It does not show whether the objects are still ready.
     */
    public boolean isUnchanged() {
        return last.filter(before -> new PairRows(before.view())
                        .same(before.rows(), CatalogReader.rows(session.get(), PairRows.QUERIES)))
                .isPresent();
    }

    /**
     * The queries for a new observation with the old catalog: the clock, the lists that must not change, the reports.
     */
    private List<CatalogQuery> reports() {
        return Arrays.stream(CatalogQuery.values())
                .filter(query -> query == CatalogQuery.ROLES
                        || UNCHANGED.contains(query)
                        || query.part()
                                .filter(part -> REPORTS.contains(part) && scope.has(part))
                                .isPresent())
                .toList();
    }

    private CatalogRows read() {
        CatalogRows rows = CatalogReader.rows(session.get(), scope, limits);
        if (scope.has(CatalogPart.LIMITS)) {
            limits = Optional.of(rows.limits());
        }
        return rows;
    }
}
