package dev.verdigris.engine.internal.execution;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.deployment.DeploymentId;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.StateView;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.plan.Plan;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.step.Step;

/**
 * The rules by which a run notices that another run has acted on its environment. It touches no server: it is told what
 * was planned and what the catalog shows, and answers with the problem, or with nothing.
 *
 * <ol>
 *   <li><b>Intended transition.</b> A run performs only the transition of its first plan. If a later plan holds another
 *       one, another run has acted, and acting once more is not for this run to decide.
 *   <li><b>Deployment.</b> A run that began on one deployment never goes on with another.
 *   <li><b>Own state view.</b> Of two runs that made a state view at once, the one that sees both takes its own back.
 *   <li><b>Fencing token.</b> A transition renames the state view to a name that only this run gives, so the name in the
 *       catalog tells whose transition took effect.
 * </ol>
 */
final class RaceGuard {

    private final Environment environment;
    private boolean begun;
    private Optional<Step.Transition> intended = Optional.empty();
    private Optional<DeploymentId> deployment = Optional.empty();
    private Optional<ObjectName> own = Optional.empty();

    RaceGuard(Environment environment) {
        this.environment = environment;
    }

    /** Remembers what the first plan intends; tells of a later plan what keeps this run from carrying it out. */
    Optional<Problem> refuse(Plan plan) {
        Optional<Step.Transition> transition = plan.transition();
        if (!begun) {
            begun = true;
            intended = transition;
            deployment = plan.deployment();
        } else if (isOfAnother(plan)) {
            return Optional.of(
                    replaced(deployment.orElseThrow(), plan.deployment().orElseThrow()));
        } else if (transition.isPresent() && !transition.equals(intended)) {
            return Optional.of(notIntended(transition.get()));
        }
        own = plan.ownStateView().or(() -> own);
        return Optional.empty();
    }

    /** Whether a plan is about another deployment than the one on which this run began. */
    boolean isOfAnother(PlanResult result) {
        return result instanceof PlanResult.Planned planned && isOfAnother(planned.plan());
    }

    private boolean isOfAnother(Plan plan) {
        Optional<DeploymentId> now = plan.deployment();
        return deployment.isPresent() && now.isPresent() && !now.equals(deployment);
    }

    /** Whether this run has made a state view, so that another run may have made one at the same time. */
    boolean mayHaveRival() {
        return own.isPresent();
    }

    /** What to do if another state view exists next to this run's own, which has done nothing yet. */
    Optional<Withdrawal> rival(DeploymentView view) {
        List<ObjectName> stateViews = view.lockNames().stateViews(view.catalog()).stream()
                .map(view.catalog()::nameOf)
                .toList();
        return own.filter(stateViews::contains)
                .flatMap(ours -> stateViews.stream()
                        .filter(stateView -> !stateView.equals(ours))
                        .findFirst()
                        .map(other -> new Withdrawal(ours, overtaken(other))));
    }

    /**
     * This run gives way to the run that was first.
     *
     * @param own the state view that is to be dropped
     * @param problem what is reported
     */
    record Withdrawal(ObjectName own, Problem problem) {}

    /** Whether this very run's transition took effect, as the state view's present name tells. */
    static boolean isDone(Step.Transition transition, Optional<ObjectName> stateView) {
        return stateView.filter(transition.renamed()::equals).isPresent();
    }

    /** The same transition was done by another run: the state view is in the phase that it leads to, with another token. */
    Optional<Problem> doneByOther(Step.Transition transition, Optional<ObjectName> stateView) {
        return stateView
                .filter(now -> !now.equals(transition.renamed()) && !now.equals(transition.stateView()))
                .filter(now -> phase(now).equals(phase(transition.renamed())))
                .map(this::overtaken);
    }

    private static Optional<Phase> phase(ObjectName stateView) {
        return StateView.parse(stateView.name()).map(StateView::phase);
    }

    /** The lock schema could not be made because another run had made it. */
    Problem begunByOther(Step.CreateLockSchema create) {
        return lostRace(
                "another run began first: lock schema " + create.lock() + " exists by now", "schema " + create.lock());
    }

    private Problem notIntended(Step.Transition now) {
        boolean stateViewStands = intended.map(Step.Transition::stateView)
                .filter(now.stateView()::equals)
                .isPresent();
        return stateViewStands
                ? lostRace(
                        "schemas or clusters of environment " + environment.name()
                                + " were made, dropped or renamed since this run planned to " + now.summary(),
                        "environment " + environment.name())
                : overtaken(now.stateView());
    }

    private Problem overtaken(ObjectName stateView) {
        return lostRace(
                "another run acted first: the deployment's state view is now view " + stateView, "view " + stateView);
    }

    private Problem replaced(DeploymentId begun, DeploymentId now) {
        return lostRace(
                "deployment " + begun.value() + ", on which this run began, is gone: " + now.value()
                        + " has taken its place",
                "environment " + environment.name());
    }

    private Problem lostRace(String what, String where) {
        return new Problem(ProblemCode.LOST_RACE, what, where, Fix.command(Verb.STATUS, environment.name()));
    }
}
