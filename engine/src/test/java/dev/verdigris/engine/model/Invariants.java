package dev.verdigris.engine.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Owned;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.deployment.Digests;
import dev.verdigris.core.deployment.HeldPairs;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.model.Action.Option;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What must hold after each step of any actor. It is judged by what the play has seen ({@link Ledger}) and by the ids
 * of what is live.
 *
 * <p>No statement of the server is conditional on an id (ADR 17). So what the user of dbt does between the reading of a
 * run and its step excuses that step, if it breaks an invariant. So does a statement of a build that was already on its
 * way when its deployment was taken over (ADR 18). And with the option to adopt, the user says which side is the new
 * one. All these cases are counted.
 */
public final class Invariants {

    private final Layout layout;
    private final String prefix;
    private final Ledger ledger = new Ledger();
    private final Beginnings beginnings = new Beginnings(ledger);
    private final Set<CatalogId> superseded = new HashSet<>();
    private final Set<CatalogId> adopted = new HashSet<>();
    private final Map<CatalogId, CatalogId> replaced = new HashMap<>();
    private final Map<Pair, Integer> foreign = new HashMap<>();
    private boolean surprised;
    private int excused;
    private int said;
    private int late;
    private int swaps;
    private int drops;
    private int promises;

    /** Judges one play. */
    public Invariants(Layout layout, String prefix) {
        this.layout = layout;
        this.prefix = prefix;
    }

    /**
     * What a run knew when it planned.
     *
     * @param catalog its reading
     * @param foreign how often the user of dbt had changed its pairs before it
     * @param late how many statements of overtaken builds had changed its pairs before it
     * @param records the records that were there
     */
    public record Reading(CatalogSnapshot catalog, int foreign, int late, Map<CatalogId, DeploymentRecord> records) {}

    /** A reading of the present catalog by a run. */
    public Reading reading(Job job, CatalogSnapshot catalog) {
        if (job.work().checks()) {
            ledger.look(Side.suffixed(catalog, job.environment(), ledger));
        }
        return new Reading(catalog, foreign(job), ledger.late(job.environment()), ledger.records());
    }

    /** A run plans on a reading. */
    public void planned(Job job, Reading reading) {
        beginnings.read(job, reading.catalog());
    }

    /** Judges a run that has ended well, on a stage that sees each of its readings. */
    public void looked(Job job) {
        beginnings.done(job);
    }

    private int foreign(Job job) {
        return job.environment().pairs().stream()
                .mapToInt(pair -> foreign.getOrDefault(pair, 0))
                .sum();
    }

    /** Whether the user of dbt has ever changed the pairs between the reading of a run and its transition. */
    public boolean isSurprised() {
        return surprised;
    }

    /** The broken invariants that foreign statements excuse. */
    public int excused() {
        return excused;
    }

    /** The old versions that went live because the user has adopted them. */
    public int said() {
        return said;
    }

    /** The broken invariants that statements of overtaken builds excuse. */
    public int late() {
        return late;
    }

    /** The swaps that were judged. */
    public int swaps() {
        return swaps;
    }

    /** The drops that were judged. */
    public int drops() {
        return drops;
    }

    /** The promotions that said that the files of the run are live. */
    public int promises() {
        return promises;
    }

    /** Whether the checks of the project pass on the staged side. */
    public boolean passesChecks(Job job, CatalogSnapshot catalog) {
        return Side.suffixed(catalog, job.environment(), ledger).passesChecks(job.environment());
    }

    /** Judges a statement of the user of dbt, who may do anything to the pairs. */
    public void dbt(CatalogSnapshot before, CatalogSnapshot after) {
        for (Pair pair : layout.pairs(prefix)) {
            if (!contents(before, pair).equals(contents(after, pair))) {
                foreign.merge(pair, 1, Integer::sum);
            }
            Optional<CatalogId> old = Side.id(before, pair.live());
            Optional<CatalogId> now = Side.id(after, pair.live());
            if (!old.equals(now)) {
                replace(old.orElseThrow(), now.orElseThrow());
            }
        }
        superseded.removeIf(id -> isEmpty(after, id));
    }

    /** Whether nothing of the version is left in a schema or on a cluster, so that another one may use it. */
    private static boolean isEmpty(CatalogSnapshot catalog, CatalogId half) {
        return catalog.items().stream()
                .noneMatch(item -> item.schema().equals(half)
                        || item.cluster().filter(half::equals).isPresent());
    }

    /** The ids of the halves of a pair, and of what is in them. */
    private static List<Object> contents(CatalogSnapshot catalog, Pair pair) {
        return Ledger.halves(pair)
                .<Object>map(half -> Side.id(catalog, half)
                        .map(id -> List.of(
                                id,
                                catalog.items().stream()
                                        .filter(item -> item.schema().equals(id))
                                        .map(Item::id)
                                        .collect(Collectors.toSet()))))
                .toList();
    }

