package dev.verdigris.core.guard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sql.Messages;

/**
 * Finds suffixed objects that read the live side, directly or through external dependents. After the swap they would
 * read the previous version. It also finds those that read a schema which has the suffix and is not part of the
 * environment, because that is the staged or previous side of something else. Of a path through
 * several suffixed objects, only the nearest one is reported.
 */
final class LiveReferences {

    private LiveReferences() {}

    /**
     * The problems of all suffixed objects.
     *
     * @param planned the staged relations that do not exist yet
     */
    static List<Problem> problems(DeploymentView view, PlannedRelations planned) {
        ResolvedPairs sides = view.pairs();
        List<Problem> problems = new ArrayList<>();
        for (Item item : sides.itemsOf(Side.SUFFIXED)) {
            for (List<Item> path : pathsToOthers(view, item)) {
                boolean live = sides.sideOf(path.get(path.size() - 1)) == Side.LIVE;
                problems.add(live ? problem(view, path, planned) : suffixed(view, path));
            }
        }
        return problems;
    }

    /**
     * One path to each live object, and to each object of another suffixed schema, that an object reaches without
     * passing through its own side.
     */
    private static List<List<Item>> pathsToOthers(DeploymentView view, Item start) {
        CatalogSnapshot catalog = view.catalog();
        ResolvedPairs sides = view.pairs();
        List<List<Item>> paths = new ArrayList<>();
        Map<ItemId, Item> cameFrom = new HashMap<>();
        Deque<Item> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            Item at = open.removeFirst();
            for (ItemId id : catalog.reads(at.id())) {
                Item next = catalog.item(id).orElse(null);
                if (next == null || sides.sideOf(next) == Side.SUFFIXED || cameFrom.putIfAbsent(id, at) != null) {
                    continue;
                }
                if (sides.sideOf(next) == Side.LIVE || isSuffixed(view, next)) {
                    paths.add(path(cameFrom, start, next));
                } else {
                    open.addLast(next);
                }
            }
        }
        return paths;
    }

    private static boolean isSuffixed(DeploymentView view, Item item) {
        return view.catalog()
                .schema(item.schema())
                .filter(schema -> view.environment().isSuffixed(schema.name()))
                .isPresent();
    }

    private static List<Item> path(Map<ItemId, Item> cameFrom, Item start, Item end) {
        Deque<Item> path = new ArrayDeque<>(List.of(end));
        while (!path.getFirst().id().equals(start.id())) {
            path.addFirst(Objects.requireNonNull(cameFrom.get(path.getFirst().id())));
        }
        return List.copyOf(path);
    }

    private static Problem problem(DeploymentView view, List<Item> path, PlannedRelations planned) {
        CatalogSnapshot catalog = view.catalog();
        Item reader = path.get(0);
        Item read = path.get(path.size() - 1);
        return new Problem(
                ProblemCode.CROSS_WIRED,
                Messages.of(catalog, reader) + " reads the live " + Messages.of(catalog, read) + via(catalog, path),
                Messages.of(catalog, reader),
                path.size() > 2
                        ? withoutDetour(catalog, path)
                        : planned.isPlanned(catalog.nameOf(reader))
                                ? Fix.advice(
                                        "add a model of " + catalog.nameOf(read) + ", so that the staged side has it")
                                : again(view, read));
    }

    private static Fix withoutDetour(CatalogSnapshot catalog, List<Item> path) {
        String detour = Messages.of(catalog, path.get(1));
        return Fix.choice(
                Fix.either("let its definition read " + catalog.nameOf(path.getLast()) + " itself, without " + detour),
                Fix.either("take the schema of " + detour + " into the environment"));
    }

    /** No statement is shown that would drop it: a build makes its own objects again, and drops all others. */
    private static Fix again(DeploymentView view, Item read) {
        CatalogSnapshot catalog = view.catalog();
        if (view.record().flatMap(DeploymentRecord::built).isPresent()) {
            return Fix.command(view.builder(), view.environment().name());
        }
        return Fix.advice(view.pairs()
                .counterpartOf(read)
                .map(counterpart -> "create it again so that it reads " + catalog.nameOf(counterpart))
                .orElse("build the staged counterpart of " + catalog.nameOf(read)
                        + ", then create it again so that it reads that"));
    }

    private static Problem suffixed(DeploymentView view, List<Item> path) {
        CatalogSnapshot catalog = view.catalog();
        String reader = Messages.of(catalog, path.get(0));
        Item read = path.get(path.size() - 1);
        return new Problem(
                ProblemCode.READS_SUFFIXED,
                reader + " reads " + Messages.of(catalog, read) + via(catalog, path) + ", whose schema has the suffix "
                        + view.environment().suffix() + " and is not part of environment "
                        + view.environment().name(),
                reader,
                Fix.choice(
                        Fix.either("take its schema into the environment"),
                        Fix.either("read the live object of that name, and build again"),
                        Fix.accept(
                                ProblemCode.READS_SUFFIXED,
                                Messages.subject(catalog, path.getFirst()),
                                "the schema is not a side of another deployment")));
    }

    private static String via(CatalogSnapshot catalog, List<Item> path) {
        StringBuilder via = new StringBuilder();
        for (Item between : path.subList(1, path.size() - 1)) {
            via.append(" through ").append(Messages.of(catalog, between));
        }
        return via.toString();
    }
}
