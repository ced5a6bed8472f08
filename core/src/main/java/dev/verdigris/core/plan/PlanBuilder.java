package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.guard.rights.StepRights;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.sql.Messages;
import dev.verdigris.core.step.DropOrder;
import dev.verdigris.core.step.Simulator;
import dev.verdigris.core.step.Step;

/** Builds a plan: its steps so far, the catalog after them, and the rights that they lack. */
final class PlanBuilder {

    private final DeploymentView before;
    private DeploymentView view;
    private final List<PlannedStep> steps = new ArrayList<>();
    private final Set<Target> made = new HashSet<>();
    private final Set<Problem> lackingRights = new LinkedHashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private int layers;

    PlanBuilder(DeploymentView view) {
        this(view, Set.of());
    }

    /**
     * Begins a plan that comes after others.
     *
     * @param made what the plans before it create
     */
    PlanBuilder(DeploymentView view, Set<Target> made) {
        this.before = view;
        this.view = view;
        this.made.addAll(made);
    }

    /** The catalog after the steps so far. */
    CatalogSnapshot catalog() {
        return view.catalog();
    }

    /** The environment after the steps so far. */
    DeploymentView view() {
        return view;
    }

    void add(Step step, String reason) {
        requireRightsFor(step);
        view = view.with(Simulator.apply(catalog(), step));
        steps.add(new PlannedStep(step, reason));
        made.addAll(step.creates());
    }

    /** Adds a step if this role has the rights for it. */
    void addIfAllowed(Step step, String reason) {
        if (lacking(step).isEmpty()) {
            add(step, reason);
        }
    }

    /** Adds the drops of objects in layers, readers first. No catalog is computed after each. */
    void addDrops(Collection<Item> items, String reason) {
        List<Step.DropItem> drops = new ArrayList<>();
        for (List<Item> layer : DropOrder.layers(catalog(), items)) {
            layers++;
            for (Item item : layer) {
                Step.DropItem drop = new Step.DropItem(item.kind(), catalog().nameOf(item), item.id());
                requireRightsFor(drop);
                steps.add(new PlannedStep(drop, reason, layers));
                drops.add(drop);
            }
        }
        view = view.with(Simulator.drop(catalog(), drops));
    }

    /** Adds statements that run in parallel. The reason of each is its place in the model files. */
    void addLayer(List<Step.RunStatement> statements) {
        layers++;
        for (Step.RunStatement run : statements) {
            requireRightsFor(run);
            steps.add(new PlannedStep(run, run.statement().place(), layers));
            made.addAll(run.creates());
        }
        view = view.with(Simulator.run(catalog(), statements));
    }

    /** Adds copies to objects that exist. The result is the same as one by one. */
    void addCopies(List<PlannedStep> copies) {
        copies.forEach(copy -> requireRightsFor(copy.step()));
        steps.addAll(copies);
        view = view.with(Simulator.apply(
                catalog(), copies.stream().map(PlannedStep::step).toList()));
    }

    /**
     * Requires the rights of a step in the catalog after the steps so far. Objects that the plan itself creates or
     * renames are not checked for their owner, because an earlier step has required those rights. Sinks and dropped
     * objects are checked in the catalog before the plan: a rename changes no rights, and the fix must use the present
     * names.
     */
    void requireRightsFor(Step step) {
        CatalogSnapshot asked =
                step instanceof Step.FollowUp || step instanceof Step.DropItem ? before.catalog() : catalog();
        lackingRights.addAll(StepRights.problems(asked, step, made));
    }

    /**
     * Gives something that the plan or an earlier run has made to a role, unless it is a system role or has it already.
     */
    void give(Target target, RoleId role, String reason) {
        giving(target, role).ifPresent(give -> add(give, reason));
    }

    /** The same, if this role may do so. */
    void giveIfAllowed(Target target, RoleId role, String reason) {
        giving(target, role).filter(give -> lacking(give).isEmpty()).ifPresent(give -> add(give, reason));
    }

    private Optional<Step> giving(Target target, RoleId role) {
        return catalog()
                .find(target)
                .filter(found -> role.isUser() && !found.owner().equals(role))
                .map(found -> new Step.ChangeOwner(target, Messages.roleName(catalog(), role)));
    }

    /** The rights that a step lacks in the catalog after the steps so far. The plan does not need the step. */
    List<Problem> lacking(Step step) {
        return StepRights.problems(catalog(), step, made);
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    List<PlannedStep> steps() {
        return List.copyOf(steps);
    }

    /** The steps so far, without their reasons. */
    List<Step> bare() {
        return steps.stream().map(PlannedStep::step).toList();
    }

    /** The sinks that the steps re-point. */
    List<ItemId> repointed() {
        return steps.stream()
                .map(PlannedStep::step)
                .filter(Step.RepointSink.class::isInstance)
                .map(step -> ((Step.RepointSink) step).sinkId())
                .toList();
    }

    List<Problem> lackingRights() {
        return List.copyOf(lackingRights);
    }

    /** The plan, unless a guardrail refuses. It has all its steps, so the guardrail for their rights is asked too. */
    PlanResult planned(VerbGuardrails guards) {
        guards.ask(lackingRights(), Guardrail.RIGHTS);
        return result(guards);
    }

    /**
     * The plan of the remaining steps after the swap. It runs even if its steps lack rights. But no sink is re-pointed
     * on a server that writes every row again, unless the user accepts that.
     */
    PlanResult followUp(VerbGuardrails guards) {
        if (!repointed().isEmpty()) {
            guards.repointed(before, repointed());
        }
        guards.warn(lackingRights(), Guardrail.RIGHTS);
        guards.skipOthers(
                "the swap is done",
                Guardrail.STATE_VIEW,
                Guardrail.SIDE,
                Guardrail.CLUSTERS,
                Guardrail.CLUSTER_SETTINGS,
                Guardrail.CONTENTS,
                Guardrail.OWN_CLUSTERS,
                Guardrail.PAIRS_COMPLETE,
                Guardrail.BUILD_FINISHED,
                Guardrail.CHECKS,
                Guardrail.ROLLED_BACK,
                Guardrail.STAGED_OBJECTS,
                Guardrail.COUNTERPARTS,
                Guardrail.LIVE_REFERENCES,
                Guardrail.RENAMES,
                Guardrail.TEMPORARY_VIEWS,
                Guardrail.SWAP_TIME,
                Guardrail.REPLACEMENTS,
                Guardrail.DRIFT,
                Guardrail.PREVIOUS_SIDE,
                Guardrail.ROLLBACK_WINDOW,
                Guardrail.READINESS,
                Guardrail.EXTERNAL_DEPENDENTS,
                Guardrail.ACCESS,
                Guardrail.OWNERS,
                Guardrail.SINKS);
        return result(guards);
    }

    /** The rejection of an incomplete plan. It also reports the rights that the present steps lack. */
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

    /** The plan with these evaluations, or its rejection if one of them refuses. */
    PlanResult result(VerbGuardrails guards) {
        return guards.refuses() ? new PlanResult.Rejected(guards.evaluations()) : new PlanResult.Planned(plan(guards));
    }

    /** The plan with these evaluations, of which none refuses. */
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
