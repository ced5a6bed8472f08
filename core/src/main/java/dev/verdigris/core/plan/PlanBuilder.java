package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.guard.rights.StepRights;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.step.Simulator;
import dev.verdigris.core.step.Step;

/** A plan in the making: its steps so far, the catalog that they leave behind, and the rights that they lack. */
final class PlanBuilder {

    private final DeploymentView before;
    private DeploymentView view;
    private final List<PlannedStep> steps = new ArrayList<>();
    private final Set<String> made = new HashSet<>();
    private final Set<Problem> lackingRights = new LinkedHashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private int layers;

    PlanBuilder(DeploymentView view) {
        this.before = view;
        this.view = view;
    }

    /** The catalog as the steps so far leave it. */
    CatalogSnapshot catalog() {
        return view.catalog();
    }

    /** The environment as the steps so far leave it. */
    DeploymentView view() {
        return view;
    }

    void add(Step step, String reason) {
        requireRightsFor(step);
        view = view.with(Simulator.apply(catalog(), step));
        steps.add(new PlannedStep(step, reason));
        step.creates().forEach(target -> made.add(target.toString()));
    }

    /** Adds many drops at once: the same as one by one, without a catalog between each two. */
    void addDrops(List<Step.DropItem> drops, String reason) {
        drops(drops, reason, 0);
    }

    /** Adds drops that run side by side. */
    void addDropLayer(List<Step.DropItem> drops, String reason) {
        layers++;
        drops(drops, reason, layers);
    }

    private void drops(List<Step.DropItem> drops, String reason, int layer) {
        for (Step.DropItem drop : drops) {
            requireRightsFor(drop);
            steps.add(new PlannedStep(drop, reason, layer));
        }
        view = view.with(Simulator.drop(catalog(), drops));
    }

    /** Adds statements that run side by side; the reason of each is the place that it comes from. */
    void addLayer(List<Step.RunStatement> statements) {
        layers++;
        for (Step.RunStatement run : statements) {
            requireRightsFor(run);
            steps.add(new PlannedStep(run, run.statement().place(), layers));
            run.creates().forEach(target -> made.add(target.toString()));
        }
        view = view.with(Simulator.run(catalog(), statements));
    }

    /**
     * Asks for the rights of a step on what the plan has left behind so far. Whoever does not own what the plan itself
     * made or renamed was told so at an earlier step. Sinks, and objects to be dropped, are asked about as they are
     * before the plan: a rename leaves all rights where they are, and the fix must name things as they are called now.
     */
    void requireRightsFor(Step step) {
        CatalogSnapshot asked =
                step instanceof Step.RepointSink || step instanceof Step.DropItem ? before.catalog() : catalog();
        StepRights.check(asked, step).stream()
                .filter(problem -> problem.code() != ProblemCode.NOT_OWNER || existed(problem.where()))
                .forEach(lackingRights::add);
    }

    private boolean existed(String where) {
        return !made.contains(where);
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    List<PlannedStep> steps() {
        return List.copyOf(steps);
    }

    List<Problem> lackingRights() {
        return List.copyOf(lackingRights);
    }

    /** The plan, unless a guardrail refuses. All its steps are there, so their rights are asked too. */
    PlanResult planned(VerbGuardrails guards) {
        guards.ask(lackingRights(), Guardrail.RIGHTS);
        return result(guards);
    }

    /** The plan of what is left after the swap: it is worth trying, whatever rights its steps lack. */
    PlanResult followUp(VerbGuardrails guards) {
        guards.warn(lackingRights(), Guardrail.RIGHTS);
        guards.skipOthers("the swap is done");
        return result(guards);
    }

    /** The rejection of a plan that lacks steps. The rights that the others lack are told with it. */
    PlanResult rejected(VerbGuardrails guards) {
        if (!lackingRights.isEmpty()) {
            guards.ask(lackingRights(), Guardrail.RIGHTS);
        }
        return new PlanResult.Rejected(guards.evaluations());
    }

    /** The rejection because of one problem, such as a phase in which the verb may not act. */
    PlanResult refused(VerbGuardrails guards, Problem problem) {
        guards.refuse(problem);
        return rejected(guards);
    }

    private PlanResult result(VerbGuardrails guards) {
        return guards.refuses() ? new PlanResult.Rejected(guards.evaluations()) : new PlanResult.Planned(plan(guards));
    }

    /** The plan with these evaluations, none of which refuses. */
    Plan plan(VerbGuardrails guards) {
        return new Plan(
                guards.verb(),
                before.environment().name(),
                before.state(),
                steps(),
                guards.evaluations(),
                List.copyOf(notes));
    }
}
