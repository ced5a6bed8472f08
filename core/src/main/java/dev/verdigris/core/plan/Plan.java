package dev.verdigris.core.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.StoredRecord;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.step.Simulator;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.step.WaitStep;

/**
 * The steps of a verb, in order. The same value is shown, dry-run, executed and reported.
 *
 * @param verb the verb
 * @param environment the environment's name
 * @param state the state of the deployment before the first step
 * @param steps the remaining steps; empty means that there is nothing to do
 * @param guardrails the evaluation of every guardrail of the verb; none refuses
 * @param notes further information for the user, one sentence each
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

    /** The warnings of follow-ups that this plan cannot do: sinks that stay on the version that is not live. */
    public List<Problem> left() {
        return warnings().stream()
                .filter(warning -> warning.code().outcome() == Outcome.FOLLOW_UP)
                .toList();
    }

    /** The swap in this plan, if there is one. */
    public Optional<Step.Swap> swap() {
        return all(Step.Swap.class).findFirst();
    }

    /** The transition of the deployment in this plan, if there is one; there is never more than one. */
    public Optional<Step.Transition> transition() {
        return all(Step.Transition.class).findFirst();
    }

    /** The state view that this plan creates or takes over, if it does. */
    public Optional<ObjectName> ownStateView() {
        return all(Step.Locking.class)
                .flatMap(locking -> locking.ownStateView().stream())
                .findFirst();
    }

    /** The state view that this plan creates, if it does. */
    public Optional<ObjectName> createdStateView() {
        return all(Step.CreateStateView.class)
                .map(Step.CreateStateView::stateView)
                .findFirst();
    }

    /** The lock schema that this plan creates, if it does. */
    public Optional<SchemaName> createdLockSchema() {
        return all(Step.CreateLockSchema.class).map(Step.CreateLockSchema::lock).findFirst();
    }

    /** The takeover of another run's state view in this plan, if there is one. */
    public Optional<Step.TakeOverStateView> takeOver() {
        return all(Step.TakeOverStateView.class).findFirst();
    }

    /** The ids of the deployments whose records this plan writes. */
    public Set<DeploymentId> recorded() {
        return Stream.concat(
                        all(Step.RecordDeployment.class).map(Step.RecordDeployment::record),
                        all(Step.UpdateRecord.class).map(Step.UpdateRecord::record))
                .map(DeploymentRecord::deploymentId)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The state view before the first step, if there is exactly one. */
    public Optional<ObjectName> stateView() {
        return state instanceof DeploymentState.Locked locked ? locked.lock().stateViewName() : Optional.empty();
    }

    /**
     * The beginning of the plan up to the last record of a state view that it creates or takes over; empty if it does
     * neither. It runs alone, and the catalog is read again before the rest. A state view that the rest drops is not
     * part of it.
     */
    public Optional<Plan> locking() {
        int last = after(step -> step instanceof Step.Locking && !(step instanceof Step.DropStateView));
        return ownStateView().map(own -> new Plan(verb, environment, state, steps.subList(0, last), guardrails, notes));
    }

    /**
     * The wait for subscriptions at the beginning of the plan; empty if it does not begin with one. It runs alone, and
     * the catalog is read again before the rest, because another tool may act during the wait.
     */
    public Optional<Plan> waiting() {
        return steps.isEmpty() || !(steps.get(0).step() instanceof WaitStep.AwaitDrain)
                ? Optional.empty()
                : Optional.of(new Plan(verb, environment, state, steps.subList(0, 1), guardrails, List.of()));
    }

    /**
     * The beginning of the plan up to its last statement of a model; empty if it has none. It runs alone, and the
     * catalog is read again before the rest, because only the server knows everything that was created.
     */
    public Optional<Plan> creation() {
        int last = after(Step.RunStatement.class::isInstance);
        return last == 0
                ? Optional.empty()
                : Optional.of(new Plan(verb, environment, state, steps.subList(0, last), guardrails, List.of()));
    }

    /**
     * The beginning of the plan up to a wait, a swap or a quarantine, if it writes something there: inventories,
     * consents, or the entry of a rollback. It runs alone, and the catalog is read again before the transition, because
     * another tool may swap meanwhile.
     */
    public Optional<Plan> preparation() {
        int first = (int) steps.stream()
                .map(PlannedStep::step)
                .takeWhile(step -> !(step instanceof Step.Transition) && !(step instanceof WaitStep))
                .count();
        boolean moves = transition()
                .filter(step -> !(step instanceof Step.AdvanceToken))
                .isPresent();
        return moves && first > 0
                ? Optional.of(new Plan(verb, environment, state, steps.subList(0, first), guardrails, List.of()))
                : Optional.empty();
    }

    /**
     * Whether the catalog is read once more after the last step, because another run may have ended the deployment
     * while this one created its counterparts.
     */
    public boolean createsCounterparts() {
        return all(Step.CreateSchema.class).findAny().isPresent()
                || all(Step.CreateCluster.class).findAny().isPresent();
    }

    /** The position after the last step of a kind; 0 if there is none. */
    private int after(Predicate<Step> kind) {
        int last = steps.size();
        while (last > 0 && !kind.test(steps.get(last - 1).step())) {
            last--;
        }
        return last;
    }

    /** The environment after the plan, in the simulation. */
    public DeploymentView after(DeploymentView before) {
        List<Step> all = steps.stream().map(PlannedStep::step).toList();
        return before.with(Simulator.apply(before.catalog(), all));
    }

    /** Whether the plan creates sinks. Only a later reading knows them. */
    public boolean createsSinks() {
        return all(Step.RepublishSink.class).findAny().isPresent();
    }

    /** Whether the plan contains this step. */
    public boolean holds(Step step) {
        return steps.stream().map(PlannedStep::step).anyMatch(step::equals);
    }

    /** Whether the plan still contains what a step of an earlier plan would have done after the swap. */
    public boolean completes(Step step) {
        return switch (step) {
            case Step.FollowUp followUp ->
                all(Step.FollowUp.class).map(Step.FollowUp::target).anyMatch(followUp.target()::equals);
            case Step.UpdateRecord update ->
                all(Step.UpdateRecord.class).map(Step.UpdateRecord::entry).anyMatch(update.entry()::equals);
            case Step.Transition other -> holds(other);
            case Step.Statement other -> holds(other);
            case WaitStep other -> holds(other);
        };
    }

    private <S extends Step> Stream<S> all(Class<S> kind) {
        return steps.stream().map(PlannedStep::step).filter(kind::isInstance).map(kind::cast);
    }

    /** The deployment for which the plan was created, if there is one and its record is readable. */
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
