package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.DeploymentId;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.StoredRecord;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.step.Simulator;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.step.Target;

/**
 * What a verb will do, in order. The same value is shown, dry-run, executed and reported.
 *
 * @param verb the verb
 * @param environment the environment's name
 * @param state where the deployment stands before the first step
 * @param steps what is left to do; empty means nothing to do
 * @param guardrails what came of every guardrail of the verb; none refuses
 * @param notes what is worth knowing, one sentence each
 */
public record Plan(
        Verb verb,
        Identifier environment,
        DeploymentState state,
        List<PlannedStep> steps,
        List<Evaluation> guardrails,
        List<String> notes) {

    public Plan {
        steps = List.copyOf(steps);
        guardrails = List.copyOf(guardrails);
        notes = List.copyOf(notes);
    }

    /** The problems that were accepted, sorted. */
    public List<Problem> warnings() {
        return Evaluation.warnings(guardrails);
    }

    /** The swap that it holds, if it holds one. */
    public Optional<Step.Swap> swap() {
        return all(Step.Swap.class).findFirst();
    }

    /** The change of the whole deployment that it holds, if it holds one; there is never more than one. */
    public Optional<Step.Transition> transition() {
        return all(Step.Transition.class).findFirst();
    }

    /** The state view that it makes or takes over, if it does. */
    public Optional<ObjectName> ownStateView() {
        return all(Step.Locking.class)
                .flatMap(locking -> locking.ownStateView().stream())
                .findFirst();
    }

    /**
     * Its beginning up to the record of a state view that it makes or takes over; empty if it does neither. It is run
     * alone, and the catalog is read again before the rest.
     */
    public Optional<Plan> locking() {
        List<PlannedStep> first = steps.stream()
                .takeWhile(planned -> planned.step() instanceof Step.Locking)
                .toList();
        return ownStateView().map(own -> new Plan(verb, environment, state, first, guardrails, notes));
    }

    /**
     * Its beginning up to its last layer; empty if it has no layers. It is run alone, and the catalog is read again before
     * the rest, because only the server knows all of what was created.
     */
    public Optional<Plan> creation() {
        int last = steps.size();
        while (last > 0 && steps.get(last - 1).layer() == 0) {
            last--;
        }
        return last == 0
                ? Optional.empty()
                : Optional.of(new Plan(verb, environment, state, steps.subList(0, last), guardrails, List.of()));
    }

    /** The environment as the plan leaves it, in the simulation. */
    public DeploymentView after(DeploymentView before) {
        CatalogSnapshot catalog = before.catalog();
        List<Step.DropItem> drops = new ArrayList<>();
        for (PlannedStep planned : steps) {
            if (planned.step() instanceof Step.DropItem drop) {
                // A run of drops is applied at once, because each application copies the catalog.
                drops.add(drop);
            } else {
                catalog = Simulator.apply(Simulator.drop(catalog, drops), planned.step());
                drops.clear();
            }
        }
        return before.with(Simulator.drop(catalog, drops));
    }

    /** Whether it holds this very step. */
    public boolean holds(Step step) {
        return steps.stream().map(PlannedStep::step).anyMatch(step::equals);
    }

    /** Whether it holds a follow-up for this object. */
    public boolean followsUp(Target target) {
        return all(Step.FollowUp.class).map(Step.FollowUp::target).anyMatch(target::equals);
    }

    private <S extends Step> Stream<S> all(Class<S> kind) {
        return steps.stream().map(PlannedStep::step).filter(kind::isInstance).map(kind::cast);
    }

    /** The deployment that it was made for, if one stands there and its record tells. */
    public Optional<DeploymentId> deployment() {
        return state instanceof DeploymentState.Locked marked
                        && marked.lock().record() instanceof StoredRecord.Known known
                ? Optional.of(known.record().deploymentId())
                : Optional.empty();
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }
}
