package dev.verdigris.core.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.fixture.Approvals;
import dev.verdigris.core.fixture.Case;
import dev.verdigris.core.fixture.Flow;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.plan.question.WaitQuestions;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Verdict;
import dev.verdigris.core.text.Kebab;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The guardrails that each verb asks in each state, and their evaluations. */
class EvaluationsTest {

    static final Environment PROD = new Environment(
            Identifier.of("prod"),
            Identifier.of("materialize"),
            List.of(SchemaName.of("materialize", "public")),
            List.of(Identifier.of("prod")),
            Environment.DEFAULT_SUFFIX);

    private final CatalogSnapshot start = new World("me")
            .schema("public")
            .cluster("prod")
            .view("public.mv", "prod")
            .snapshot();
    private final CatalogSnapshot begun = after(start, init(start));
    private final CatalogSnapshot staged = Flow.build(begun, PROD);
    private final CatalogSnapshot promoted = after(staged, promote(staged));
    private final CatalogSnapshot rolledBack = after(promoted, rollback(promoted));
    /** The cleanup has begun: the previous side is in quarantine and not yet dropped. */
    private final CatalogSnapshot dropping = Flow.play(promoted, Flow.planned(cleanup(promoted)), 1);

    private static CatalogSnapshot after(CatalogSnapshot catalog, PlanResult result) {
        return Flow.play(catalog, Flow.planned(result));
    }

    static DeploymentView view(CatalogSnapshot catalog) {
        return DeploymentView.of(catalog, PROD);
    }

    private static PlanResult init(CatalogSnapshot catalog) {
        return InitPlanner.plan(view(catalog), Flow.init());
    }

    private static PlanResult promote(CatalogSnapshot catalog) {
        return PromotePlanner.plan(view(catalog), Flow.promote());
    }

    private static PlanResult promote(CatalogSnapshot catalog, Verdict verdict) {
        return PromotePlanner.plan(view(catalog), Flow.promote(verdict));
    }

    private static PlanResult rollback(CatalogSnapshot catalog) {
        return RollbackPlanner.plan(view(catalog), Flow.rollback());
    }

    private static PlanResult cleanup(CatalogSnapshot catalog) {
        return DropPlanner.cleanup(view(catalog), Flow.drop());
    }

    private static PlanResult abort(CatalogSnapshot catalog) {
        return DropPlanner.abort(view(catalog), Flow.drop());
    }