    /** Remembers a swap. If an old version goes live, it is a swap back, and the other one is not superseded by it. */
    private void replace(CatalogId old, CatalogId now) {
        if (!superseded.remove(now)) {
            superseded.add(old);
            replaced.put(now, old);
        }
    }

    /** A run that adopts says which side is the new version. A later run relies on what its state view says. */
    private void adopted(Step.CreateStateView create, CatalogSnapshot before) {
        for (HeldPairs.Held held : create.held().all()) {
            Ledger.halves(held.names())
                    .flatMap(half -> Side.id(before, half).stream())
                    .filter(id -> !held.previous().equals(Optional.of(id)))
                    .forEach(adopted::add);
        }
    }

    /** Judges a step of Verdigris. */
    public void verdigris(Job job, Step step, Reading reading, CatalogSnapshot before, CatalogSnapshot after) {
        String where = job + ": " + step;
        boolean excuse = reading.foreign() != foreign(job);
        surprised |= excuse && step instanceof Step.Transition;
        owned(job, step, where, reading, before, excuse);
        beginnings.performed(job, step, where, before);
        drops(job, where, before, after, excuse);
        holds(job, step, where, before, excuse);
        if (step instanceof Step.CreateStateView create && job.is(Option.ADOPTING)) {
            adopted(create, before);
        }
        if (step instanceof Step.Swap swap) {
            swap(job, swap, where, reading, before, after, excuse);
        } else {
            assertThat(live(after))
                    .as("only a swap changes what is live: " + where)
                    .isEqualTo(live(before));
        }
        ledger.performed(job, step, before, after);
    }

    /** Requires an invariant, unless the user of dbt has acted since the reading. */
    private void require(boolean holds, boolean excuse, String what) {
        if (!holds) {
            assertThat(excuse).as(what).isTrue();
            excused++;
        }
    }

    /** The live halves of all pairs, and what is in them. */
    private Map<Pair, List<Object>> live(CatalogSnapshot catalog) {
        return layout.pairs(prefix).stream()
                .collect(Collectors.toMap(pair -> pair, pair -> contents(catalog, new Pair(pair.live(), pair.live()))));
    }

    /** A run begins or builds only in a deployment of its own, or in one that it takes over. */
    private void owned(Job job, Step step, String where, Reading reading, CatalogSnapshot before, boolean excuse) {
        Optional<Target> stateView = switch (step) {
            case Step.TakeOverStateView take -> Optional.of(Target.view(take.stateView()));
            case Step.AdvanceToken advance -> Optional.of(Target.view(advance.stateView()));
            case Step other -> Optional.empty();
        };
        Optional<DeploymentRecord> record = stateView
                .filter(name -> job.work().builds())
                .flatMap(name -> Side.id(before, name))
                .map(reading.records()::get);
        require(
                record.isEmpty() || isOwn(job, record.get()),
                excuse,
                "a run changes only its own deployment: " + where + " with " + record);
    }

    private static boolean isOwn(Job job, DeploymentRecord record) {
        boolean sameId = job.is(Option.NAMED) && record.deploymentId().equals(job.id());
        boolean sameFiles = record.files()
                .map(Digests.ofFiles(job.files())::equals)
                .orElse(!job.is(Option.NAMED) && !record.owner().named());
        return job.is(Option.TAKING_OVER) || sameId || sameFiles;
    }

    private void swap(
            Job job,
            Step.Swap swap,
            String where,
            Reading reading,
            CatalogSnapshot before,
            CatalogSnapshot after,
            boolean excuse) {
        for (Pair pair : layout.pairs(prefix)) {
            CatalogId old = Side.id(before, pair.live()).orElseThrow();
            Optional<CatalogId> now = Side.id(after, pair.live());
            assertThat(now).as("live after " + where).isPresent();
            if (!now.get().equals(old)) {
                goesLive(job, where + " at " + pair.live(), pair, reading, old, now.get(), excuse);
            }
        }
        if (job.work().promotes() && !job.is(Option.CONSENTING)) {
            Side side = Side.suffixed(before, job.environment(), ledger);
            Optional<Side> back = ledger.rolledBack(before, Target.view(swap.stateView()));
            require(
                    back.isEmpty() || !side.isSameVersion(back.get()),
                    excuse,
                    "what was rolled back goes live only by consent: " + where);
            require(
                    !job.begin().seat().hasChecks() || ledger.hasLooked(side) && side.passesChecks(job.environment()),
                    excuse,
                    "the checks have passed on what goes live: " + where);
        }
    }

