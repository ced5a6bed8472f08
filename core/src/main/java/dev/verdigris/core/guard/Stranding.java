package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemId;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.environment.Sides;
import dev.verdigris.core.environment.Sides.Side;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;

/** Bystanders that depend on one side: those that a swap strands, and those that a drop would take along. */
final class Stranding {

    private Stranding() {}

    /** Bystanders other than sinks that read the live side directly; sinks follow, these cannot. */
    static List<Problem> stranded(CatalogSnapshot catalog, Sides sides) {
        List<Problem> problems = new ArrayList<>();
        for (Item reader : readersOutside(catalog, sides, Side.LIVE)) {
            if (reader.kind() != ItemKind.SINK) {
                String what = Wording.of(catalog, reader);
                problems.add(new Problem(
                        ProblemCode.STRANDED,
                        what + " reads " + readOf(catalog, sides, reader, Side.LIVE) + " and cannot follow the swap"
                                + behind(catalog, sides, reader),
                        what,
                        "-- take its schema into the environment, or run again with --accept "
                                + ProblemCode.STRANDED.code() + " and create it again after the swap"));
            }
        }
        return problems;
    }

    /** Whatever depends on the suffixed side without belonging to it: it blocks dropping. */
    static List<Problem> stillRead(CatalogSnapshot catalog, Sides sides, Identifier environment) {
        List<Problem> problems = new ArrayList<>();
        for (Item reader : readersOutside(catalog, sides, Side.SUFFIXED)) {
            String what = Wording.of(catalog, reader);
            String cure = reader.kind() == ItemKind.SINK && hasLiveTwin(catalog, sides, reader)
                    ? Wording.command("promote", environment)
                    : "-- create it again on the live object, or drop it\n" + Wording.drop(catalog, reader);
            problems.add(new Problem(
                    ProblemCode.STILL_READ,
                    what + " reads " + readOf(catalog, sides, reader, Side.SUFFIXED) + ", which is to be dropped",
                    what,
                    cure));
        }
        return problems;
    }

    /** Objects that are not of {@code side} and read it directly, by full name. */
    private static List<Item> readersOutside(CatalogSnapshot catalog, Sides sides, Side side) {
        return sides.itemsOf(side).stream()
                .flatMap(item -> catalog.readers(item.id()).stream())
                .distinct()
                .map(catalog::item)
                .flatMap(Optional::stream)
                .filter(reader -> side == Side.LIVE
                        ? sides.sideOf(reader) == Side.OUTSIDE
                        : sides.sideOf(reader) != Side.SUFFIXED)
                .sorted(Comparator.comparing(catalog::nameOf))
                .toList();
    }

    private static String readOf(CatalogSnapshot catalog, Sides sides, Item reader, Side side) {
        return catalog.reads(reader.id()).stream()
                .map(catalog::item)
                .flatMap(Optional::stream)
                .filter(item -> sides.sideOf(item) == side)
                .map(item -> Wording.of(catalog, item))
                .collect(Collectors.joining(" and "));
    }

    private static String behind(CatalogSnapshot catalog, Sides sides, Item reader) {
        Set<ItemId> dependents = catalog.dependentsOf(List.of(reader.id()));
        long count = dependents.stream()
                .map(catalog::item)
                .flatMap(Optional::stream)
                .filter(item -> sides.sideOf(item) == Side.OUTSIDE)
                .count();
        return count == 0 ? "" : ", nor can " + count + (count == 1 ? " object" : " objects") + " behind it";
    }

    private static boolean hasLiveTwin(CatalogSnapshot catalog, Sides sides, Item sink) {
        return catalog.reads(sink.id()).stream()
                .map(catalog::item)
                .flatMap(Optional::stream)
                .filter(item -> sides.sideOf(item) == Side.SUFFIXED)
                .anyMatch(item -> sides.twinOf(item)
                        .filter(twin -> twin.kind().feedsSinks())
                        .isPresent());
    }
}