    /** One line for each result, with the ids in the order of the registry. */
    static String shown(List<Evaluation> evaluations) {
        return evaluations.stream()
                .collect(Collectors.groupingBy(
                        each -> each.result() instanceof Evaluation.NotApplicable skipped
                                ? skipped.reason()
                                : Kebab.of(each.result().getClass()),
                        LinkedHashMap::new,
                        Collectors.mapping(each -> each.guardrail().id(), Collectors.joining(" "))))
                .entrySet()
                .stream()
                .map(line -> line.getKey() + ": " + line.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static void assertEvaluated(PlanResult result, String expected) {
        assertThat(shown(result.guardrails())).isEqualTo(expected);
    }

    @Test
    void initOfAFreeEnvironmentAsksEverything() {
        assertEvaluated(init(start), """
                passed: environment databases state-view held-pairs lock phase side live-side clusters cluster-settings limits \
                swap-time contents own-clusters pairs-complete rights
                """);
    }

    @Test
    void initThatContinuesReadsTheRecord() {
        assertEvaluated(init(staged), """
                passed: environment databases state-view held-pairs lock phase side live-side clusters cluster-settings limits \
                swap-time contents own-clusters pairs-complete rights
                """);
    }

    @Test
    void initIsRefusedWhileAPreviousSideRemains() {
        assertEvaluated(init(promoted), """
                passed: environment databases held-pairs phase
                not-reached: state-view side live-side clusters cluster-settings limits swap-time contents own-clusters \
                pairs-complete rights
                refused: lock
                """);
    }

    @Test
    void initIsRefusedDuringADrop() {
        assertEvaluated(init(dropping), """
                passed: environment databases held-pairs
                not-reached: state-view lock side live-side clusters cluster-settings limits swap-time contents own-clusters \
                pairs-complete rights
                refused: phase
                """);
    }

    @Test
    void promoteIsRefusedWithoutASuffixedSide() {
        assertEvaluated(promote(start), """
                passed: environment databases held-pairs
                not-reached: state-view approved-plan side clusters cluster-settings swap-time contents own-clusters pairs-complete build-finished checks \
                rolled-back staged-objects counterparts live-references renames temporary-views replacements drift \
                readiness external-dependents access owners sinks rights
                no record names a deployment: own-deployment
                refused: phase
                """);
    }

    @Test
    void promoteIsRefusedBeforeAnythingIsBuilt() {
        assertEvaluated(promote(begun), """
                passed: environment databases state-view held-pairs own-deployment phase side clusters cluster-settings swap-time contents \
                own-clusters pairs-complete rolled-back live-references renames temporary-views replacements drift \
                readiness external-dependents access owners sinks rights
                no approved plan is given: approved-plan
                no build is recorded: build-finished
                no checks are known: checks
                refused: staged-objects
                not-reached: counterparts
                """);
    }

    @Test
    void promoteOfAStagedSideAsksEverything() {
        assertEvaluated(promote(staged), """
                passed: environment databases state-view held-pairs own-deployment phase side clusters cluster-settings swap-time contents \
                own-clusters pairs-complete rolled-back staged-objects counterparts live-references renames \
                temporary-views replacements drift readiness external-dependents access owners sinks rights
                no approved plan is given: approved-plan
                no build is recorded: build-finished
                no checks are known: checks
                """);
    }

    @Test
    void promoteAfterTheSwapAsksOnlyWhatTheSinksNeed() {
        assertEvaluated(promote(promoted), """
                passed: environment databases state-view held-pairs own-deployment phase pairs-complete sinks rights
                no approved plan is given: approved-plan
                the swap is done: side clusters cluster-settings swap-time contents own-clusters build-finished checks rolled-back \
                staged-objects counterparts live-references renames temporary-views replacements drift readiness \
                external-dependents access owners
                """);
    }

    @Test
    void promoteIsRefusedDuringADrop() {
        assertEvaluated(promote(dropping), """
                passed: environment databases held-pairs own-deployment
                not-reached: state-view approved-plan side clusters cluster-settings swap-time contents own-clusters pairs-complete build-finished checks \
                rolled-back staged-objects counterparts live-references renames temporary-views replacements drift \
                readiness external-dependents access owners sinks rights
                refused: phase
                """);
    }

    @Test
    void rollbackIsRefusedWithoutALockSchema() {
        assertEvaluated(rollback(start), """
                passed: environment databases held-pairs
                not-reached: state-view own-deployment clusters swap-time contents own-clusters pairs-complete \
                renames temporary-views previous-side rollback-window readiness external-dependents access sinks \
                rights
                refused: phase
                """);
    }

    @Test
    void rollbackIsRefusedBeforeThePromotion() {
        assertEvaluated(rollback(staged), """
                passed: environment databases held-pairs own-deployment
                not-reached: state-view clusters swap-time contents own-clusters pairs-complete renames \
                temporary-views previous-side rollback-window readiness external-dependents access sinks rights
                refused: phase
                """);
    }

    @Test
    void rollbackOfAPromotionAsksEverything() {
        assertEvaluated(rollback(promoted), """
                passed: environment databases state-view held-pairs own-deployment phase clusters swap-time contents \
                own-clusters pairs-complete renames temporary-views previous-side rollback-window readiness \
                external-dependents access sinks rights
                """);
    }

    @Test
    void rollbackAfterTheSwapAsksOnlyForRights() {
        assertEvaluated(rollback(rolledBack), """
                passed: environment databases held-pairs own-deployment phase rights
                the swap is done: state-view clusters swap-time contents own-clusters pairs-complete renames \
                temporary-views previous-side rollback-window readiness external-dependents access sinks
                """);
    }

    @Test
    void rollbackIsRefusedDuringADrop() {
        assertEvaluated(rollback(dropping), """
                passed: environment databases held-pairs own-deployment
                not-reached: state-view clusters swap-time contents own-clusters pairs-complete renames \
                temporary-views previous-side rollback-window readiness external-dependents access sinks rights
                refused: phase
                """);
    }

    @Test
    void cleanupWithNothingToDropAsksAlmostNothing() {
        assertEvaluated(cleanup(start), """
                passed: environment databases state-view held-pairs rights
                no record names a deployment: own-deployment
                no state view shows the phase: phase
                no schema or cluster has the suffix of the environment: side contents pairs-complete renames \
                temporary-views unused
                """);
    }

    @Test
    void cleanupIsRefusedBeforeThePromotion() {
        assertEvaluated(cleanup(staged), """
                passed: environment databases held-pairs own-deployment
                not-reached: state-view side contents pairs-complete renames temporary-views unused rights
                refused: phase
                """);
    }

    @Test
    void cleanupOfAPreviousSideAsksEverything() {
        assertEvaluated(cleanup(promoted), """
                passed: environment databases state-view held-pairs own-deployment phase side contents \
                pairs-complete renames temporary-views unused rights
                """);
    }

    @Test
    void cleanupThatContinuesRenamesNothing() {
        assertEvaluated(cleanup(dropping), """
                passed: environment databases state-view held-pairs own-deployment phase side contents unused rights
                the suffixed side is already in quarantine: pairs-complete renames temporary-views
                """);
    }

    @Test
    void abortOfAStagedSideAsksEverything() {
        assertEvaluated(abort(staged), """
                passed: environment databases state-view held-pairs lock own-deployment phase side contents \
                pairs-complete renames temporary-views unused rights
                """);
    }

    @Test
    void abortIsRefusedAfterThePromotion() {
        assertEvaluated(abort(promoted), """
                passed: environment databases held-pairs own-deployment
                not-reached: state-view lock side contents pairs-complete renames temporary-views unused rights
                refused: phase
                """);
    }

    @Test
    void aWaitIsRefusedIfItCannotEndWell() {
        assertThat(shown(waiting(staged))).isEqualTo("""
                passed: environment databases state-view held-pairs own-deployment phase staged-objects
                later: readiness
                no staged cluster has a size of its own: rights
                """);
        assertThat(shown(waiting(begun))).isEqualTo("""
                passed: environment databases state-view held-pairs own-deployment phase
                refused: staged-objects
                later: readiness
                not-reached: rights
                """);
    }

    private static List<Evaluation> waiting(CatalogSnapshot catalog) {
        VerbGuardrails guards = new VerbGuardrails(Verb.AWAIT);
        WaitQuestions.ask(guards, view(catalog), false, Deployer.NONE);
        guards.skip(Guardrail.READINESS, "later");
        return guards.evaluations();
    }

    /** All cases of the planners, and one evaluation that they do not cover: the readiness of the staged side. */
    private static Stream<Evaluation> inManyWorlds(CatalogSnapshot staged) throws IOException {
        List<Evaluation> evaluations = new ArrayList<>();
        try (Stream<Path> files = Files.walk(PlanCasesTest.CASES)) {
            for (Path folder : files.filter(file -> file.endsWith("request.yaml"))
                    .map(Path::getParent)
                    .toList()) {
                evaluations.addAll(new Case(folder).plan().guardrails());
            }
        }
        evaluations.addAll(promote(staged, new Verdict.Ready("it is hydrated")).guardrails());
        evaluations.addAll(Approvals.promote(view(staged), plan -> plan).guardrails());
        evaluations.addAll(Approvals.promote(view(staged), Approvals::ofNoPairs).guardrails());
        evaluations.addAll(
                Approvals.promote(view(staged), Approvals::ofAnotherEnvironment).guardrails());
        evaluations.addAll(promote(staged, new Verdict.Failed("it crashes")).guardrails());
        return evaluations.stream();
    }

    @Test
    void everyGuardrailIsRefusedInOneWorldAndPassedInAnother() throws IOException {
        Map<Guardrail, Set<String>> results = new EnumMap<>(Guardrail.class);
        inManyWorlds(staged)
                .forEach(each -> results.computeIfAbsent(each.guardrail(), any -> new TreeSet<>())
                        .add(Kebab.of(each.result().getClass())));
        assertThat(results.keySet()).containsExactly(Guardrail.values());
        assertThat(results.values()).allSatisfy(found -> assertThat(found).contains("passed", "refused"));
    }

    @Test
    void everyCodeOfAGuardrailIsRefusedInOneWorldOrOnlyWarns() throws IOException {
        Set<ProblemCode> refused = EnumSet.of(
                ProblemCode.SINK_NO_SNAPSHOT,
                ProblemCode.SINK_PENDING,
                ProblemCode.CLUSTER_DIFFERS,
                ProblemCode.SETTING_NOT_COPIED);
        assertThat(Evaluation.warnings(inManyWorlds(staged).toList()))
                .extracting(Problem::code)
                .containsAll(refused);
        Evaluation.problems(inManyWorlds(staged).toList()).forEach(problem -> refused.add(problem.code()));
        assertThat(refused)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Guardrail.values())
                        .flatMap(guardrail -> guardrail.codes().stream())
                        // It is a problem only of a user who accepts it.
                        .filter(code -> code != ProblemCode.READINESS_SKIPPED)
                        .toList());
    }
}