    private void goesLive(
            Job job, String where, Pair pair, Reading reading, CatalogId old, CatalogId now, boolean excuse) {
        swaps++;
        assertThat(job.environment().pairs()).as("its own pairs: " + where).contains(pair);
        require(
                Side.id(reading.catalog(), pair.suffixed()).equals(Optional.of(now)),
                excuse,
                "what the run read goes live: " + where);
        if (job.work().promotes()) {
            boolean isOld = superseded.contains(now);
            if (job.is(Option.ADOPTING) || adopted.contains(now)) {
                said += isOld ? 1 : 0;
                superseded.remove(now);
            } else {
                require(!isOld, excuse, "no old version goes live: " + where);
            }
            replace(old, now);
            return;
        }
        assertThat(job.work())
                .as("only promote, deploy and rollback swap: " + where)
                .isEqualTo(Work.ROLLBACK);
        boolean back = now.equals(replaced.get(old));
        require(back, excuse, "the version that was replaced goes live again: " + where);
        if (back) {
            superseded.remove(now);
        } else {
            replace(old, now);
        }
    }

    /** What is dropped is of the suffixed side, or Verdigris has created it for the environment. It is not live. */
    private void drops(Job job, String where, CatalogSnapshot before, CatalogSnapshot after, boolean excuse) {
        Set<CatalogId> left = Ledger.all(after).map(Owned::id).collect(Collectors.toSet());
        List<Owned> gone = Ledger.all(before)
                .filter(each -> !left.contains(each.id()) && !DroppedSide.isBallast(each))
                .toList();
        drops += gone.size();
        assertThat(gone)
                .as("only the suffixed side, the lock schema and history entries are dropped: " + where)
                .allMatch(owned ->
                        DroppedSide.isOf(job.environment(), before, owned) || ledger.isOwn(job.environment(), owned));
        Set<CatalogId> live = layout.pairs(prefix).stream()
                .flatMap(pair -> Side.id(before, pair.live()).stream())
                .collect(Collectors.toSet());
        assertThat(gone)
                .as("nothing live is dropped: " + where)
                .noneMatch(each -> live.contains(each.id()) || isIn(live, each));
        require(
                !job.work().builds() || gone.stream().noneMatch(each -> isIn(superseded, each)),
                excuse,
                "a build drops nothing of the previous side: " + where);
    }

    private static boolean isIn(Set<CatalogId> schemas, Owned owned) {
        return owned instanceof Item item && schemas.contains(item.schema());
    }

    /** No transition and no drop of an environment happens while another one holds one of its pairs. */
    private void holds(Job job, Step step, String where, CatalogSnapshot before, boolean excuse) {
        boolean destructive = step instanceof Step.Transition
                || step instanceof Step.DropItem
                || step instanceof Step.DropSchema
                || step instanceof Step.DropCluster;
        List<Environment> holders = destructive ? ledger.holders(before, job.environment()) : List.of();
        require(holders.isEmpty(), excuse, "nobody else holds its pairs: " + where + "; holders " + holders);
    }

    /**
     * Judges a run that has ended well.
     *
     * @param says whether it says that the files of the run are what is live
     * @param planned its last reading
     * @param then the moment right after its swap; the last reading if it found that all is done already
     */
    public void done(Job job, boolean says, Reading planned, Reading then) {
        if (job.work() == Work.AWAIT) {
            assertThat(ledger.holders(then.catalog(), job.environment()))
                    .as("a side that is ready is not that of another environment: " + job)
                    .isEmpty();
        }
        if (!job.work().promotes() || !says || job.is(Option.CONSENTING)) {
            return;
        }
        promises++;
        Map<String, Optional<String>> live =
                Side.live(then.catalog(), job.environment(), ledger).texts();
        Map<String, Optional<String>> wanted = Side.of(job.files());
        boolean holds = live.equals(wanted) && readsOnlyLive(job.environment(), then.catalog());
        if (!holds && planned.late() != then.late()) {
            late++;
        } else {
            require(
                    holds,
                    planned.foreign() != then.foreign(),
                    "the files of the run are live: " + job + "; live are " + live + ", not " + wanted);
        }
    }

    private static boolean readsOnlyLive(Environment environment, CatalogSnapshot catalog) {
        Set<CatalogId> suffixed = environment.pairs().stream()
                .flatMap(pair -> Side.id(catalog, pair.suffixed()).stream())
                .collect(Collectors.toSet());
        return environment.schemas().stream()
                .flatMap(schema -> catalog.schema(schema).stream())
                .flatMap(schema -> catalog.itemsIn(schema.id()).stream())
                .flatMap(item -> catalog.reads(item.id()).stream())
                .flatMap(read -> catalog.item(read).stream())
                .noneMatch(read -> suffixed.contains(read.schema()));
    }
}
