package dev.verdigris.engine.internal.execution;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.StateView;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.plan.Plan;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.step.Step;

/**
 * The rules by which a run detects that another run has acted on its environment. It does not touch the server. Its
 * input is the plan and the catalog; its answer is the problem, or nothing.
 *
 * <ol>
 *   <li><b>Intended transition.</b> A run performs only the transition of its first plan. If a later plan contains
 *       another one, another run has acted, and this run stops.
 *   <li><b>Deployment.</b> A run that began on one deployment never continues with another, unless it has taken it over
 *       itself.
 *   <li><b>One takeover.</b> A run takes over only the state view that it saw first. If another run has renamed that,
 *       or the one that this run has taken over, this run stops.
 *   <li><b>Own state view.</b> If two runs created a state view at the same time, the run that sees both drops its own.
 *       A state view that a run has only taken over holds the record of the deployment, and is never dropped for that.
 *   <li><b>Ended deployment.</b> If the state view of an init was there and is gone, another run has ended the
 *       deployment. This run does not begin it again.
 *   <li><b>Fencing token.</b> A transition gives the state view a name that no other run gives, so the name in the
 *       catalog shows which run's transition took effect.
 * </ol>
 */
final class RaceGuard {

    private final Environment environment;
    private boolean begun;
    private Optional<Step.Transition> intended = Optional.empty();
    private Optional<DeploymentId> deployment = Optional.empty();
    private final Set<DeploymentId> written = new HashSet<>();
    private Optional<ObjectName> takenFrom = Optional.empty();
    private Optional<ObjectName> own = Optional.empty();
    private Optional<ObjectName> created = Optional.empty();
    private Optional<ObjectName> seen = Optional.empty();

    RaceGuard(Environment environment) {
        this.environment = environment;
    }

    /**
     * Remembers the intent of the first plan. For a later plan, returns the problem that prevents this run from running
     * it.
     */
    Optional<Problem> refuse(Plan plan) {
        Optional<Step.Transition> transition = plan.transition();
        if (!begun) {
            begun = true;
            intended = transition;
            deployment = plan.deployment();
            takenFrom = plan.takeOver().map(Step.TakeOverStateView::stateView);
        } else if (isTakenOver(plan)) {
            return Optional.of(takenOver(plan));
        } else if (isOfAnother(plan)) {
            return Optional.of(
                    replaced(deployment.orElseThrow(), plan.deployment().orElseThrow()));
        } else if (isEnded(plan)) {
            return Optional.of(ended(seen.orElseThrow()));
        } else if (transition.isPresent() && !transition.equals(intended)) {
            return Optional.of(notIntended(transition.get()));
        }
        own = plan.ownStateView().or(() -> own);
        created = plan.createdStateView().or(() -> created);
        seen = plan.stateView()
                .filter(now -> own.isEmpty() || own.get().equals(now))
                .or(() -> seen);
        written.addAll(plan.recorded());
        return Optional.empty();
    }

    /** Whether another run has renamed the state view that this run has taken over, or was about to take over. */
    private boolean isTakenOver(Plan plan) {
        boolean fromAnother = takenFrom.isPresent()
                && plan.takeOver()
                        .filter(step -> !takenFrom.equals(Optional.of(step.stateView())))
                        .isPresent();
        Optional<ObjectName> now = plan.stateView();
        boolean renamed = own.isPresent()
                && now.isPresent()
                && takenFrom.isPresent()
                && !now.equals(own)
                && !now.equals(takenFrom)
                && !now.equals(intended.map(Step.Transition::renamed));
        return fromAnother || renamed;
    }

    private Problem takenOver(Plan plan) {
        ObjectName now = plan.stateView().orElseThrow();
        return new Problem(
                ProblemCode.LOCKED,
                "another run has taken the deployment over: its state view is now view " + now,
                "environment " + environment.name(),
                Fix.command(Verb.STATUS, environment.name()));
    }

    /**
     * Whether a plan is for another deployment than the one on which this run began, or for a new one after its end.
     */
    boolean isOfAnother(PlanResult result) {
        return result instanceof PlanResult.Planned planned && (isOfAnother(planned.plan()) || isEnded(planned.plan()));
    }

    /** Whether another run has ended the deployment on which this init works. */
    private boolean isEnded(Plan plan) {
        return plan.verb() == Verb.INIT && seen.isPresent() && plan.stateView().isEmpty();
    }

