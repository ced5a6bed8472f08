package dev.verdigris.core.deployment;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.ClusterId;
import dev.verdigris.core.catalog.id.SchemaId;
import dev.verdigris.core.environment.ClusterPair;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.environment.SchemaPair;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;

/**
 * The pairs that a deployment holds. They are part of the definition of its state view. Each pair has its names, and the
 * id that its live half had when the state view was created. A swap exchanges the names and keeps the ids. So the ids
 * tell which side is live, also if another tool has swapped the pairs.
 *
 * @param schemas the pairs of schemas
 * @param clusters the pairs of clusters
 */
public record HeldPairs(List<HeldSchemas> schemas, List<HeldClusters> clusters) {

    public HeldPairs {
        schemas = List.copyOf(schemas);
        clusters = List.copyOf(clusters);
    }

    /**
     * A pair of schemas.
     *
     * @param pair the names
     * @param liveId the id of the live schema at the beginning; empty if there was none
     */
    public record HeldSchemas(SchemaPair pair, Optional<SchemaId> liveId) {}

    /**
     * A pair of clusters.
     *
     * @param pair the names
     * @param liveId the id of the live cluster at the beginning; empty if there was none
     */
    public record HeldClusters(ClusterPair pair, Optional<ClusterId> liveId) {}

    /** Where the halves are that were live when the deployment began. */
    enum FormerLive {
        /** They have the live names. */
        LIVE,
        /** They have the suffixed names: the pairs were swapped. */
        SUFFIXED,
        /** Some have the live name and some the suffixed one. */
        MIXED,
        /** No pair has them any more. */
        GONE,
        /** No pair had a live half. */
        UNKNOWN
    }

    /**
     * The pairs of an environment, with the ids that a catalog shows.
     *
     * @param as the phase that the suffixed side is in; in {@link Phase#PROMOTED} it is the side that was live before
     */
    public static HeldPairs of(CatalogSnapshot catalog, Environment environment, Phase as) {
        boolean staged = as.isStaged();
        return new HeldPairs(
                environment.schemaPairs().stream()
                        .map(pair -> new HeldSchemas(
                                pair,
                                catalog.schema(staged ? pair.live() : pair.suffixed())
                                        .map(Schema::id)))
                        .toList(),
                environment.clusterPairs().stream()
                        .map(pair -> new HeldClusters(
                                pair,
                                catalog.cluster(staged ? pair.live() : pair.suffixed())
                                        .map(Cluster::id)))
                        .toList());
    }

    /** Whether these are exactly the pairs of an environment. The order does not matter. */
    public boolean areOf(Environment environment) {
        return pairs().equals(Set.copyOf(environment.pairs()));
    }

    /** The pairs that the deployment holds and the environment lacks. */
    public List<Pair> missingIn(Environment environment) {
        return pairs().stream()
                .filter(pair -> !environment.pairs().contains(pair))
                .toList();
    }

    /** The pairs of the environment that the deployment does not hold. */
    public List<Pair> addedBy(Environment environment) {
        return environment.pairs().stream()
                .filter(pair -> !pairs().contains(pair))
                .toList();
    }

    /** The schemas and clusters, live or suffixed, that are in these pairs and in those of an environment. */
    public List<String> sharedWith(Environment environment) {
        Set<String> theirs = names(environment.pairs());
        return names(pairs()).stream().filter(theirs::contains).toList();
    }

    private static Set<String> names(Collection<Pair> pairs) {
        Set<String> names = new LinkedHashSet<>();
        for (Pair pair : pairs) {
            switch (pair) {
                case SchemaPair(SchemaName live, SchemaName suffixed) -> {
                    names.add("schema " + live.sql());
                    names.add("schema " + suffixed.sql());
                }
                case ClusterPair(Identifier live, Identifier suffixed) -> {
                    names.add("cluster " + live.sql());
                    names.add("cluster " + suffixed.sql());
                }
            }
        }
        return names;
    }

    /** Where the halves are now that were live when the deployment began. */
    FormerLive formerLive(CatalogSnapshot catalog) {
        Collection<FormerLive> found = formerLives(catalog).values();
        if (found.contains(FormerLive.LIVE) && found.contains(FormerLive.SUFFIXED)) {
            return FormerLive.MIXED;
        }
        return Stream.of(FormerLive.LIVE, FormerLive.SUFFIXED, FormerLive.GONE)
                .filter(found::contains)
                .findFirst()
                .orElse(FormerLive.UNKNOWN);
    }

    /** The pairs whose former live half is there. */
    List<Pair> where(FormerLive place, CatalogSnapshot catalog) {
        return formerLives(catalog).entrySet().stream()
                .filter(each -> each.getValue() == place)
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<Pair, FormerLive> formerLives(CatalogSnapshot catalog) {
        Map<Pair, FormerLive> found = new LinkedHashMap<>();
        for (HeldSchemas each : schemas) {
            SchemaPair pair = each.pair();
            found.put(
                    pair,
                    formerLive(
                            each.liveId(),
                            catalog.schema(pair.live()).map(Schema::id),
                            catalog.schema(pair.suffixed()).map(Schema::id)));
        }
        for (HeldClusters each : clusters) {
            ClusterPair pair = each.pair();
            found.put(
                    pair,
                    formerLive(
                            each.liveId(),
                            catalog.cluster(pair.live()).map(Cluster::id),
                            catalog.cluster(pair.suffixed()).map(Cluster::id)));
        }
        return found;
    }

    /** Whether any suffixed name exists. */
    boolean anySuffixed(CatalogSnapshot catalog) {
        return schemas.stream().anyMatch(each -> catalog.schema(each.pair().suffixed()).isPresent())
                || clusters.stream().anyMatch(each -> catalog.cluster(each.pair().suffixed()).isPresent());
    }

    /** Whether a suffixed half is older than the live one. Ids grow, and a swap does not change them. */
    boolean anySuffixedOlder(CatalogSnapshot catalog) {
        return schemas.stream()
                        .anyMatch(each -> isOlder(
                                catalog.schema(each.pair().suffixed()).map(Schema::id),
                                catalog.schema(each.pair().live()).map(Schema::id)))
                || clusters.stream()
                        .anyMatch(each -> isOlder(
                                catalog.cluster(each.pair().suffixed()).map(Cluster::id),
                                catalog.cluster(each.pair().live()).map(Cluster::id)));
    }

    private static boolean isOlder(Optional<? extends CatalogId> one, Optional<? extends CatalogId> other) {
        return one.isPresent() && other.isPresent() && CatalogId.ORDER.compare(one.get(), other.get()) < 0;
    }

    private static FormerLive formerLive(
            Optional<? extends CatalogId> former, Optional<? extends CatalogId> live, Optional<? extends CatalogId> suffixed) {
        if (former.isEmpty()) {
            return FormerLive.UNKNOWN;
        }
        if (former.equals(live)) {
            return FormerLive.LIVE;
        }
        return former.equals(suffixed) ? FormerLive.SUFFIXED : FormerLive.GONE;
    }

    private Set<Pair> pairs() {
        Set<Pair> pairs = new LinkedHashSet<>();
        schemas.forEach(each -> pairs.add(each.pair()));
        clusters.forEach(each -> pairs.add(each.pair()));
        return pairs;
    }
}
