package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.RunStatus;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.guard.sinks.OutsideSinks;
import dev.verdigris.core.guard.sinks.SinkTargets;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sink.SinkInputs;
import dev.verdigris.core.sink.SinkWay;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.sql.Messages;

/**
 * Asks whether the sinks of the live side can follow the swap: each runs, and its new object suits it. The catalog does
 * not show whether the columns of a key are unique in the new object, which the server requires of a key without NOT
 * ENFORCED.
 */
final class SinkFitness {

    private SinkFitness() {}

    /** Sinks of the live side that must be re-pointed and do not run. */
    static List<Problem> notRunning(DeploymentView view, SinkWays ways) {
        return health(
                view.catalog(), repointed(view, PlannedRelations.NONE, ways).keySet());
    }

    /**
     * Sinks whose new object does not suit them, or the sinks that publish it again.
     *
     * @param planned the staged relations that do not exist yet
     */
    static List<Problem> targets(DeploymentView view, PlannedRelations planned, SinkWays ways) {
        List<Problem> problems = new ArrayList<>(unknown(view));
        problems.addAll(rewrites(view.catalog(), repointed(view, planned, ways).keySet()));
        OutsideSinks.reading(view, Side.LIVE)
                .forEach((sink, read) -> problems.addAll(target(view, planned, ways, sink, read)));
        return problems;
    }

    /**
     * The sinks of the live side that a swap re-points, each with the live object that it reads. A sink that its new
     * object does not suit stays.
     *
     * @param planned the staged relations that do not exist yet
     */
    static Map<Item, Item> repointed(DeploymentView view, PlannedRelations planned, SinkWays ways) {
        Map<Item, Item> repointed = toRepoint(view, ways);
        repointed
                .entrySet()
                .removeIf(each -> !target(view, planned, ways, each.getKey(), each.getValue())
                        .isEmpty());
        return repointed;
    }

    /** The same sinks with those that stay: whether a new object suits a sink, only its columns show. */
    static Map<Item, Item> toRepoint(DeploymentView view, SinkWays ways) {
        Map<Item, Item> chosen = OutsideSinks.reading(view, Side.LIVE);
        chosen.keySet()
                .removeIf(sink -> !(ways.of(view.catalog().nameOf(sink)) instanceof SinkWay.Repoint)
                        || ways.made().contains(view.catalog().nameOf(sink)));
        return chosen;
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
    private static List<Problem> unknown(DeploymentView view) {
        CatalogSnapshot catalog = view.catalog();
        return OutsideSinks.of(view).stream()
                .filter(sink -> SinkInputs.source(catalog, sink).isEmpty()
                        && SinkInputs.relations(catalog, sink).stream()
                                .anyMatch(item -> view.pairs().sideOf(item) == Side.LIVE))
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
                                        "the sink stays on the previous version"))))
                .toList();
    }

    /** What stands against the new object of a sink, or of the sink that publishes it again. */
    private static List<Problem> target(
            DeploymentView view, PlannedRelations planned, SinkWays ways, Item sink, Item read) {
        CatalogSnapshot catalog = view.catalog();
        ObjectName name = catalog.nameOf(sink);
        Optional<Item> target = view.pairs().counterpartOf(read);
        SinkWay way = ways.of(name);
        if (ways.made().contains(name) || way instanceof SinkWay.Refuse) {
            return List.of();
        }
        if (target.isEmpty()) {
            return List.of(target(catalog, sink, read, "which the staged side does not have"));
        }
        if (!target.get().kind().feedsSinks()) {
            return List.of(target(
                    catalog,
                    sink,
                    read,
                    "which is a " + target.get().kind().text() + " on the staged side, and no sink can read one"));
        }
        if (SinkTargets.readable(view, read).isEmpty()) {
            return List.of(target(catalog, sink, read, "which is a pending replacement on the staged side"));
        }
        List<Problem> problems = new ArrayList<>();
        missing(catalog, sink, read, target.get(), planned).ifPresent(problems::add);
        if (way instanceof SinkWay.Repoint && !planned.isPlanned(catalog.nameOf(target.get()))) {
            retyped(catalog, sink, read, target.get()).ifPresent(problems::add);
        }
        return problems;
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

    /** The columns that the sink needs and that its new object lacks. */
    private static Optional<Problem> missing(
            CatalogSnapshot catalog, Item sink, Item read, Item target, PlannedRelations planned) {
        Optional<List<Identifier>> present = planned.isPlanned(catalog.nameOf(target))
                ? planned.columnsOf(catalog.nameOf(target))
                : Optional.of(SinkTargets.names(catalog, target));
        List<String> missing =
                present.map(columns -> SinkTargets.missing(catalog, sink, read, columns)).orElse(List.of()).stream()
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
    private static Optional<Problem> retyped(CatalogSnapshot catalog, Item sink, Item read, Item target) {
        List<String> changes = SinkTargets.retyped(catalog, sink, read, target);
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

    /** Sinks of the live side that have stopped. A sink stops if its topic cannot take the rows of its new object. */
    static List<Problem> stopped(DeploymentView view) {
        CatalogSnapshot catalog = view.catalog();
        return OutsideSinks.reading(view, Side.LIVE).keySet().stream()
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
