package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.guard.CheckNeeds;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.ModelNeeds;
import dev.verdigris.core.guard.PlannedRelations;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.guard.approval.ApprovalGuard;
import dev.verdigris.core.guard.identity.RollbackRules;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.step.Step;

/**
 * What a whole deployment can know before its first statement: the plans of init, build and promote, each on the
 * simulated result of the verb before it, and every guardrail that needs no data. A problem of one verb does not hide
 * the problems of the verbs after it, as long as their plans do not depend on it.
 *
 * @param plans the plans of the verbs in order, as far as they can be made
 * @param mistakes the needs of the model files that nothing fulfils
 * @param guardrails the evaluation of every guardrail by all verbs together
 */
public record Foresight(List<PlanResult> plans, List<Problem> mistakes, List<Evaluation> guardrails) {

    private static final String LATER =
            "promote asks it, because its answer is not known before the staged side is built";

    public Foresight {
        plans = List.copyOf(plans);
        mistakes = List.copyOf(mistakes);
        guardrails = List.copyOf(guardrails);
    }

    /**
     * The plan of one verb, with the environment after its steps. Later verbs are planned on that even if a problem
     * stops this verb.
     *
     * @param result the plan, or all problems
     * @param after the environment after all steps, in the simulation; empty if some of the steps cannot be planned
     */
    record Trial(PlanResult result, Optional<DeploymentView> after) {}

    /** Who builds the staged side. */
    public sealed interface Builder {

        /** This deployment builds it from model files without mistakes. */
        record Files(BuildPlanner planner) implements Builder {}

        /** This deployment would build it from model files, but they cannot be used. */
        record UnusableFiles() implements Builder {}

        /** This deployment runs the builder of another tool, and nothing is known of what it builds. */
        record Command() implements Builder {}

        /** Another tool has built it. */
        record AnotherTool() implements Builder {}
    }

    /**
     * Looks ahead from the present environment.
     *
     * @param checks what the checks of this deployment need
     * @param promote the request of the promotion at the end; its consents decide what stops the deployment
     */
    public static Foresight of(
            DeploymentView view, PlanInput.Init init, Builder builder, CheckNeeds checks, PlanInput.Promote promote) {
        Ahead ahead = new Ahead(view, init, checks, promote);
        Trial begun = InitPlanner.trial(view, init);
        ahead.plans.add(begun.result());
        if (begun.after().isEmpty()) {
            ahead.notBegun(begun.result());
            return ahead.result();
        }
        DeploymentView staged = begun.after().get();
        ahead.mistakes.addAll(checks.missingCluster(staged.catalog()).stream().toList());
        switch (builder) {
            case Builder.Files files -> ahead.files(files.planner(), staged);
            case Builder.UnusableFiles unusable -> ahead.unknown(staged);
            case Builder.Command command -> ahead.unknown(staged);
            case Builder.AnotherTool other -> ahead.anotherTool(staged);
        }
        return ahead.result();
    }