    private boolean isOfAnother(Plan plan) {
        Optional<DeploymentId> now = plan.deployment();
        return deployment.isPresent() && now.isPresent() && !now.equals(deployment) && !written.contains(now.get());
    }

    /** Whether this run has created a state view, so that another run may have created one at the same time. */
    boolean mayHaveRival() {
        return created.isPresent();
    }

    /**
     * The withdrawal if another state view exists next to this run's own, or if another environment locked a shared
     * pair first. This run has changed nothing else yet.
     */
    Optional<Withdrawal> rival(DeploymentView view) {
        return rivalOfThisEnvironment(view).or(() -> rivalOfAnother(view));
    }

    private Optional<Withdrawal> rivalOfAnother(DeploymentView view) {
        return created.filter(ours -> view.lock()
                        .flatMap(DeploymentLock::stateViewName)
                        .filter(ours::equals)
                        .isPresent())
                .flatMap(ours -> view.overlapping().stream()
                        .findFirst()
                        .map(other -> new Withdrawal(
                                ours,
                                Optional.of(ours.schema()),
                                lostRace(
                                        "another environment locked a shared schema or cluster first; its lock schema is "
                                                + other.lock(),
                                        "schema " + other.lock()))));
    }

    private Optional<Withdrawal> rivalOfThisEnvironment(DeploymentView view) {
        List<ObjectName> stateViews = view.lockNames().stateViews(view.catalog()).stream()
                .map(view.catalog()::nameOf)
                .toList();
        return created.filter(stateViews::contains)
                .flatMap(ours -> stateViews.stream()
                        .filter(stateView -> !stateView.equals(ours))
                        .findFirst()
                        .map(other -> new Withdrawal(ours, Optional.empty(), overtaken(other))));
    }

    /**
     * The withdrawal of this run in favor of the first one.
     *
     * @param own the state view that must be dropped
     * @param emptied the lock schema that must be dropped after it, because no other run uses it
     * @param problem the problem to report
     */
    record Withdrawal(ObjectName own, Optional<SchemaName> emptied, Problem problem) {}

    /** Whether the transition of this run took effect, according to the state view's present name. */
    static boolean isDone(Step.Transition transition, Optional<ObjectName> stateView) {
        return stateView.filter(transition.renamed()::equals).isPresent();
    }

    /**
     * The problem if another run has done the same transition: the state view is in the phase after it, with another
     * token.
     */
    Optional<Problem> doneByOther(Step.Transition transition, Optional<ObjectName> stateView) {
        return stateView
                .filter(now -> !now.equals(transition.renamed()) && !now.equals(transition.stateView()))
                .filter(now -> phase(now).equals(phase(transition.renamed())))
                .map(this::overtaken);
    }

    private static Optional<Phase> phase(ObjectName stateView) {
        return StateView.parse(stateView.name()).map(StateView::phase);
    }

    /** The problem if the lock schema could not be created because another run had created it. */
    Problem begunByOther(Step.CreateLockSchema create) {
        return lostRace(
                "another run began first: lock schema " + create.lock() + " now exists", "schema " + create.lock());
    }

    private Problem notIntended(Step.Transition now) {
        boolean stateViewStands = intended.map(Step.Transition::stateView)
                .filter(now.stateView()::equals)
                .isPresent();
        return stateViewStands
                ? lostRace(
                        "schemas, clusters or objects of environment " + environment.name()
                                + " were created, dropped or renamed after this run planned to " + now.summary(),
                        "environment " + environment.name())
                : overtaken(now.stateView());
    }

    private Problem overtaken(ObjectName stateView) {
        return lostRace(
                "another run acted first: the deployment's state view is now view " + stateView, "view " + stateView);
    }

    private Problem ended(ObjectName stateView) {
        return lostRace(
                "another run has ended the deployment on which this run worked: view " + stateView + " is gone",
                "environment " + environment.name());
    }

    private Problem replaced(DeploymentId begun, DeploymentId now) {
        return lostRace(
                "deployment " + begun.value() + ", on which this run began, no longer exists: " + now.value()
                        + " has taken its place",
                "environment " + environment.name());
    }

    private Problem lostRace(String what, String where) {
        return new Problem(ProblemCode.LOST_RACE, what, where, Fix.command(Verb.STATUS, environment.name()));
    }
}
