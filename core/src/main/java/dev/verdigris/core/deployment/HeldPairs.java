package dev.verdigris.core.deployment;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Owned;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Pair;

/**
 * The pairs that a deployment holds. They are part of the definition of its state view. Each pair has its names, and
 * the id that its live half had when the state view was created. A swap exchanges the names and keeps the ids. So the
 * ids show which side is live, also if another tool has swapped the pairs.
 *
 * @param all the pairs
 */
public record HeldPairs(List<Held> all) {

    public HeldPairs {
        all = List.copyOf(all);
    }

    /**
     * One pair.
     *
     * @param names its names
     * @param previous the id of the half that was live when the state view was created, so that a promotion makes it
     *     the previous one; empty if there was none
     */
    public record Held(Pair names, Optional<CatalogId> previous) {}

    /** Where the {@linkplain Held#previous previous} half of a pair is. */
    enum PreviousHalf {
        /** It has the live name. */
        LIVE,
        /** It has the suffixed name: the pair was swapped. */
        SUFFIXED,
        /** It has neither name of the pair. */
        GONE,
        /** The pair had no live half. */
        UNKNOWN
    }

    /**
     * The pairs of an environment, with the ids that a catalog shows.
     *
     * @param as the phase that the suffixed side is in; in {@link Phase#PROMOTED} it is the side that was live before
     */
    public static HeldPairs of(CatalogSnapshot catalog, Environment environment, Phase as) {
        return new HeldPairs(environment.pairs().stream()
                .map(pair -> new Held(pair, id(catalog, as.isStaged() ? pair.live() : pair.suffixed())))
                .toList());
    }

    private static Optional<CatalogId> id(CatalogSnapshot catalog, Target target) {
        return catalog.find(target).map(Owned::id);
    }

    /** Whether these are exactly the pairs of an environment. The order does not matter. */
    public boolean areOf(Environment environment) {
        return Set.copyOf(names()).equals(Set.copyOf(environment.pairs()));
    }

    /** The pairs that the deployment holds and the environment lacks. */
    public List<Pair> missingIn(Environment environment) {
        return names().stream()
                .filter(pair -> !environment.pairs().contains(pair))
                .toList();
    }

    /** The pairs of the environment that the deployment does not hold. */
    public List<Pair> addedBy(Environment environment) {
        return environment.pairs().stream()
                .filter(pair -> !names().contains(pair))
                .toList();
    }

    /** The schemas and clusters, live or suffixed, that are in these pairs and in those of an environment. */
    public List<Target> sharedWith(Environment environment) {
        Set<Target> theirs = new HashSet<>(halves(environment.pairs()));
        return halves(names()).stream().filter(theirs::contains).toList();
    }

    /** The names of the pairs. */
    public List<Pair> names() {
        return all.stream().map(Held::names).toList();
    }

    private static Set<Target> halves(Collection<Pair> pairs) {
        Set<Target> halves = new LinkedHashSet<>();
        pairs.forEach(pair -> halves.addAll(List.of(pair.live(), pair.suffixed())));
        return halves;
    }

    /** The pairs whose previous half is there. */
    List<Pair> where(PreviousHalf place, CatalogSnapshot catalog) {
        return places(catalog).entrySet().stream()
                .filter(each -> each.getValue() == place)
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<Pair, PreviousHalf> places(CatalogSnapshot catalog) {
        Map<Pair, PreviousHalf> places = new LinkedHashMap<>();
        all.forEach(held -> places.put(held.names(), place(catalog, held)));
        return places;
    }

    private static PreviousHalf place(CatalogSnapshot catalog, Held held) {
        if (held.previous().isEmpty()) {
            return PreviousHalf.UNKNOWN;
        }
        if (held.previous().equals(id(catalog, held.names().live()))) {
            return PreviousHalf.LIVE;
        }
        return held.previous().equals(id(catalog, held.names().suffixed())) ? PreviousHalf.SUFFIXED : PreviousHalf.GONE;
    }

    /**
     * Whether the previous side is live now: before the promotion, or after a rollback. It needs only one id.
     *
     * @return empty if no pair had a live half
     */
    static Optional<Boolean> isPreviousLive(HeldPairs held, CatalogSnapshot catalog) {
        return held.withId() == 0
                ? Optional.empty()
                : Optional.of(!held.where(PreviousHalf.LIVE, catalog).isEmpty());
    }

    /** The number of pairs that had a live half. */
    int withId() {
        return (int) all.stream().filter(held -> held.previous().isPresent()).count();
    }

    /** The present names of the previous halves, if these are not names of their pairs. */
    public static List<Target> moved(HeldPairs held, CatalogSnapshot catalog) {
        return held.all.stream()
                .filter(pair -> place(catalog, pair) == PreviousHalf.GONE)
                .flatMap(pair -> pair.previous().stream())
                .flatMap(id -> catalog.half(id).stream())
                .toList();
    }

    /** Whether every live half exists, and the macros of dbt have written on each live schema that they promoted it. */
    boolean isPromotedByDbt(CatalogSnapshot catalog) {
        List<Target> live = names().stream().map(Pair::live).toList();
        List<Target> schemas =
                live.stream().filter(Target.OfSchema.class::isInstance).toList();
        return !schemas.isEmpty()
                && live.stream().allMatch(half -> id(catalog, half).isPresent())
                && schemas.stream()
                        .allMatch(schema -> id(catalog, schema)
                                .flatMap(catalog::comment)
                                .flatMap(DbtDeployment::of)
                                .isPresent());
    }

    /** Whether any suffixed name exists. */
    boolean anySuffixed(CatalogSnapshot catalog) {
        return names().stream().anyMatch(pair -> id(catalog, pair.suffixed()).isPresent());
    }

    /** Whether every pair has both halves and the suffixed one is newer. Ids grow, and a swap does not change them. */
    boolean allSuffixedNewer(CatalogSnapshot catalog) {
        return names().stream()
                .allMatch(pair -> id(catalog, pair.suffixed())
                        .filter(suffixed -> id(catalog, pair.live())
                                .filter(live -> CatalogId.ORDER.compare(suffixed, live) > 0)
                                .isPresent())
                        .isPresent());
    }
}
