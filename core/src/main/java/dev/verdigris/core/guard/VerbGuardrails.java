package dev.verdigris.core.guard;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.drift.Drift;
import dev.verdigris.core.guard.identity.DeployerRules;
import dev.verdigris.core.guard.identity.HeldPairsRules;
import dev.verdigris.core.guard.identity.LockRules;
import dev.verdigris.core.guard.identity.MissingHalves;
import dev.verdigris.core.guard.identity.RollbackRules;
import dev.verdigris.core.guard.rights.GainedAccess;
import dev.verdigris.core.guard.rights.StagedOwners;
import dev.verdigris.core.guard.sinks.WayRules;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.sink.SinkWays;

/**
 * The guardrails of one run of a verb. Each method asks one or more guardrails about a view, finds all their problems
 * and keeps the evaluation. A problem that the user accepts does not stop the verb.
 */
public final class VerbGuardrails extends Answers {

    /** Creates an instance that has asked no guardrail, for a verb whose user accepts nothing. */
    public VerbGuardrails(Verb verb) {
        this(verb, problem -> false);
    }

    /**
     * Creates an instance that has asked no guardrail.
     *
     * @param accepts whether a problem does not stop the verb; if its code cannot be accepted, it always does
     */
    public VerbGuardrails(Verb verb, Predicate<Problem> accepts) {
        super(verb, accepts);
    }

    /**
     * Asks the first guardrails of every planning verb: whether the environment is well defined, its databases exist,
     * there is at most one state view, and the deployment holds the pairs of the environment.
     *
     * @return whether the verb may ask further
     */
    public boolean begin(DeploymentView view) {
        return begin(view, false);
    }

    /**
     * As {@link #begin(DeploymentView)}, for a verb whose user may say what the suffixed side is.
     *
     * @param adopt whether the user has said it
     */
    public boolean begin(DeploymentView view, boolean adopt) {
        return environment(view) && stateView(view) && heldPairs(view, adopt);
    }

    /** Whether the environment is well defined. This needs no server. */
    public void definition(Environment environment) {
        ask(EnvironmentRules.problems(environment), Guardrail.ENVIRONMENT);
    }

    /** Whether the environment is well defined and its databases exist. Returns the answer. */
    public boolean environment(DeploymentView view) {
        definition(view.environment());
        ask(EnvironmentRules.databases(view), Guardrail.DATABASES);
        return !refuses();
    }

    /** Whether there is at most one state view. Returns the answer. */
    public boolean stateView(DeploymentView view) {
        if (view.state() instanceof DeploymentState.Contradictory state) {
            refuse(LockRules.contradictory(view, state));
        }
        return !refuses();
    }

    /**
     * Whether the deployment holds exactly the pairs of the environment, and no other holds one. Returns the answer.
     */
    public boolean heldPairs(DeploymentView view, boolean adopt) {
        ask(HeldPairsRules.problems(view, adopt), Guardrail.HELD_PAIRS);
        return !refuses();
    }

    /** Whether the record can be read, if there is one. */
    public void record(DeploymentView view) {
        ask(view.lock().flatMap(LockRules::unreadable).stream().toList(), Guardrail.STATE_VIEW);
        ask(LockRules.unreadableSizes(view), Guardrail.STATE_VIEW);
    }

    /**
     * Whether an init or a build may begin, or continue the deployment in force.
     *
     * @param waited whether the caller has waited long enough for what another run is about to write
     * @param own the connections of this process
     */
    public void lock(DeploymentView view, boolean waited, Deployer deployer, Collection<Long> own) {
        ask(LockRules.held(verb(), view, waited, deployer, own).stream().toList(), Guardrail.LOCK);
    }

    /** Whether the deployment in force is the one that the run means, and of its files. Returns the answer. */
    public boolean ownDeployment(DeploymentView view, Deployer deployer) {
        ask(DeployerRules.problems(verb(), view, deployer), Guardrail.OWN_DEPLOYMENT);
        return !refuses();
    }

    /** Whether the pairs contain only objects that can be built again, on the clusters of their side. */
    public void contents(DeploymentView view) {
        contents(view, PlannedRelations.NONE);
    }