    /** The problems that would stop the deployment, sorted; empty if nothing that is known does. */
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(mistakes);
        problems.addAll(Evaluation.problems(guardrails));
        return problems.stream().sorted().distinct().toList();
    }

    /** Collects what is known of the verbs after init. */
    private static final class Ahead {

        private final DeploymentView view;
        private final PlanInput.Init init;
        private final CheckNeeds checks;
        private final PlanInput.Promote promote;
        private final VerbGuardrails guards;
        private final List<PlanResult> plans = new ArrayList<>();
        private final List<Problem> mistakes = new ArrayList<>();
        private final List<Evaluation> more = new ArrayList<>();

        Ahead(DeploymentView view, PlanInput.Init init, CheckNeeds checks, PlanInput.Promote promote) {
            this.view = view;
            this.init = init;
            this.checks = checks;
            this.promote = promote;
            this.guards = new VerbGuardrails(Verb.PROMOTE, promote::accepts);
        }

        Foresight result() {
            Stream<Evaluation> ofPlans = plans.stream().flatMap(plan -> plan.guardrails().stream());
            return new Foresight(
                    plans,
                    mistakes,
                    Evaluation.together(Stream.concat(ofPlans, more.stream()).toList()));
        }

        /** If only another deployment stops init, the live side can be judged nevertheless. */
        void notBegun(PlanResult begun) {
            boolean held = Evaluation.problems(begun.guardrails()).stream()
                    .allMatch(problem -> Guardrail.LOCK.codes().contains(problem.code()));
            if (held) {
                guards.externalDependents(view);
                more.addAll(guards.asked());
            }
        }

        /** Asks about the beginning of a deployment that goes on. */
        void drift(DeploymentView staged) {
            if (view.record().isPresent()) {
                guards.drift(staged);
            }
        }

        /** This deployment builds the staged side, and what it builds is not known. */
        void unknown(DeploymentView staged) {
            drift(staged);
            promote(staged, Optional.empty());
        }

        /** This deployment builds the staged side from files. */
        void files(BuildPlanner planner, DeploymentView staged) {
            drift(staged);
            mistakes.addAll(ModelNeeds.missing(staged.catalog(), planner.statements()));
            Trial trial = planner.trial(staged, Set.of(), made(staged));
            plans.add(trial.result());
            guards.ask(rolledBack(staged, planner, trial), Guardrail.ROLLED_BACK);
            if (trial.after().isEmpty()) {
                promote(staged, Optional.empty());
                return;
            }
            DeploymentView built = trial.after().get();
            mistakes.addAll(checks.missingRelations(built.catalog()));
            guards.ask(checks.missingRights(built, made(built)), Guardrail.RIGHTS);
            VerbGuardrails limits = new VerbGuardrails(Verb.INIT, init::accepts);
            limits.limits(view, built.catalog());
            more.addAll(limits.asked());
            promote(built, Optional.of(PlannedRelations.of(planner.statements(), staged.catalog(), built.catalog())));
        }

        /** The problem of a version that was rolled back: it has those files, or the build keeps all of its objects. */
        private static List<Problem> rolledBack(DeploymentView staged, BuildPlanner planner, Trial built) {
            List<Problem> byFiles = RollbackRules.files(staged, planner.files());
            return byFiles.isEmpty() ? built.after().map(RollbackRules::staged).orElse(byFiles) : byFiles;
        }

        /**
         * Another tool has built the staged side, so the record and the side show what promote would say. Await asks
         * first whether it is of the files of the run, and the user cannot accept that it is not.
         */
        void anotherTool(DeploymentView staged) {
            VerbGuardrails await = new VerbGuardrails(Verb.AWAIT);
            await.ownDeployment(staged, promote.run().deployer());
            more.addAll(await.asked());
            guards.recorded(staged);
            guards.rolledBack(staged);
            if (checks.equals(CheckNeeds.NONE)) {
                guards.checks(staged, promote.checks());
            }
            if (!staged.pairs().itemsOf(Side.SUFFIXED).isEmpty()) {
                mistakes.addAll(checks.missingRelations(staged.catalog()));
                guards.ask(checks.missingRights(staged, made(staged)), Guardrail.RIGHTS);
            }
            promote(staged, Optional.of(PlannedRelations.NONE));
        }

        /** What does not exist before the first statement. */
        private Set<Target> made(DeploymentView later) {
            CatalogSnapshot now = view.catalog();
            CatalogSnapshot then = later.catalog();
            Stream<Target> schemas = then.schemas().stream()
                    .filter(schema -> now.schema(schema.id()).isEmpty())
                    .map(schema -> new Target.OfSchema(then.nameOf(schema)));
            Stream<Target> clusters = then.clusters().stream()
                    .filter(cluster -> now.cluster(cluster.id()).isEmpty())
                    .map(cluster -> new Target.OfCluster(cluster.name()));
            Stream<Target> items = then.items().stream()
                    .filter(item -> now.item(item.id()).isEmpty())
                    .map(then::targetOf);
            return Stream.of(schemas, clusters, items).flatMap(each -> each).collect(Collectors.toSet());
        }

        /**
         * The later steps of promote, and what its guardrails can know now.
         *
         * @param built the environment after the build, in the simulation, or after init if nothing is known of the
         *     build
         * @param planned the staged relations that do not exist yet; empty if nothing is known of the build
         */
        void promote(DeploymentView built, Optional<PlannedRelations> planned) {
            PlanBuilder steps = new PlanBuilder(built, made(built));
            ApprovalGuard approved = new ApprovalGuard(
                    guards,
                    promote.approval(),
                    promote.accept().at(promote.run().now()));
            approved.beforeBuild(view, promote.sinks().over(view.sinkWays()));
            guards.swapLater(built);
            guards.externalDependents(built);
            planned.ifPresent(known -> {
                guards.built(built, known);
                guards.chosen(built, promote.sinks());
                guards.effects(built, known, ways(built));
            });
            guards.skip(Guardrail.READINESS, "await asks it after the build");
            guards.skipOthers(LATER, Guardrail.values());
            Optional<DeploymentLock> lock = built.lock();
            if (lock.isPresent() && lock.get().stateViewName().isPresent() && guards.pairs(built)) {
                SwapSteps.promote(steps, lock.get().stateViewName().get(), promote.run(), ways(built));
                approved.steps(built, steps.bare(), false);
                guards.ask(steps.lackingRights(), Guardrail.RIGHTS);
                guards.warn(rightsOfCleanup(built), Guardrail.RIGHTS);
            }
            plans.add(steps.result(guards));
        }

        private SinkWays ways(DeploymentView built) {
            return promote.sinks().over(built.sinkWays());
        }
    }

    /**
     * The rights that cleanup would lack, on the objects that are live now. They stop nothing, because another role may
     * clean up.
     */
    private static List<Problem> rightsOfCleanup(DeploymentView view) {
        CatalogSnapshot catalog = view.catalog();
        PlanBuilder drops = new PlanBuilder(view);
        for (Item item : view.pairs().itemsOf(Side.LIVE)) {
            if (!view.pairs().goesAlong(item)) {
                drops.requireRightsFor(new Step.DropItem(item.kind(), catalog.nameOf(item), item.id()));
            }
        }
        for (Schema schema : view.pairs().schemasOf(Side.LIVE)) {
            drops.requireRightsFor(new Step.DropSchema(catalog.nameOf(schema)));
        }
        for (Cluster cluster : view.pairs().clustersOf(Side.LIVE)) {
            drops.requireRightsFor(new Step.DropCluster(cluster.name()));
        }
        return drops.lackingRights();
    }
}
