package dev.verdigris.core.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Digests;
import dev.verdigris.core.deployment.record.Checked;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.deployment.record.FencingToken;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.fixture.Consenting;
import dev.verdigris.core.fixture.Flow;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.guard.CheckNeeds;
import dev.verdigris.core.guard.RequiredChecks;
import dev.verdigris.core.guard.identity.RollbackRules;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sink.SinkWays;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A version that was rolled back goes live again only with consent. */
class RolledBackVersionTest {

    private static final Environment PROD = Environment.builder("prod")
            .database("materialize")
            .schemas("shop")
            .clusters("serving")
            .build();
    private static final DeploymentId ID = new DeploymentId("d-1");
    private static final String BAD = "CREATE VIEW orders AS SELECT 1 AS id";
    private static final String GOOD = "CREATE VIEW orders AS SELECT 2 AS id";

    private CatalogSnapshot catalog = new World("me")
            .schema("shop")
            .cluster("serving")
            .view("shop.orders", "serving")
            .snapshot();
    private Deployer deployer = Deployer.of(ID);
    private int runs;

    private RunIdentity run() {
        runs++;
        FencingToken token = new FencingToken("%012x".formatted(runs));
        return new RunIdentity(ID, token, Instant.EPOCH.plusSeconds(runs), deployer, List.of());
    }

    /** A run that enters its session into the record, so that it takes over what another process has begun. */
    private RunIdentity atWork() {
        RunIdentity run = run();
        return new RunIdentity(run.deployment(), run.token(), run.now(), run.deployer(), List.of((long) runs));
    }

    private DeploymentView view() {
        return DeploymentView.of(catalog, PROD);
    }

    private void play(PlanResult result) {
        catalog = Flow.play(catalog, Flow.planned(result));
    }

    private PlanInput.Init begin() {
        return new PlanInput.Init(run(), true, false, Optional.empty(), Optional.empty(), Consents.NONE);
    }

    private BuildPlanner project(String model) {
        return new BuildPlanner(
                PROD, List.of(new ModelFile("shop/orders.sql", "models/shop/orders.sql", model)), run());
    }

    private PlanInput.Promote swap(ProblemCode... accept) {
        return new PlanInput.Promote(
                Flow.ready(), false, false, RequiredChecks.NONE, 20, SinkWays.NONE, run(), Consenting.to(accept));
    }

    private PlanInput.Rollback back() {
        return new PlanInput.Rollback(Flow.rollback().readiness(), Flow.ANY_AGE, run(), Consents.NONE);
    }

    private PlanInput.Drop drop() {
        return new PlanInput.Drop(false, 20, run(), Consents.NONE);
    }

    private void init() {
        play(InitPlanner.plan(view(), begin()));
    }

    private void build(String model) {
        play(project(model).plan(view()));
    }

    private void promote(ProblemCode... accept) {
        play(PromotePlanner.plan(view(), swap(accept)));
    }

    private void promoteTheBadVersion() {
        init();
        build(BAD);
        promote();
    }

    private void rollBack() {
        play(RollbackPlanner.plan(view(), back()));
    }

    /** A rollback that is killed after its swap. */
    private void rollBackWithoutEntry() {
        catalog = Flow.play(catalog, Flow.planned(RollbackPlanner.plan(view(), back())), 1);
    }

    private void abort() {
        play(DropPlanner.abort(view(), drop()));
    }

    private List<ProblemCode> foreseen(String model) {
        Foresight.Builder files = new Foresight.Builder.Files(project(model));
        return Foresight.of(view(), begin(), files, CheckNeeds.NONE, swap()).problems().stream()
                .map(Problem::code)
                .toList();
    }

    private void assertRefused() {
        assertThat(Flow.refused(PromotePlanner.plan(view(), swap()))).containsExactly(ProblemCode.ROLLED_BACK_FILES);
        Standing standing = Standing.of(view());
        assertThat(standing.next().verb()).isEqualTo(Verb.BUILD);
        assertThat(commands(standing)).containsExactly(standing.next(), Fix.command(Verb.ABORT, PROD.name()));
    }

    @Test
    void besideCleanupTheWayBackIsOpen() {
        init();
        build(BAD);
        assertThat(Standing.of(view()).ways()).isEmpty();
        promote();
        Standing standing = Standing.of(view());
        assertThat(standing.next().verb()).isEqualTo(Verb.CLEANUP);
        assertThat(commands(standing)).containsExactly(standing.next(), Fix.command(Verb.ROLLBACK, PROD.name()));
    }

