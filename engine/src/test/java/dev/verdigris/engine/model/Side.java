package dev.verdigris.engine.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Owned;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.model.ModelFile;

/**
 * The objects of one side of an environment at one moment.
 *
 * @param ids their ids
 * @param texts their names as in the paths of files, and the text that created each; empty where another tool created
 *     it
 */
record Side(Set<CatalogId> ids, Map<String, Optional<String>> texts) {

    /** The live side. */
    static Side live(CatalogSnapshot catalog, Environment environment, Ledger ledger) {
        return of(catalog, environment.pairs().stream().map(Pair::live).toList(), environment, ledger);
    }

    /** The side with the suffix. */
    static Side suffixed(CatalogSnapshot catalog, Environment environment, Ledger ledger) {
        return of(catalog, environment.pairs().stream().map(Pair::suffixed).toList(), environment, ledger);
    }

    private static Side of(CatalogSnapshot catalog, List<Target> halves, Environment environment, Ledger ledger) {
        Map<String, Optional<String>> texts = new TreeMap<>();
        Stream.Builder<CatalogId> ids = Stream.builder();
        for (int i = 0; i < environment.schemas().size(); i++) {
            String schema = environment.schemas().get(i).schema().value();
            for (Item item : itemsIn(catalog, halves.get(i))) {
                ids.add(item.id());
                texts.put(schema + "/" + item.name().value(), ledger.textOf(item.id()));
            }
        }
        return new Side(ids.build().collect(Collectors.toUnmodifiableSet()), texts);
    }

    private static List<Item> itemsIn(CatalogSnapshot catalog, Target half) {
        return half instanceof Target.OfSchema of
                ? catalog.schema(of.name())
                        .map(schema -> catalog.itemsIn(schema.id()))
                        .orElse(List.of())
                : List.of();
    }

    /** The side as a build from nothing would make it. */
    static Map<String, Optional<String>> of(List<ModelFile> files) {
        return files.stream()
                .collect(Collectors.toMap(
                        file -> file.path().replace(".sql", ""),
                        file -> Optional.of(file.text()),
                        (a, b) -> a,
                        TreeMap::new));
    }

    /** Whether it is the same version: the same objects, or objects of the same files. */
    boolean isSameVersion(Side other) {
        boolean known = texts.values().stream().allMatch(Optional::isPresent);
        return !ids.isEmpty() && (ids.equals(other.ids) || known && texts.equals(other.texts));
    }

    /** Whether the checks of the project pass on it. */
    boolean passesChecks(Environment environment) {
        boolean whole = environment.schemas().stream()
                .allMatch(schema -> texts.containsKey(schema.schema().value() + "/v"));
        return whole && texts.values().stream().flatMap(Optional::stream).noneMatch(ModelFiles::failsChecks);
    }

    /** The id of what has a name. */
    static Optional<CatalogId> id(CatalogSnapshot catalog, Target target) {
        return catalog.find(target).map(Owned::id);
    }
}
