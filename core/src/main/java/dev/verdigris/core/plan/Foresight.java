package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.ModelNeeds;
import dev.verdigris.core.guard.PlannedRelations;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.guard.identity.RollbackRules;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.step.Step;

/**
 * What a whole deployment can know before its first statement: the plans of init, build and promote, each on the simulated
 * result of the verb before it, and every guardrail that needs no data. A problem of one verb does not hide the problems of
 * the verbs after it, as long as their plans do not depend on it.
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
     * The plan of one verb, with the environment after its steps. Later verbs are planned on that even if a problem stops
     * this verb.
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

        /** Another tool has built it. */
        record AnotherTool() implements Builder {}
    }

    /**
     * Looks ahead from the present environment.
     *
     * @param promote the request of the promotion at the end; its accepted codes decide what stops the deployment
     */
    public static Foresight of(DeploymentView view, Request.Init init, Builder builder, Request.Promote promote) {
        List<PlanResult> plans = new ArrayList<>();
        Trial begun = InitPlanner.trial(view, init);
        plans.add(begun.result());
        if (begun.after().isEmpty()) {
            return of(plans, List.of());
        }
        DeploymentView staged = begun.after().get();
        VerbGuardrails guards = new VerbGuardrails(Verb.PROMOTE, promote.accept());
        if (view.record().isPresent()) {
            guards.drift(staged);
        }
        switch (builder) {
            case Builder.Files files -> {
                List<Problem> mistakes =
                        ModelNeeds.missing(staged.catalog(), files.planner().statements());
                Trial built = files.planner().trial(staged, Set.of());
                plans.add(built.result());
                guards.ask(rolledBack(staged, files.planner(), built), Guardrail.ROLLED_BACK);
                plans.add(built.after()
                        .map(after ->
                                promote(guards, after, promote, Optional.of(planned(files.planner(), staged, after))))
                        .orElseGet(() -> promote(guards, staged, promote, Optional.empty())));
                return of(plans, mistakes);
            }
            case Builder.UnusableFiles unusable -> plans.add(promote(guards, staged, promote, Optional.empty()));
            case Builder.AnotherTool other -> {
                guards.rolledBack(staged);
                plans.add(promote(guards, staged, promote, Optional.of(PlannedRelations.NONE)));
            }
        }
        return of(plans, List.of());
    }

    /** The problem of a version that was rolled back: it has those files, or the build keeps all of its objects. */
    private static List<Problem> rolledBack(DeploymentView staged, BuildPlanner planner, Trial built) {
        List<Problem> byFiles = RollbackRules.files(staged, planner.files());
        return byFiles.isEmpty() ? built.after().map(RollbackRules::staged).orElse(byFiles) : byFiles;
    }

    /** The relations that the build creates, without those that it keeps from an earlier build. */
    private static PlannedRelations planned(BuildPlanner planner, DeploymentView before, DeploymentView after) {
        return PlannedRelations.of(planner.statements().stream()
                .filter(statement -> after.catalog().schema(statement.staged().schema()).stream()
                        .flatMap(schema -> after
                                .catalog()
                                .itemsNamed(schema.id(), statement.staged().name())
                                .stream())
                        .noneMatch(item -> before.catalog().item(item.id()).isPresent()))
                .toList());
    }

    private static Foresight of(List<PlanResult> plans, List<Problem> mistakes) {
        return new Foresight(
                plans,
                mistakes,
                Evaluation.together(plans.stream()
                        .flatMap(plan -> plan.guardrails().stream())
                        .toList()));
    }

    /** The problems that would stop the deployment, sorted; empty if nothing that is known does. */
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(mistakes);
        problems.addAll(Evaluation.problems(guardrails));
        return problems.stream().sorted().distinct().toList();
    }

    /**
     * The later steps of promote, and what its guardrails can know now.
     *
     * @param guards what was asked about the beginning
     * @param view the environment after the build, in the simulation, or after init if nothing is known of the build
     * @param planned the staged relations that do not exist yet; empty if nothing is known of the build
     */
    private static PlanResult promote(
            VerbGuardrails guards, DeploymentView view, Request.Promote request, Optional<PlannedRelations> planned) {
        PlanBuilder steps = new PlanBuilder(view);
        guards.swap(view);
        guards.externalDependents(view);
        planned.ifPresent(known -> {
            guards.built(view, known);
            guards.effects(view, known);
        });
        guards.skip(Guardrail.READINESS, "await asks it after the build");
        guards.skipOthers(LATER, Guardrail.values());
        Optional<DeploymentLock> lock = view.lock();
        if (lock.isPresent() && lock.get().stateViewName().isPresent() && guards.pairs(view)) {
            SwapSteps.promote(steps, lock.get().stateViewName().get(), request.fresh());
            guards.ask(steps.lackingRights(), Guardrail.RIGHTS);
            guards.warn(rightsOfCleanup(view), Guardrail.RIGHTS);
        }
        return steps.result(guards);
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
