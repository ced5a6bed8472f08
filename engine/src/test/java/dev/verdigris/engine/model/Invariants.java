package dev.verdigris.engine.model;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Owned;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.LockNames;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.history.HistorySchema;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.model.Layout.Project;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What must hold after each step of any actor. Versions are told apart by the ids of schemas and clusters.
 *
 * <p>No statement of the server is conditional on an id (ADR 17). So what the user of dbt does between the reading of a
 * run and its transition excuses that transition. These cases are counted.
 */
public final class Invariants {

    private final Layout layout;
    private final String prefix;
    private final Set<CatalogId> superseded = new HashSet<>();
    private final Map<CatalogId, CatalogId> replaced = new HashMap<>();
    private final Map<Project, Integer> foreign = new EnumMap<>(Project.class);
    private int excused;
    private int swaps;
    private int drops;

    /** Judges one play. */
    public Invariants(Layout layout, String prefix) {
        this.layout = layout;
        this.prefix = prefix;
    }

    /**
     * What a run knew when it planned.
     *
     * @param catalog its reading
     * @param foreign how often the user of dbt had changed the pairs before it
     */
    public record Reading(CatalogSnapshot catalog, int foreign) {}

    /** A reading of the present catalog by a run of a project. */
    public Reading reading(Project project, CatalogSnapshot catalog) {
        return new Reading(catalog, foreign.getOrDefault(project, 0));
    }

    /** The transitions that foreign statements excuse. */
    public int excused() {
        return excused;
    }

    /** The swaps that were judged. */
    public int swaps() {
        return swaps;
    }

    /** The drops that were judged. */
    public int drops() {
        return drops;
    }

    /** Judges a statement of the user of dbt, who may do anything to the pairs. */
    public void dbt(CatalogSnapshot before, CatalogSnapshot after) {
        for (Project project : Project.values()) {
            List<Pair> pairs = environment(project).pairs();
            boolean touched = pairs.stream()
                    .flatMap(pair -> Stream.of(pair.live(), pair.suffixed()))
                    .anyMatch(half -> !id(before, half).equals(id(after, half)));
            if (touched) {
                foreign.merge(project, 1, Integer::sum);
            }
        }
        for (Pair pair : layout.pairs(prefix)) {
            Optional<CatalogId> old = id(before, pair.live());
            Optional<CatalogId> now = id(after, pair.live());
            if (!old.equals(now)) {
                replace(old.orElseThrow(), now.orElseThrow());
            }
        }
    }

    /** Remembers a swap. If an old version goes live, it is a swap back, and the other one is not superseded by it. */
    private void replace(CatalogId old, CatalogId now) {
        if (!superseded.remove(now)) {
            superseded.add(old);
            replaced.put(now, old);
        }
    }

    /** Judges a step of Verdigris. */
    public void verdigris(
            Project project, Work work, Step step, Reading reading, CatalogSnapshot before, CatalogSnapshot after) {
        boolean excuse = reading.foreign() != foreign.getOrDefault(project, 0);
        excused += excuse && step instanceof Step.Transition ? 1 : 0;
        String where = work + " of " + environment(project).name() + ": " + step;
        drops(project, where, before, after);
        holds(project, step, where, before, excuse);
        for (Pair pair : layout.pairs(prefix)) {
            CatalogId old = id(before, pair.live()).orElseThrow();
            Optional<CatalogId> now = id(after, pair.live());
            assertThat(now).as("live after " + where).isPresent();
            if (!now.get().equals(old)) {
                goesLive(project, work, where + " at " + pair.live(), pair, reading, old, now.get(), excuse);
            }
        }
    }

    private void goesLive(
            Project project,
            Work work,
            String where,
            Pair pair,
            Reading reading,
            CatalogId old,
            CatalogId now,
            boolean excuse) {
        swaps++;
        assertThat(environment(project).pairs()).as("its own pairs: " + where).contains(pair);
        boolean judged = id(reading.catalog(), pair.suffixed()).equals(Optional.of(now));
        assertThat(excuse || judged).as("what the run read goes live: " + where).isTrue();
        switch (work) {
            case PROMOTE -> {
                assertThat(excuse || !superseded.contains(now))
                        .as("no old version goes live: " + where)
                        .isTrue();
                replace(old, now);
            }
            case ROLLBACK -> {
                boolean back = now.equals(replaced.get(old));
                assertThat(excuse || back)
                        .as("the version that was replaced goes live again: " + where)
                        .isTrue();
                if (back) {
                    superseded.remove(now);
                } else {
                    replace(old, now);
                }
            }
            case INIT, BUILD, CLEANUP, ABORT ->
                assertThat(now).as("only promote and rollback swap: " + where).isEqualTo(old);
        }
    }