    private void contents(DeploymentView view, PlannedRelations planned) {
        ask(Contents.problems(view.catalog(), view.pairs(), planned), Guardrail.CONTENTS, Guardrail.OWN_CLUSTERS);
    }

    /**
     * Whether the server's limits allow what is created.
     *
     * @param after the simulated catalog
     */
    public void limits(DeploymentView before, CatalogSnapshot after) {
        ask(Limits.problems(before, after), Guardrail.LIMITS);
    }

    /** Whether both halves of every pair exist. Returns the answer. */
    public boolean pairs(DeploymentView view) {
        List<Problem> problems = MissingHalves.all(view);
        ask(problems, Guardrail.PAIRS_COMPLETE);
        return problems.isEmpty();
    }

    /** Whether nothing that belongs to the pairs has another name. Returns the answer. */
    public boolean names(DeploymentView view) {
        ask(MissingHalves.renamed(view), Guardrail.PAIRS_COMPLETE);
        return !refuses();
    }

    /** Whether the live half exists of every pair whose suffixed half the verb drops, under its name. */
    public void liveHalves(DeploymentView view) {
        ask(MissingHalves.beforeDrop(view), Guardrail.PAIRS_COMPLETE);
    }

    /** Whether something was built on the staged side. Returns the answer. */
    public boolean stagedObjects(DeploymentView view) {
        List<Problem> problems = Completeness.empty(view);
        ask(problems, Guardrail.STAGED_OBJECTS);
        return problems.isEmpty();
    }

    /**
     * Whether the staged side may be swapped, apart from its readiness.
     *
     * @param planned the staged relations that do not exist yet
     */
    public void built(DeploymentView view, PlannedRelations planned) {
        CatalogSnapshot catalog = view.catalog();
        ResolvedPairs pairs = view.pairs();
        contents(view, planned);
        ask(Contents.outsideClusters(view), Guardrail.OWN_CLUSTERS);
        if (stagedObjects(view)) {
            ask(Completeness.objects(view, planned), Guardrail.COUNTERPARTS);
        }
        ask(LiveReferences.problems(view, planned), Guardrail.LIVE_REFERENCES);
        ask(RenameConflicts.problems(catalog, pairs), Guardrail.RENAMES);
        ask(Replacements.problems(catalog, pairs), Guardrail.REPLACEMENTS);
        ask(StagedOwners.problems(view, planned::isPlanned), Guardrail.OWNERS);
        ask(GainedAccess.problems(view), Guardrail.ACCESS);
    }

    /** Whether the server survives the swap, and makes it in a short time. */
    public void swap(DeploymentView view) {
        ask(TemporaryViews.problems(view, Side.LIVE, Side.SUFFIXED), Guardrail.TEMPORARY_VIEWS);
        swapTime(view);
    }

    /** Whether the server will make the swap in a short time. */
    public void swapTime(DeploymentView view) {
        ask(Limits.swapTime(view), Guardrail.SWAP_TIME);
    }

    /** The same for the way back, which a slow server must not close. */
    public void swapBack(DeploymentView view) {
        ask(TemporaryViews.problems(view, Side.LIVE, Side.SUFFIXED), Guardrail.TEMPORARY_VIEWS);
        warn(Limits.swapTime(view), Guardrail.SWAP_TIME);
    }

    /** The same long before the swap. A session may drop its temporary view until then, so it is only a warning. */
    public void swapLater(DeploymentView view) {
        warn(TemporaryViews.problems(view, Side.LIVE, Side.SUFFIXED), Guardrail.TEMPORARY_VIEWS);
    }

    /** Whether the swap harms objects and roles that rely on the live side. */
    public void consequences(DeploymentView view, SinkWays ways) {
        effects(view, PlannedRelations.NONE, ways);
        ask(SinkFitness.notRunning(view, ways), Guardrail.SINKS);
    }

    /**
     * The same without the state of the sinks, which can change until the swap.
     *
     * @param planned the staged relations that do not exist yet
     * @param ways what happens to the sinks
     */
    public void effects(DeploymentView view, PlannedRelations planned, SinkWays ways) {
        externalDependents(view);
        ask(AccessParity.problems(view.catalog(), view.pairs()), Guardrail.ACCESS);
        ways(view, ways, Side.LIVE);
        ask(SinkFitness.targets(view, planned, ways), Guardrail.SINKS);
        warn(SinkRows.problems(view, planned, ways), Guardrail.SINKS);
    }

