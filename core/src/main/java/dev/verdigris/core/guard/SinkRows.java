package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.CatalogPart;
import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Column;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.LiveNames;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Place;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sink.SinkColumns;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.sql.Messages;

/**
 * Finds the sinks whose new object can have other rows than the present one. {@code ALTER SINK … SET FROM} writes no
 * snapshot, so a key keeps its old value in the topic until its row changes again. On a real server, 532 of 553 keys
 * had no value with the new column after five promotions.
 *
 * <p>Two objects have the same rows if their definitions are the same but for the names of the pairs, and so are those
 * of all that they read in the pairs. A definition that is not known counts as another one. No query reads the data of
 * both sides here, because that can cost as much as both sides are large.
 */
public final class SinkRows {

    /**
     * The query that counts what differs for a sink.
     *
     * @param sink the sink
     * @param ofKeys whether it counts keys, and not rows
     * @param sql it reads both sides completely
     * @param cluster the cluster of the new object, if it has a replica
     */
    public record Count(ObjectName sink, boolean ofKeys, String sql, Optional<Identifier> cluster) {}

    private static final String BEARABLE = "if the readers of the topic can bear that, do nothing";

    private final CatalogSnapshot catalog;
    private final DeploymentView view;
    private final PlannedRelations planned;
    private final LiveNames names;

    private SinkRows(DeploymentView view, PlannedRelations planned) {
        this.catalog = view.catalog();
        this.view = view;
        this.planned = planned;
        this.names = new LiveNames(view);
    }

    /**
     * The sinks of the live side that will lack rows; none on a server that writes every row again.
     *
     * @param planned the staged relations that do not exist yet
     * @param ways what happens to the sinks; only one that is re-pointed lacks rows
     */
    static List<Problem> problems(DeploymentView view, PlannedRelations planned, SinkWays ways) {
        if (Hazard.SINKS_WRITE_AGAIN.threatens(view.catalog().session())) {
            return List.of();
        }
        SinkRows rows = new SinkRows(view, planned);
        List<Problem> problems = new ArrayList<>();
        rows.different(ways).forEach((sink, read) -> problems.add(rows.problem(sink, read, rows.target(read))));
        return problems;
    }

    /** The queries that count what differs, for the sinks whose new object exists. */
    public static List<Count> counts(DeploymentView view, SinkWays ways) {
        if (Hazard.SINKS_WRITE_AGAIN.threatens(view.catalog().session())) {
            return List.of();
        }
        SinkRows rows = new SinkRows(view, PlannedRelations.NONE);
        List<Count> counts = new ArrayList<>();
        rows.different(ways)
                .forEach((sink, read) -> rows.query(sink, read, rows.target(read))
                        .ifPresent(sql -> counts.add(rows.count(sink, read, sql))));
        return counts;
    }

    private Count count(Item sink, Item read, String sql) {
        Item target = target(read);
        return new Count(
                catalog.nameOf(sink),
                !key(sink, read, target).isEmpty(),
                sql,
                target.cluster()
                        .flatMap(catalog::cluster)
                        .filter(cluster -> !cluster.replicas().isEmpty())
                        .map(Cluster::name));
    }

    private Item target(Item read) {
        return view.pairs().counterpartOf(read).orElseThrow();
    }

    /** The sinks that are re-pointed to an object that can have other rows, each with the object that it reads. */
    private Map<Item, Item> different(SinkWays ways) {
        Map<Item, Item> different =
                knowsColumns() ? SinkFitness.repointed(view, planned, ways) : SinkFitness.toRepoint(view, ways);
        different
                .values()
                .removeIf(read -> view.pairs()
                        .counterpartOf(read)
                        .filter(target -> target.kind().feedsSinks() && !isSame(read, target, new HashSet<>()))
                        .isEmpty());
        return different;
    }

    private boolean isSame(Item live, Item staged, Set<ItemId> seen) {
        if (!seen.add(live.id())) {
            return true;
        }
        Optional<String> before = live.createSql().map(names::definition);
        return before.isPresent()
                && before.equals(staged.createSql().map(names::definition))
                && catalog.reads(live.id()).stream()
                        .flatMap(id -> catalog.item(id).stream())
                        .allMatch(read -> view.pairs()
                                .counterpartOf(read)
                                .map(other -> isSame(read, other, seen))
                                .orElse(true));
    }

