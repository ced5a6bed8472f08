package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Column;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.RunStatus;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sink.SinkColumns;
import dev.verdigris.core.sink.SinkInputs;
import dev.verdigris.core.sink.SinkWay;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.sql.Messages;

/**
 * Checks that the sinks of the live side can follow the swap: each runs, and its new object suits it. The catalog does
 * not show whether the columns of a key are unique in the new object, which the server requires of a key without NOT
 * ENFORCED.
 */
final class SinkFitness {

    private SinkFitness() {}

    /** Sinks of the live side that must be re-pointed and do not run. */
    static List<Problem> notRunning(DeploymentView view, SinkWays ways) {
        return health(view.catalog(), repointed(view, ways).keySet());
    }

    /**
     * Sinks whose new object does not suit them, or the sinks that publish it again.
     *
     * @param planned the staged relations that do not exist yet
     */
    static List<Problem> targets(DeploymentView view, PlannedRelations planned, SinkWays ways) {
        CatalogSnapshot catalog = view.catalog();
        ResolvedPairs sides = view.pairs();
        List<Problem> problems = new ArrayList<>();
        unknown(catalog, sides).forEach(problems::add);
        Map<Item, Item> repointed = repointed(view, ways);
        problems.addAll(rewrites(catalog, repointed.keySet()));
        fed(catalog, sides).forEach((sink, read) -> {
            if (repointed.containsKey(sink) || ways.of(catalog.nameOf(sink)) instanceof SinkWay.Republish) {
                target(catalog, sides, sink, read, planned, repointed.containsKey(sink), problems);
            }
        });
        return problems;
    }

    /** The sinks of the live side that a swap re-points, each with the live object that it reads. */
    static Map<Item, Item> repointed(DeploymentView view, SinkWays ways) {
        Map<Item, Item> repointed = new LinkedHashMap<>(fed(view.catalog(), view.pairs()));
        repointed.keySet().removeIf(sink -> {
            ObjectName name = view.catalog().nameOf(sink);
            return ways.made().contains(name) || !(ways.of(name) instanceof SinkWay.Repoint);
        });
        return repointed;
    }

    /** The sinks of the live side, each with the live object that it reads. */
    static Map<Item, Item> fed(CatalogSnapshot catalog, ResolvedPairs sides) {
        Map<Item, Item> fed = new LinkedHashMap<>();
        outside(catalog, sides)
                .forEach(sink -> SinkInputs.source(catalog, sink)
                        .filter(read -> sides.sideOf(read) == Side.LIVE)
                        .ifPresent(read -> fed.put(sink, read)));
        return fed;
    }

    private static Stream<Item> outside(CatalogSnapshot catalog, ResolvedPairs sides) {
        return catalog.items().stream()
                .filter(item -> item.kind() == ItemKind.SINK && sides.sideOf(item) == Side.OUTSIDE);
    }

    /** Those of the sinks that are re-pointed whose topic gets every row again. */
    static List<Problem> rewrites(CatalogSnapshot catalog, Collection<Item> repointed) {
        Hazard hazard = Hazard.SINKS_WRITE_AGAIN;
        return hazard.threatens(catalog.session())
                ? repointed.stream()
                        .map(sink -> new Problem(
                                hazard.code(),
                                Messages.of(catalog, sink) + " must be re-pointed, and " + hazard.of(catalog.session()),
                                Messages.of(catalog, sink),
                                Fix.choice(
                                        Fix.either(hazard.wayOut()),
                                        Fix.accept(
                                                hazard.code(),
                                                Messages.subject(catalog, sink),
                                                "its topic gets every row again"))))
                        .toList()
                : List.of();
    }

    /** The sinks that may read the live side: they depend on it, and the catalog does not show what they read. */
    private static Stream<Problem> unknown(CatalogSnapshot catalog, ResolvedPairs sides) {
        return outside(catalog, sides)
                .filter(sink -> SinkInputs.source(catalog, sink).isEmpty()
                        && SinkInputs.relations(catalog, sink).stream()
                                .anyMatch(item -> sides.sideOf(item) == Side.LIVE))
                .map(sink -> new Problem(
                        ProblemCode.SINK_TARGET,
                        "the definition of " + Messages.of(catalog, sink)
                                + " does not show which of its objects it reads",
                        Messages.of(catalog, sink),
                        Fix.choice(
                                Fix.either("replace it by a sink whose definition shows it"),
                                Fix.accept(
                                        ProblemCode.SINK_TARGET,
                                        Messages.subject(catalog, sink),
                                        "the sink stays on the previous version"))));
    }

    private static void target(
            CatalogSnapshot catalog,
            ResolvedPairs sides,
            Item sink,
            Item read,
            PlannedRelations planned,
            boolean repointed,
            List<Problem> problems) {
        Optional<Item> target = sides.counterpartOf(read);
        if (target.isEmpty()) {
            problems.add(target(catalog, sink, read, "which the staged side does not have"));
        } else if (!target.get().kind().feedsSinks()) {
            problems.add(target(
                    catalog,
                    sink,
                    read,
                    "which is a " + target.get().kind().text() + " on the staged side, and no sink can read one"));
        } else if (isPendingReplacement(catalog, target.get())) {
            problems.add(target(catalog, sink, read, "which is a pending replacement on the staged side"));
        } else {
            SinkColumns used = sink.createSql().map(SinkColumns::of).orElse(SinkColumns.NONE);
            missing(catalog, sink, used, read, target.get(), planned).ifPresent(problems::add);
            if (repointed && !planned.isPlanned(catalog.nameOf(target.get()))) {
                retyped(catalog, sink, used, read, target.get()).ifPresent(problems::add);
            }
        }
    }