    /** What is dropped is of the suffixed side or of the lock schema of this environment, or an old history entry of it. */
    private void drops(Project project, String where, CatalogSnapshot before, CatalogSnapshot after) {
        Set<CatalogId> left = all(after).map(Owned::id).collect(Collectors.toSet());
        List<Owned> gone = all(before)
                .filter(each -> !left.contains(each.id()) && !isBallast(each))
                .toList();
        drops += gone.size();
        Predicate<Owned> own = owned -> isOfDroppedSide(project, before, owned)
                || isOfLock(project, before, owned)
                || isHistoryEntry(project, before, owned);
        assertThat(gone)
                .as("only the suffixed side, the lock schema and history entries are dropped: " + where)
                .allMatch(own);
        Set<CatalogId> live = layout.pairs(prefix).stream()
                .flatMap(pair -> id(before, pair.live()).stream())
                .collect(Collectors.toSet());
        assertThat(gone)
                .as("nothing live is dropped: " + where)
                .noneMatch(
                        each -> live.contains(each.id()) || each instanceof Item item && live.contains(item.schema()));
    }

    /** No transition and no drop of an environment happens while another one holds one of its pairs. */
    private void holds(Project project, Step step, String where, CatalogSnapshot before, boolean excuse) {
        boolean destructive = step instanceof Step.Transition
                || step instanceof Step.DropItem
                || step instanceof Step.DropSchema
                || step instanceof Step.DropCluster;
        if (destructive && !excuse) {
            assertThat(DeploymentView.of(before, environment(project)).overlapping())
                    .as("nobody else holds its pairs: " + where)
                    .isEmpty();
        }
    }

    private boolean isOfDroppedSide(Project project, CatalogSnapshot catalog, Owned owned) {
        return switch (owned) {
            case Item item ->
                isOfDroppedSide(project, catalog, catalog.schema(item.schema()).orElseThrow());
            case Schema schema -> isSuffixed(project, new Target.OfSchema(catalog.nameOf(schema)));
            case Cluster cluster -> isSuffixed(project, new Target.OfCluster(cluster.name()));
        };
    }

    private boolean isSuffixed(Project project, Target target) {
        return environment(project).pairs().stream()
                .map(Pair::suffixed)
                .anyMatch(suffixed -> suffixed.getClass().equals(target.getClass())
                        && (suffixed.equals(target)
                                || target.lastPart()
                                        .value()
                                        .startsWith(suffixed.lastPart().value() + "_dropping_")));
    }

    private boolean isOfLock(Project project, CatalogSnapshot catalog, Owned owned) {
        List<LockNames> locks = LockNames.candidates(environment(project));
        return switch (owned) {
            case Item item ->
                isOfLock(project, catalog, catalog.schema(item.schema()).orElseThrow());
            case Schema schema ->
                locks.stream().anyMatch(names -> names.schema().equals(catalog.nameOf(schema)));
            case Cluster cluster -> false;
        };
    }

    private boolean isHistoryEntry(Project project, CatalogSnapshot catalog, Owned owned) {
        DeploymentView view = DeploymentView.of(catalog, environment(project));
        return LockNames.candidates(environment(project)).stream()
                .anyMatch(names ->
                        HistorySchema.of(names.schema()).views(view).stream().anyMatch(owned::equals));
    }

    /** A promote that ends with success and has swapped nothing says that the newest version is live. */
    public void promoted(Project project, CatalogSnapshot catalog) {
        assertThat(environment(project).pairs())
                .as("a promote without a swap leaves no old version live")
                .noneMatch(pair -> superseded.contains(id(catalog, pair.live()).orElseThrow()));
    }

    private Environment environment(Project project) {
        return layout.environment(project, prefix);
    }

    private static boolean isBallast(Owned owned) {
        return switch (owned) {
            case Item item -> item.name().value().equals("ballast");
            case Schema schema -> schema.name().value().equals("ballast");
            case Cluster cluster -> cluster.name().value().equals("ballast");
        };
    }

    private static Stream<Owned> all(CatalogSnapshot catalog) {
        return Stream.of(catalog.schemas(), catalog.clusters(), catalog.items()).flatMap(List::stream);
    }

    private static Optional<CatalogId> id(CatalogSnapshot catalog, Target target) {
        return catalog.find(target).map(Owned::id);
    }
}