    private Problem problem(Item sink, Item read, Item target) {
        String what = Messages.of(catalog, sink);
        List<Identifier> before = names(read);
        List<Identifier> added = columnsOf(target).stream()
                .filter(name -> !before.isEmpty() && !before.contains(name))
                .toList();
        String change = added.isEmpty()
                ? "whose rows can differ"
                : "which adds " + (added.size() == 1 ? "column " : "columns ")
                        + String.join(
                                ", ", added.stream().map(Identifier::value).toList());
        return new Problem(
                ProblemCode.SINK_NO_SNAPSHOT,
                what + " gets no snapshot of the " + (view.mayBeStaged() ? "new" : "previous") + " version of "
                        + catalog.nameOf(read) + ", " + change
                        + "; a row that differs reaches its topic only when it changes again",
                what,
                view.mayBeStaged() ? beforePromotion(sink, read, target) : beforeRollback());
    }

    private Fix beforePromotion(Item sink, Item read, Item target) {
        List<Fix.Alternative> ways = new ArrayList<>();
        ways.add(Fix.either(BEARABLE));
        ways.add(Fix.either(
                "if they need every row, publish the new version in a topic of its own",
                Fix.edit("choose republish for this sink, with a topic", Place.Setting.SINKS)));
        boolean exists = !planned.isPlanned(catalog.nameOf(target));
        if (!exists || !knowsColumns() || query(sink, read, target).isPresent()) {
            ways.add(Fix.either(
                    (exists ? "to know how many" : "to know how many, after the build")
                            + ", count them; no other run counts them, because that reads both sides completely",
                    Fix.command(Verb.PLAN, view.environment().name(), CommandOption.Switch.COUNT_KEYS)));
        }
        return new Fix.Choice(ways);
    }

    private static Fix beforeRollback() {
        return Fix.choice(
                Fix.either(BEARABLE),
                Fix.either("if they need every row, create a sink with a topic of its own after the rollback"));
    }

    /** The columns of the key that the sink writes; empty if it has none, or if one of the objects lacks a column. */
    private List<Identifier> key(Item sink, Item read, Item target) {
        List<Identifier> key =
                sink.createSql().map(SinkColumns::of).orElse(SinkColumns.NONE).key();
        return names(read).containsAll(key) && columnsOf(target).containsAll(key) ? key : List.of();
    }

    /** The query that counts what differs; empty if the new object does not exist or no column is known of both. */
    private Optional<String> query(Item sink, Item read, Item target) {
        List<Identifier> before = names(read);
        List<Identifier> after = columnsOf(target);
        List<Identifier> both = before.stream().filter(after::contains).toList();
        if (both.isEmpty() || planned.isPlanned(catalog.nameOf(target))) {
            return Optional.empty();
        }
        List<Identifier> key = key(sink, read, target);
        if (!before.containsAll(after)) {
            return Optional.of(
                    key.isEmpty() ? Ddl.count(catalog.nameOf(target)) : Ddl.countKeys(catalog.nameOf(target), key));
        }
        return Optional.of(
                key.isEmpty()
                        ? Ddl.countDifferences(catalog.nameOf(read), catalog.nameOf(target), both)
                        : Ddl.countDifferentKeys(catalog.nameOf(read), catalog.nameOf(target), both, key));
    }

    private List<Identifier> columnsOf(Item target) {
        return planned.isPlanned(catalog.nameOf(target))
                ? planned.columnsOf(catalog.nameOf(target)).orElse(List.of())
                : names(target);
    }

    /** The columns of a relation; none if they were not read, because a status can do without that cost. */
    private List<Identifier> names(Item relation) {
        return knowsColumns()
                ? catalog.columns(relation.id()).stream().map(Column::name).toList()
                : List.of();
    }

    private boolean knowsColumns() {
        return !catalog.unread().contains(CatalogPart.COLUMNS);
    }
}
