package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Column;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.RunStatus;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sql.Messages;

/** Checks that the sinks of the live side can follow the swap: each runs, and its new object suits it. */
final class SinkFitness {

    private SinkFitness() {}

    static List<Problem> check(CatalogSnapshot catalog, ResolvedPairs sides) {
        List<Problem> problems = new ArrayList<>();
        for (Item sink : catalog.items()) {
            if (sink.kind() != ItemKind.SINK || sides.sideOf(sink) != Side.OUTSIDE) {
                continue;
            }
            for (ItemId id : catalog.reads(sink.id())) {
                Optional<Item> read = catalog.item(id)
                        .filter(item -> sides.sideOf(item) == Side.LIVE && item.kind() != ItemKind.CONNECTION);
                read.ifPresent(item -> check(catalog, sides, sink, item, problems));
            }
        }
        return problems;
    }

    private static void check(
            CatalogSnapshot catalog, ResolvedPairs sides, Item sink, Item read, List<Problem> problems) {
        String what = Messages.of(catalog, sink);
        Optional<Item> target = sides.counterpartOf(read);
        if (target.isEmpty()) {
            problems.add(target(catalog, what, read, "which the staged side does not have"));
        } else if (!target.get().kind().feedsSinks()) {
            problems.add(target(
                    catalog,
                    what,
                    read,
                    "which is a " + target.get().kind().text() + " on the staged side, and no sink can read one"));
        } else if (isPendingReplacement(catalog, target.get())) {
            problems.add(target(catalog, what, read, "which is a pending replacement on the staged side"));
        } else {
            columns(catalog, sink, target.get()).ifPresent(problems::add);
        }
        health(catalog, sink).ifPresent(problems::add);
    }

    private static Problem target(CatalogSnapshot catalog, String sink, Item read, String why) {
        return new Problem(
                ProblemCode.SINK_TARGET,
                sink + " reads " + catalog.nameOf(read) + ", " + why,
                sink,
                Fix.choice(
                        Fix.either("build a materialized view of that name"),
                        Fix.accept(ProblemCode.SINK_TARGET, "the sink stays on the previous version")));
    }

    private static boolean isPendingReplacement(CatalogSnapshot catalog, Item item) {
        return catalog.replacements().stream()
                .anyMatch(pending -> pending.replacement().equals(item.id()));
    }

    private static Optional<Problem> columns(CatalogSnapshot catalog, Item sink, Item target) {
        List<Identifier> named = sink.createSql().map(SinkColumns::of).orElse(List.of());
        List<Identifier> present =
                catalog.columns(target.id()).stream().map(Column::name).toList();
        List<String> missing = named.stream()
                .filter(column -> !present.contains(column))
                .map(Identifier::value)
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String what = Messages.of(catalog, sink);
        return Optional.of(new Problem(
                ProblemCode.SINK_COLUMNS,
                what + " needs " + (missing.size() == 1 ? "column " : "columns ") + String.join(", ", missing)
                        + ", but " + catalog.nameOf(target) + " has no such "
                        + (missing.size() == 1 ? "column" : "columns"),
                what,
                Fix.choice(
                        Fix.either("keep the columns in the new version"),
                        Fix.either("drop the sink and create another one", Messages.drop(catalog, sink)))));
    }

    /** Sinks of the live side that have stopped. A sink stops if its topic cannot take the rows of its new object. */
    static List<Problem> stopped(CatalogSnapshot catalog, ResolvedPairs sides) {
        return catalog.items().stream()
                .filter(item -> item.kind() == ItemKind.SINK && sides.sideOf(item) == Side.OUTSIDE)
                .filter(sink -> catalog.reads(sink.id()).stream()
                        .map(catalog::item)
                        .flatMap(Optional::stream)
                        .anyMatch(read -> sides.sideOf(read) == Side.LIVE))
                .filter(sink -> catalog.status(sink.id())
                        .filter(status -> status.state() == RunStatus.State.STALLED)
                        .isPresent())
                .flatMap(sink -> health(catalog, sink).stream())
                .toList();
    }

    /** The sinks of a list that do not run. */
    static List<Problem> health(CatalogSnapshot catalog, List<ItemId> sinks) {
        return sinks.stream()
                .flatMap(sink -> catalog.item(sink).stream())
                .flatMap(sink -> health(catalog, sink).stream())
                .toList();
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
                        Fix.accept(ProblemCode.SINK_UNHEALTHY, "re-point it later by another promote"))));
    }
}