    /**
     * What promote will ask of a side that is built, as far as no large part of the catalog is needed for it. What the
     * user may accept then is only a warning before it.
     */
    public void foreseen(DeploymentView view) {
        foreseenWithoutAccess(view);
        warn(SinkRows.problems(view, PlannedRelations.NONE, view.sinkWays()), Guardrail.SINKS);
        foreseen(AccessParity.problems(view.catalog(), view.pairs()), Guardrail.ACCESS);
        foreseen(GainedAccess.problems(view), Guardrail.ACCESS);
    }

    /** The same without the access that roles would lose, which is granted and not accepted in passing. */
    public void foreseenWithoutAccess(DeploymentView view) {
        CatalogSnapshot catalog = view.catalog();
        ResolvedPairs pairs = view.pairs();
        foreseen(Completeness.objects(view, PlannedRelations.NONE), Guardrail.COUNTERPARTS);
        foreseen(LiveReferences.problems(view, PlannedRelations.NONE), Guardrail.LIVE_REFERENCES);
        foreseen(RenameConflicts.problems(catalog, pairs), Guardrail.RENAMES);
        foreseen(ExternalDependents.stranded(catalog, pairs), Guardrail.EXTERNAL_DEPENDENTS);
        foreseen(WayRules.problems(view, view.sinkWays(), Side.LIVE), Guardrail.SINKS);
        foreseen(TemporaryViews.problems(view, Side.LIVE, Side.SUFFIXED), Guardrail.TEMPORARY_VIEWS);
    }

    /** The access that no comparison of two objects shows. */
    public void accessAroundObjects(DeploymentView view) {
        warn(AccessParity.aroundObjects(view.catalog(), view.pairs()), Guardrail.ACCESS);
    }

    private void foreseen(List<Problem> found, Guardrail guardrail) {
        warn(found.stream().filter(problem -> problem.code().acceptable()).toList(), guardrail);
        ask(found.stream().filter(problem -> !problem.code().acceptable()).toList(), guardrail);
    }

    /** Whether the sinks exist for which a run has chosen a way. */
    public void chosen(DeploymentView view, SinkWays asked) {
        ask(WayRules.unknown(view, asked), Guardrail.SINKS);
    }

    /**
     * Whether each way can be carried out, and none refuses.
     *
     * @param from the side that the sinks read now
     */
    public void ways(DeploymentView view, SinkWays ways, Side from) {
        ask(WayRules.problems(view, ways, from), Guardrail.SINKS);
    }

    /** Whether a sink stays on the previous version after the swap. */
    public void waysLeft(DeploymentView view) {
        ask(WayRules.left(view, view.sinkWays()), Guardrail.SINKS);
    }

    /** The same for a verb that re-points sinks: one that cannot follow must not stop the others. */
    public void waysAfterSwap(DeploymentView view, SinkWays ways) {
        warn(WayRules.left(view, ways), Guardrail.SINKS);
    }

    /** Whether the external dependents of the live side can follow the swap. */
    public void externalDependents(DeploymentView view) {
        ask(ExternalDependents.stranded(view.catalog(), view.pairs()), Guardrail.EXTERNAL_DEPENDENTS);
    }

    /**
     * The questions that only the record answers: whether the live side has drifted, and whether the staged
     * side is as the last build has left it.
     */
    public void recorded(DeploymentView view) {
        skip(Guardrail.DRIFT, "no record describes the live side at the beginning");
        skip(Guardrail.BUILD_FINISHED, "no build is recorded");
        drift(view);
        view.record()
                .ifPresent(record -> record.built().ifPresent(built -> {
                    ask(Completeness.build(view, record, built), Guardrail.BUILD_FINISHED);
                    warn(Drift.stagedFacts(view, record, built), Guardrail.BUILD_FINISHED);
                }));
    }

    /** Whether the live side has changed since the record was written, if there is one. */
    public void drift(DeploymentView view) {
        view.record().ifPresent(record -> ask(Drift.live(view, record), Guardrail.DRIFT));
    }