    private static Problem target(CatalogSnapshot catalog, Item sink, Item read, String why) {
        String what = Messages.of(catalog, sink);
        return new Problem(
                ProblemCode.SINK_TARGET,
                what + " reads " + catalog.nameOf(read) + ", " + why,
                what,
                Fix.choice(
                        Fix.either("build a materialized view of that name"),
                        Fix.accept(
                                ProblemCode.SINK_TARGET,
                                Messages.subject(catalog, sink),
                                "the sink stays on the previous version")));
    }

    private static boolean isPendingReplacement(CatalogSnapshot catalog, Item item) {
        return catalog.replacements().stream()
                .anyMatch(pending -> pending.replacement().equals(item.id()));
    }

    /**
     * The columns that the sink needs and that its new object lacks. A name in an expression counts if the present
     * object has such a column, or if the columns of the present object are not known.
     */
    private static Optional<Problem> missing(
            CatalogSnapshot catalog, Item sink, SinkColumns used, Item read, Item target, PlannedRelations planned) {
        Optional<List<Identifier>> present = planned.isPlanned(catalog.nameOf(target))
                ? planned.columnsOf(catalog.nameOf(target))
                : Optional.of(names(catalog.columns(target.id())));
        if (present.isEmpty()) {
            return Optional.empty();
        }
        List<String> missing = needed(catalog, used, read)
                .filter(column -> !present.get().contains(column))
                .map(Identifier::value)
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(columns(
                catalog,
                sink,
                Messages.of(catalog, sink) + " needs " + (missing.size() == 1 ? "column " : "columns ")
                        + String.join(", ", missing) + ", but " + catalog.nameOf(target) + " has no such "
                        + (missing.size() == 1 ? "column" : "columns"),
                "keep the columns in the new version"));
    }

    /** The columns that the sink needs and that have another type in its new object. */
    private static Optional<Problem> retyped(
            CatalogSnapshot catalog, Item sink, SinkColumns used, Item read, Item target) {
        List<String> changes = needed(catalog, used, read)
                .flatMap(name -> catalog.columnNamed(read.id(), name).stream()
                        .flatMap(before -> catalog.columnNamed(target.id(), name).stream()
                                .filter(after -> !after.type().equals(before.type()))
                                .map(after -> name + " from " + before.type() + " to " + after.type())))
                .toList();
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(columns(
                catalog,
                sink,
                Messages.of(catalog, sink) + " needs columns whose types change: " + String.join(", ", changes),
                "keep the types of these columns in the new version"));
    }

    private static Problem columns(CatalogSnapshot catalog, Item sink, String fact, String fix) {
        return new Problem(
                ProblemCode.SINK_COLUMNS,
                fact,
                Messages.of(catalog, sink),
                Fix.choice(
                        Fix.either(fix),
                        Fix.either(
                                "replace the sink yourself: create one that suits the new version, then drop this one"),
                        Fix.accept(
                                ProblemCode.SINK_COLUMNS,
                                Messages.subject(catalog, sink),
                                "the sink stays on the previous version until it is replaced")));
    }

    private static Stream<Identifier> needed(CatalogSnapshot catalog, SinkColumns used, Item read) {
        List<Identifier> before = names(catalog.columns(read.id()));
        return Stream.concat(
                        used.named().stream(),
                        used.inExpression().stream().filter(name -> before.isEmpty() || before.contains(name)))
                .distinct();
    }

    private static List<Identifier> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }

    /** Sinks of the live side that have stopped. A sink stops if its topic cannot take the rows of its new object. */
    static List<Problem> stopped(CatalogSnapshot catalog, ResolvedPairs sides) {
        return fed(catalog, sides).keySet().stream()
                .filter(sink -> catalog.status(sink.id())
                        .filter(status -> status.state() == RunStatus.State.STALLED)
                        .isPresent())
                .flatMap(sink -> health(catalog, sink).stream())
                .toList();
    }

    /** The sinks of a list that do not run. */
    static List<Problem> health(CatalogSnapshot catalog, Collection<Item> sinks) {
        return sinks.stream().flatMap(sink -> health(catalog, sink).stream()).toList();
    }

    /** A sink that does not run. An unknown status counts as a problem. */
    private static Optional<Problem> health(CatalogSnapshot catalog, Item sink) {
        RunStatus.State state = catalog.status(sink.id()).map(RunStatus::state).orElse(RunStatus.State.UNKNOWN);
        if (state == RunStatus.State.RUNNING) {
            return Optional.empty();
        }
        String error = catalog.status(sink.id())
                .flatMap(RunStatus::error)
                .map(text -> ": " + text)
                .orElse("");
        String what = Messages.of(catalog, sink);
        return Optional.of(new Problem(
                ProblemCode.SINK_UNHEALTHY,
                what + " is " + state.text() + error,
                what,
                Fix.choice(
                        Fix.either("make the sink run"),
                        Fix.accept(
                                ProblemCode.SINK_UNHEALTHY,
                                Messages.subject(catalog, sink),
                                "re-point it later, by the same verb again"))));
    }
}
