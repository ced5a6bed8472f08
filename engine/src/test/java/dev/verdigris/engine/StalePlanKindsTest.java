package dev.verdigris.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.approval.PlanFile;
import dev.verdigris.core.consent.Consent;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.readiness.ReadinessPolicy;
import dev.verdigris.engine.fixture.PlanMaker;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.request.ApprovedPlan;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static dev.verdigris.engine.fixture.PlanMaker.PROMOTE;
import static dev.verdigris.engine.fixture.PlanMaker.asRole;
import static dev.verdigris.engine.fixture.PlanMaker.createRole;
import static dev.verdigris.engine.fixture.PlanMaker.objects;
import static dev.verdigris.engine.fixture.PlanMaker.staged;
import static dev.verdigris.engine.fixture.PlanMaker.stale;
import static org.assertj.core.api.Assertions.assertThat;

/** What makes an approved plan stale besides changes of the catalog, and whom it names. */
@ExtendWith(SandboxExtension.class)
class StalePlanKindsTest {

    @TempDir
    Path directory;

    /** What a plan approves has passed these checks, and this definition of ready. */
    @Test
    void otherChecksAndAnotherDefinitionOfReadyAreNamed(Sandbox sandbox) throws IOException {
        try (World world = staged(sandbox, directory);
                PlanMaker maker = PlanMaker.of(world)) {
            Path checks = Files.createDirectories(directory.resolve("checks"));
            Path live = checks.resolve("live.sql");
            Files.writeString(live, "-- when: live\nSELECT 1 AS one WHERE false;\n");
            PromoteRequest request = PROMOTE.withChecks(checks);
            ApprovedPlan plan = maker.approved(maker.verdigris().plan(request.withForApproval(true)));
            Files.writeString(live, "-- when: live\r\nSELECT 1 AS one WHERE false;\r\n");
            assertThat(maker.verdigris().plan(request.withApproved(plan)).problems())
                    .isEmpty();
            Files.writeString(live, "-- when: live\n-- severity: warn\nSELECT 1 AS one WHERE false;\n");
            ReadinessPolicy lax =
                    ReadinessPolicy.builder().maxLag(Duration.ofHours(10)).build();
            assertThat(objects(maker.verdigris().promote(request.withPolicy(lax).withApproved(plan))))
                    .containsExactlyInAnyOrder("ALTERED checks", "ALTERED definition of ready");
            assertThat(objects(maker.verdigris().promote(PROMOTE.withApproved(plan))))
                    .containsExactly("ALTERED checks");
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    /** The audit log does not show which setting a statement has changed, nor which column a comment is about. */
    @Test
    void ofTwoRolesBothAreNamed(Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                PlanMaker maker = PlanMaker.of(world)) {
            String view = world.view(0);
            ApprovedPlan plan = maker.promotion();
            createRole(world, "one");
            createRole(world, "two");
            asRole(world, "one", List.of("ALTER CLUSTER " + world.cluster(0).sql() + " SET (SIZE = '50cc')"));
            asRole(world, "two", List.of("ALTER CLUSTER " + world.cluster(0).sql() + " SET (REPLICATION FACTOR = 2)"));
            asRole(world, "two", List.of("COMMENT ON COLUMN " + view + ".id IS 'x'"));
            List<Problem> found = stale(maker.verdigris().promote(PROMOTE.withApproved(plan)));
            String one = world.names().of("one");
            String two = world.names().of("two");
            assertThat(found)
                    .filteredOn(problem -> problem.where().startsWith("cluster"))
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allSatisfy(problem -> {
                        assertThat(problem.what()).contains(" by " + one + " or " + two + ";");
                        assertThat(problem.change().orElseThrow().by()).isEmpty();
                    });
            assertThat(found)
                    .filteredOn(problem -> !problem.where().startsWith("cluster"))
                    .singleElement()
                    .satisfies(problem ->
                            assertThat(problem.change().orElseThrow().by()).contains(two));
        }
    }

    /** A consent may end earlier than the approved one, and not later. */
    @Test
    void aConsentThatEndsLaterThanTheApprovedOneIsRefused(Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                PlanMaker maker = PlanMaker.of(world)) {
            LocalDate last = LocalDate.now(ZoneOffset.UTC).plusDays(3);
            ApprovedPlan plan = maker.approved(
                    maker.verdigris().plan(PROMOTE.withForApproval(true).withAccept(until(Optional.of(last)))));
            for (Optional<LocalDate> later : List.of(Optional.of(last.plusDays(1)), Optional.<LocalDate>empty())) {
                assertThat(objects(maker.verdigris()
                                .promote(PROMOTE.withApproved(plan).withAccept(until(later)))))
                        .containsExactly("ALTERED consent to VG-NOT-CHECKED");
            }
            assertThat(maker.verdigris()
                            .plan(PROMOTE.withApproved(plan).withAccept(until(Optional.of(last.minusDays(1)))))
                            .problems())
                    .isEmpty();
        }
    }