    /** Whether the checks of the project have passed on the present staged side. */
    public void checks(DeploymentView view, RequiredChecks required) {
        if (ChecksGate.unknown(view, required)) {
            skip(Guardrail.CHECKS, "no checks are known");
            return;
        }
        ask(ChecksGate.problems(view, required), Guardrail.CHECKS);
    }

    /** Whether the staged side is another version than the one that was rolled back last. */
    public void rolledBack(DeploymentView view) {
        ask(RollbackRules.staged(view), Guardrail.ROLLED_BACK);
    }

    /** Whether the staged side is ready. */
    public void readiness(Environment environment, Optional<Assessment> assessment) {
        ask(ReadinessGuard.staged(environment.name(), assessment), Guardrail.READINESS);
    }

    /** What keeps the staged side from ever being ready, long before the promotion. Then a wait is not a problem. */
    public void neverReady(Environment environment, Assessment assessment) {
        ask(
                ReadinessGuard.staged(environment.name(), Optional.of(assessment)).stream()
                        .filter(problem -> problem.code() == ProblemCode.NEVER_READY)
                        .toList(),
                Guardrail.READINESS);
    }

    /** Records that promote does not ask whether the staged side is ready. The user must accept that. */
    public void readinessSkipped(Environment environment) {
        refuse(ReadinessGuard.skipped(environment.name()));
    }

    /** Whether the previous side is ready. */
    public void previous(DeploymentView view, Optional<Assessment> assessment) {
        CatalogSnapshot catalog = view.catalog();
        ResolvedPairs pairs = view.pairs();
        ask(Contents.paused(catalog, pairs, Side.SUFFIXED), Guardrail.CLUSTERS);
        ask(ReadinessGuard.previous(view.environment().name(), assessment), Guardrail.READINESS);
        contents(view);
        ask(RenameConflicts.problems(catalog, pairs), Guardrail.RENAMES);
    }

    /** Sinks of the live side that have stopped. */
    public void stoppedSinks(DeploymentView view) {
        ask(SinkFitness.stopped(view), Guardrail.SINKS);
    }

    /** Sinks that have stopped, or that would delay their re-pointing. After the swap they stop nothing. */
    public void sinksAfterSwap(DeploymentView view, List<ItemId> repointed) {
        warn(SinkFitness.stopped(view), Guardrail.SINKS);
        warn(SinkFitness.health(view.catalog(), items(view, repointed)), Guardrail.SINKS);
    }

    /** Whether the server re-points sinks after the swap without harm to their topics. */
    public void repointed(DeploymentView view, List<ItemId> sinks) {
        ask(SinkFitness.rewrites(view.catalog(), items(view, sinks)), Guardrail.SINKS);
    }

    private static List<Item> items(DeploymentView view, List<ItemId> ids) {
        return ids.stream().flatMap(id -> view.catalog().item(id).stream()).toList();
    }

    /** Whether the suffixed side can be dropped without harm to another object. */
    public void droppable(DeploymentView view) {
        ask(Contents.inside(view.catalog(), view.pairs(), Side.SUFFIXED), Guardrail.CONTENTS);
        ask(ExternalDependents.ofDropped(view), Guardrail.UNUSED);
    }

    /** Whether an object of others still reads the previous side, so that it cannot be dropped yet. */
    public static boolean isStillRead(DeploymentView view) {
        return ExternalDependents.readSuffixedSide(view);
    }

    /** What will keep the suffixed side from being dropped, long before the drop. */
    public void stillRead(DeploymentView view) {
        warn(ExternalDependents.ofDropped(view), Guardrail.UNUSED);
    }

    /** Whether the lock schema contains only views of ours, so that it can be dropped. Returns the answer. */
    public boolean lockSchema(DeploymentView view) {
        List<Problem> problems = Contents.ofLockSchema(view);
        ask(problems, Guardrail.UNUSED);
        return problems.isEmpty();
    }

    /** Whether the suffixed side can be quarantined. */
    public void quarantine(DeploymentView view, Phase phase) {
        ask(RenameConflicts.whereDropped(view, phase), Guardrail.RENAMES);
        ask(TemporaryViews.problems(view, Side.SUFFIXED), Guardrail.TEMPORARY_VIEWS);
    }
}
