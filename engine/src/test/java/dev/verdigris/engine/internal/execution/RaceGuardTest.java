package dev.verdigris.engine.internal.execution;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Database;
import dev.verdigris.core.catalog.Session;
import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.id.CatalogId.DatabaseId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.HeldPairs;
import dev.verdigris.core.deployment.LockNames;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.PhaseEvidence;
import dev.verdigris.core.deployment.StateView;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.deployment.record.FencingToken;
import dev.verdigris.core.deployment.record.Owner;
import dev.verdigris.core.deployment.record.Provenance;
import dev.verdigris.core.deployment.record.StoredRecord;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.inventory.Inventory;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.plan.Plan;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.step.Simulator;
import dev.verdigris.core.step.Step;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Each rule of the guard on its own, without a server. */
class RaceGuardTest {

    private static final Environment PROD = new Environment(
            Identifier.of("prod"), Identifier.of("db"), List.of(), List.of(), Environment.DEFAULT_SUFFIX);

    private static final HeldPairs HELD = new HeldPairs(List.of());

    private static final Inventory NOTHING = new Inventory(List.of());

    private static final ObjectName STAGED = view(Phase.STAGED, 'a');
    private static final ObjectName OURS = view(Phase.PROMOTED, 'b');
    private static final ObjectName THEIRS = view(Phase.PROMOTED, 'c');
    private static final Step.Swap SWAP = new Step.Swap(STAGED, OURS, List.of());

    private final RaceGuard guard = new RaceGuard(PROD);

    private static ObjectName view(Phase phase, char digit) {
        FencingToken token = new FencingToken(String.valueOf(digit).repeat(FencingToken.DIGITS));
        return LockNames.of(PROD).stateView(new StateView(phase, token));
    }

    private static Plan plan(String deployment, Step... steps) {
        DeploymentRecord record = DeploymentRecord.begun(
                new Owner(new DeploymentId(deployment), true, Optional.empty(), Provenance.NONE),
                Instant.EPOCH,
                new Digest("0".repeat(64)));
        DeploymentState state = new DeploymentState.Locked(new DeploymentLock(
                LockNames.of(PROD).schema(),
                new RoleId("u1"),
                StateView.parse(STAGED.name()),
                new StoredRecord.Known(record),
                Optional.of(HELD),
                new PhaseEvidence.Agreed(Phase.STAGED)));
        List<PlannedStep> planned =
                Arrays.stream(steps).map(step -> new PlannedStep(step, "why")).toList();
        return new Plan(Verb.PROMOTE, PROD.name(), state, planned, List.of(), List.of());
    }

    @Test
    void aTokenThatIsAdvancedWithinOnePhaseTellsWhoseTheStateViewIs() {
        ObjectName ours = view(Phase.STAGED, 'b');
        Step.AdvanceToken advance = new Step.AdvanceToken(STAGED, ours, List.of());
        assertThat(guard.doneByOther(advance, Optional.of(STAGED))).isEmpty();
        assertThat(guard.doneByOther(advance, Optional.of(ours))).isEmpty();
        assertThat(RaceGuard.isDone(advance, Optional.of(STAGED))).isFalse();
        assertThat(RaceGuard.isDone(advance, Optional.of(ours))).isTrue();
        assertThat(guard.doneByOther(advance, Optional.of(view(Phase.STAGED, 'c'))))
                .map(Problem::code)
                .contains(ProblemCode.LOST_RACE);
    }

    @Test
    void onlyACreatedStateViewMayBeDroppedForARival() {
        guard.refuse(plan("d-1", new Step.TakeOverStateView(STAGED, view(Phase.STAGED, 'b'))));
        assertThat(guard.mayHaveRival()).isFalse();
        guard.refuse(plan("d-1", new Step.CreateStateView(view(Phase.STAGED, 'c'), HELD, NOTHING)));
        assertThat(guard.mayHaveRival()).isTrue();
    }

    @Test
    void anInitDoesNotBeginAgainAfterItsDeploymentWasEnded() {
        Step create = new Step.CreateStateView(STAGED, HELD, NOTHING);
        Plan begun = init(plan("d-1").state());
        Plan none = init(new DeploymentState.None(), create);
        assertThat(guard.refuse(none)).isEmpty();
        assertThat(guard.refuse(none)).as("its first step was lost").isEmpty();
        assertThat(guard.refuse(begun)).isEmpty();
        assertThat(guard.refuse(none)).map(Problem::code).contains(ProblemCode.LOST_RACE);
    }

    private static Plan init(DeploymentState state, Step... steps) {
        return new Plan(Verb.INIT, PROD.name(), state, plan("d-1", steps).steps(), List.of(), List.of());
    }

    @Test
    void theFirstPlanIsNeverRefused() {
        assertThat(guard.refuse(plan("d-1", SWAP))).isEmpty();
    }