    private static Consents until(Optional<LocalDate> last) {
        return new Consents(List.of(new Consent(ProblemCode.NOT_CHECKED, Optional.empty(), "a test", last)));
    }

    /** Two servers made by one script can have equal names and ids. */
    @Test
    void aPlanOfAnotherServerIsRefused(Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                PlanMaker maker = PlanMaker.of(world)) {
            PlanFile plan = maker.promotion().plan();
            PlanFile.Origin made = plan.origin();
            assertThat(made.region()).isPresent();
            PlanFile elsewhere = with(
                    plan,
                    new PlanFile.Origin(
                            made.at(),
                            made.by(),
                            made.server(),
                            Optional.of("aws-eu-west-1-another-0"),
                            made.lastEvent(),
                            made.deployment(),
                            made.provenance()));
            assertThat(maker.verdigris()
                            .promote(PROMOTE.withApproved(new ApprovedPlan(elsewhere, "plan.json")))
                            .problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.PLAN_OTHER_ENVIRONMENT);
        }
    }

    private static PlanFile with(PlanFile plan, PlanFile.Origin made) {
        return new PlanFile(
                plan.verb(),
                plan.environment(),
                made,
                plan.wish(),
                plan.models(),
                plan.contracts(),
                plan.steps(),
                plan.answers(),
                plan.cost(),
                plan.world());
    }

    /** The end of a promotion is only that of the approved one. This plan knows no files, as with another builder. */
    @Test
    void anotherPromotedVersionIsNotThatOfThePlan(Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                PlanMaker maker = PlanMaker.of(world.verdigris())) {
            ApprovedPlan plan = maker.promotion();
            world.writeModels(3);
            try (Verdigris other =
                    world.verdigris().deployer(Deployer.NONE.withTakeOver(true)).load()) {
                assertThat(other.build(BuildRequest.of(world.models())).problems())
                        .isEmpty();
                assertThat(other.promote(PROMOTE).problems()).isEmpty();
            }
            assertThat(stale(maker.verdigris().promote(PROMOTE.withApproved(plan))))
                    .extracting(Problem::what)
                    .anyMatch(what -> what.contains("another version was promoted"));
        }
    }

    @Test
    void aPlanShowsTextsAndContracts(Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                PlanMaker maker = PlanMaker.of(world)) {
            PlanFile plan = maker.promotion().plan();
            assertThat(plan.models()).singleElement().satisfies(model -> {
                assertThat(model.change()).isEqualTo(PlanFile.Model.Change.CHANGED);
                assertThat(model.diff()).anyMatch(line -> line.startsWith("-")).anyMatch(line -> line.startsWith("+"));
            });
            assertThat(plan.contracts()).isPresent();
            assertThat(plan.world().definitions()).hasSize(1);
        }
    }
}