    private static List<Fix> commands(Standing standing) {
        return standing.ways().stream().flatMap(way -> way.fix().stream()).toList();
    }

    @Test
    void aBuildRemembersARollbackThatWroteNoEntry() {
        promoteTheBadVersion();
        rollBackWithoutEntry();
        build(GOOD);
        build(BAD);
        assertRefused();
    }

    @Test
    void anEditOfACommentMakesNoOtherVersion() {
        promoteTheBadVersion();
        rollBack();
        String edited = "-- commit 2\n" + BAD;
        assertThat(foreseen(edited)).containsExactly(ProblemCode.ROLLED_BACK_FILES);
        assertThat(foreseen(GOOD)).isEmpty();
        build(edited);
        assertRefused();
        build(GOOD);
        promote();
    }

    /** Plays a plan that is killed after each of its steps, and then whole. The entry always names the rollback. */
    private void playKilled(Supplier<PlanResult> verb) {
        int steps = Flow.planned(verb.get()).steps().size();
        assertThat(steps).isGreaterThan(1);
        for (int killed = 1; killed < steps; killed++) {
            catalog = Flow.play(catalog, Flow.planned(verb.get()), killed);
            assertThat(RollbackRules.story(view()))
                    .hasValueSatisfying(
                            story -> assertThat(story).contains("was rolled back at 2026-02-01T01:00:00Z by me"));
        }
        play(verb.get());
        assertThat(RollbackRules.recorded(view(), new FencingToken("0".repeat(12))))
                .isEmpty();
    }

    @Test
    void anInitThatIsKilledKeepsTheEntryOfARollback() {
        promoteTheBadVersion();
        rollBack();
        playKilled(() -> InitPlanner.plan(
                view(), new PlanInput.Init(atWork(), true, false, Optional.empty(), Optional.empty(), Consents.NONE)));
        assertRefused();
    }

    @Test
    void aCheckThatIsKilledKeepsTheEntryOfARollback() {
        promoteTheBadVersion();
        rollBack();
        playKilled(() -> {
            Checked passed = new Checked(new Digest("c".repeat(64)), Digests.ofStaged(view()), 0);
            return new CheckPlanner(passed, run(), Consents.NONE, List.of()).plan(view());
        });
        assertRefused();
    }

    /** The id and the commit in the record are those of the later build, which was never live. */
    @Test
    void aLaterBuildIsNotCalledTheOneThatWasRolledBack() {
        deployer = deployer.withCommit("bad");
        promoteTheBadVersion();
        rollBack();
        assertThat(RollbackRules.story(view()))
                .hasValueSatisfying(story -> assertThat(story).startsWith("Deployment d-1 of commit bad "));
        deployer = deployer.withCommit("good");
        build(GOOD);
        assertThat(RollbackRules.story(view()))
                .hasValueSatisfying(story -> assertThat(story)
                        .startsWith(
                                "An earlier version (commit bad) was rolled back at 2026-02-01T01:00:00Z by me (files ")
                        .endsWith("The staged side is another version now."));
    }

    @Test
    void theHistoryRemembersWhatWasRolledBack() {
        promoteTheBadVersion();
        rollBack();
        abort();
        assertThat(foreseen(BAD)).containsExactly(ProblemCode.ROLLED_BACK_FILES);
        assertThat(foreseen(GOOD)).isEmpty();
        init();
        build(BAD);
        assertRefused();
        assertThat(StatusSummary.of(view()).notes())
                .anyMatch(
                        note -> note.startsWith("Deployment d-1 was rolled back at 2026-02-01T01:00:00Z by me (files ")
                                && note.contains("The staged side is still that version."));
    }

    @Test
    void anAbortRemembersARollbackThatWroteNoEntry() {
        promoteTheBadVersion();
        rollBackWithoutEntry();
        abort();
        assertThat(foreseen(BAD)).containsExactly(ProblemCode.ROLLED_BACK_FILES);
    }

    @Test
    void filesThatWentLiveWithConsentAreForgiven() {
        promoteTheBadVersion();
        rollBack();
        abort();
        init();
        build(BAD);
        promote(ProblemCode.ROLLED_BACK_FILES);
        play(DropPlanner.cleanup(view(), drop()));
        assertThat(foreseen(BAD)).isEmpty();
    }
}