    @Test
    void theSamePlanAgainAndItsRestAreNotRefused() {
        guard.refuse(plan("d-1", SWAP));
        assertThat(guard.refuse(plan("d-1", SWAP))).isEmpty();
        assertThat(guard.refuse(plan("d-1"))).isEmpty();
    }

    @Test
    void aPlanOfAnotherDeploymentIsRefused() {
        guard.refuse(plan("d-1", SWAP));
        Plan other = plan("d-2", SWAP);
        assertThat(guard.isOfAnother(new PlanResult.Planned(other))).isTrue();
        assertThat(guard.refuse(other)).map(Problem::code).contains(ProblemCode.LOST_RACE);
        assertThat(guard.refuse(other))
                .map(Problem::what)
                .hasValueSatisfying(what -> assertThat(what).contains("d-1", "d-2"));
    }

    @Test
    void aTransitionOnAnotherStateViewIsRefusedAndNamesIt() {
        guard.refuse(plan("d-1", SWAP));
        Step.Swap later = new Step.Swap(THEIRS, OURS, List.of());
        assertThat(guard.refuse(plan("d-1", later))).map(Problem::where).contains("view " + THEIRS);
    }

    @Test
    void aTransitionOfOtherPairsOnTheSameStateViewIsRefused() {
        guard.refuse(plan("d-1", SWAP));
        Step.Quarantine later = new Step.Quarantine(STAGED, OURS, List.of());
        assertThat(guard.refuse(plan("d-1", later))).map(Problem::where).contains("environment prod");
    }

    @Test
    void aRunThatCreatedNoStateViewHasNoRival() {
        guard.refuse(plan("d-1", SWAP));
        assertThat(guard.mayHaveRival()).isFalse();
    }

    @Test
    void aRunThatCreatedAStateViewMayHaveARivalAfterANewPlan() {
        guard.refuse(plan("d-1", new Step.CreateStateView(STAGED, HELD, NOTHING)));
        guard.refuse(plan("d-1"));
        assertThat(guard.mayHaveRival()).isTrue();
    }

    @Test
    void theRunDropsItsOwnOfTwoStateViews() {
        ObjectName rival = view(Phase.STAGED, 'd');
        guard.refuse(plan("d-1", new Step.CreateStateView(STAGED, HELD, NOTHING)));
        assertThat(guard.rival(view(STAGED))).isEmpty();
        assertThat(guard.rival(view(rival))).isEmpty();
        assertThat(guard.rival(view(STAGED, rival))).hasValueSatisfying(withdrawal -> {
            assertThat(withdrawal.own()).isEqualTo(STAGED);
            assertThat(withdrawal.problem().where()).isEqualTo("view " + rival);
        });
    }

    private static DeploymentView view(ObjectName... stateViews) {
        RoleId me = new RoleId("u1");
        CatalogSnapshot catalog = CatalogSnapshot.builder(new Session(me, true, true, "v"))
                .databases(List.of(new Database(new DatabaseId("u1"), PROD.database(), me, Acl.NONE)))
                .build();
        catalog = Simulator.apply(
                catalog, new Step.CreateLockSchema(LockNames.of(PROD).schema()));
        for (ObjectName stateView : stateViews) {
            catalog = Simulator.apply(
                    catalog, new Step.CreateStateView(stateView, HeldPairs.of(catalog, PROD, Phase.STAGED), NOTHING));
        }
        return DeploymentView.of(catalog, PROD);
    }

    @Test
    void onlyTheNameOfThisRunProvesItsTransition() {
        assertThat(RaceGuard.isDone(SWAP, Optional.of(OURS))).isTrue();
        assertThat(RaceGuard.isDone(SWAP, Optional.of(THEIRS))).isFalse();
        assertThat(RaceGuard.isDone(SWAP, Optional.of(STAGED))).isFalse();
        assertThat(RaceGuard.isDone(SWAP, Optional.empty())).isFalse();
    }

    @Test
    void anotherTokenInTheSamePhaseIsAnotherRunsTransition() {
        assertThat(guard.doneByOther(SWAP, Optional.of(THEIRS)))
                .map(Problem::code)
                .contains(ProblemCode.LOST_RACE);
        assertThat(guard.doneByOther(SWAP, Optional.of(OURS))).isEmpty();
        assertThat(guard.doneByOther(SWAP, Optional.of(STAGED))).isEmpty();
        assertThat(guard.doneByOther(SWAP, Optional.empty())).isEmpty();
    }

    @Test
    void aLockSchemaOfAnotherRunIsNamed() {
        Problem problem =
                guard.begunByOther(new Step.CreateLockSchema(LockNames.of(PROD).schema()));
        assertThat(problem.code()).isEqualTo(ProblemCode.LOST_RACE);
        assertThat(problem.where()).isEqualTo("schema db.verdigris_prod");
    }
}
