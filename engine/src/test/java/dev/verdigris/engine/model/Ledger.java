package dev.verdigris.engine.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Owned;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.step.Step;

/**
 * What a play has itself seen: who created what, of which text, and what became of it. The judge asks nothing else, so
 * a mistake in the rules of Verdigris cannot hide itself.
 */
final class Ledger {

    private final Map<CatalogId, Environment> stateViews = new LinkedHashMap<>();
    private final Map<CatalogId, Environment> others = new HashMap<>();
    private final Map<CatalogId, String> texts = new HashMap<>();
    private final Map<CatalogId, DeploymentRecord> records = new HashMap<>();
    private final Map<CatalogId, Side> rolledBack = new HashMap<>();
    private final Set<Set<CatalogId>> looked = new HashSet<>();
    private final Map<Integer, Target> tokens = new HashMap<>();
    private final List<Environment> late = new ArrayList<>();

    /** Remembers a step of a run. */
    void performed(Job job, Step step, CatalogSnapshot before, CatalogSnapshot after) {
        switch (step) {
            case Step.CreateStateView create ->
                created(before, after).forEach(id -> stateViews.put(id, job.environment()));
            case Step.RunStatement run -> {
                if (isOvertaken(job, before)) {
                    late.add(job.environment());
                }
                created(before, after).forEach(id -> textOf(job, after, id).ifPresent(text -> texts.put(id, text)));
            }
            case Step.RecordDeployment write ->
                stateView(after, Target.view(write.stateView())).ifPresent(id -> records.put(id, write.record()));
            case Step.UpdateRecord write ->
                stateView(after, Target.view(write.stateView())).ifPresent(id -> records.put(id, write.record()));
            case Step.Swap swap
            when job.work() == Work.ROLLBACK ->
                stateView(after, Target.view(swap.renamed()))
                        .ifPresent(id -> rolledBack.put(id, Side.live(before, job.environment(), this)));
            case Step.AdvanceToken advance -> tokens.put(job.number(), Target.view(advance.renamed()));
            case Step.CreateSchema create -> {}
            case Step.CreateCluster create -> {}
            case Step other -> created(before, after).forEach(id -> others.put(id, job.environment()));
        }
    }

    private static List<CatalogId> created(CatalogSnapshot before, CatalogSnapshot after) {
        Set<CatalogId> old = all(before).map(Owned::id).collect(Collectors.toSet());
        return all(after).map(Owned::id).filter(id -> !old.contains(id)).toList();
    }

    /** All schemas, clusters and objects. */
    static Stream<Owned> all(CatalogSnapshot catalog) {
        return Stream.of(catalog.schemas(), catalog.clusters(), catalog.items()).flatMap(List::stream);
    }

    private Optional<String> textOf(Job job, CatalogSnapshot after, CatalogId id) {
        return after.items().stream()
                .filter(item -> item.id().equals(id))
                .flatMap(item -> job.files().stream().filter(file -> isOf(job, after, item, file)))
                .map(ModelFile::text)
                .findFirst();
    }

    private static boolean isOf(Job job, CatalogSnapshot after, Item item, ModelFile file) {
        String schema = after.nameOf(item).schema().schema().value();
        return file.path()
                .equals(schema.replace(job.environment().suffix(), "") + "/"
                        + item.name().value() + ".sql");
    }

    private Optional<CatalogId> stateView(CatalogSnapshot catalog, Target name) {
        return Side.id(catalog, name).filter(stateViews::containsKey);
    }

    /** The file that an object was built from; empty if another tool created it. */
    Optional<String> textOf(CatalogId object) {
        return Optional.ofNullable(texts.get(object));
    }

    /** Whether another run has renamed the state view since a build has given it its token. */
    private boolean isOvertaken(Job job, CatalogSnapshot catalog) {
        return Optional.ofNullable(tokens.get(job.number()))
                .filter(token -> catalog.find(token).isEmpty())
                .isPresent();
    }

    /** The number of statements that overtaken builds have performed on pairs of an environment. */
    int late(Environment environment) {
        return (int) late.stream().filter(each -> shares(each, environment)).count();
    }

    /** The records that were written last, by the ids of their state views. */
    Map<CatalogId, DeploymentRecord> records() {
        return Map.copyOf(records);
    }

    /** The version that was rolled back last in the deployment of a state view. */
    Optional<Side> rolledBack(CatalogSnapshot catalog, Target stateView) {
        return stateView(catalog, stateView).map(rolledBack::get);
    }

    /** Remembers that checks may have run on a side. */
    void look(Side side) {
        looked.add(side.ids());
    }

    /** Whether checks may have run on a side. */
    boolean hasLooked(Side side) {
        return looked.contains(side.ids());
    }

    /**
     * The environments that hold a half of an environment's pairs, and have held it for longer than its own deployment.
     */
    List<Environment> holders(CatalogSnapshot catalog, Environment environment) {
        return stateViews.entrySet().stream()
                .filter(each ->
                        catalog.items().stream().anyMatch(item -> item.id().equals(each.getKey())))
                .map(Map.Entry::getValue)
                .takeWhile(holder -> !isSame(holder, environment))
                .filter(holder -> shares(holder, environment))
                .toList();
    }

    /** Whether a state view of an environment exists. */
    boolean isBegun(CatalogSnapshot catalog, Environment environment) {
        return stateViews.entrySet().stream()
                .filter(each -> isSame(each.getValue(), environment))
                .anyMatch(each ->
                        catalog.items().stream().anyMatch(item -> item.id().equals(each.getKey())));
    }

    private static boolean isSame(Environment one, Environment other) {
        return one.name().equals(other.name()) && Set.copyOf(one.pairs()).equals(Set.copyOf(other.pairs()));
    }

    private static boolean shares(Environment one, Environment other) {
        Set<Target> halves = halves(one).collect(Collectors.toSet());
        return halves(other).anyMatch(halves::contains);
    }

    private static Stream<Target> halves(Environment environment) {
        return environment.pairs().stream().flatMap(Ledger::halves);
    }

    /** Both halves of a pair. */
    static Stream<Target> halves(Pair pair) {
        return Stream.of(pair.live(), pair.suffixed());
    }

    /**
     * Whether Verdigris created a thing for the deployments of an environment. A state view is of exactly its pairs;
     * all else is of its name, because two projects of one name may follow each other in one lock schema.
     */
    boolean isOwn(Environment environment, Owned owned) {
        Environment holder = stateViews.get(owned.id());
        return holder == null
                ? Optional.ofNullable(others.get(owned.id()))
                        .filter(creator -> creator.name().equals(environment.name()))
                        .isPresent()
                : isSame(holder, environment);
    }
}
