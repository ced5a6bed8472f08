package dev.verdigris.core.plan;

import java.util.Optional;

import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.PhaseEvidence;
import dev.verdigris.core.deployment.StateView;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.guard.identity.DeployerRules;
import dev.verdigris.core.guard.identity.PhaseProblems;
import dev.verdigris.core.guard.identity.SideRules;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.step.Step;

/** Plans the end of a deployment: cleanup drops the previous side, abort drops a staged side. */
public final class DropPlanner {

    private final Phase allowed;
    private final DeploymentView view;
    private final Environment environment;
    private final PlanInput.Drop input;
    private final VerbGuardrails guards;
    private final PlanBuilder steps;

    private DropPlanner(Verb verb, Phase allowed, DeploymentView view, PlanInput.Drop input) {
        this.allowed = allowed;
        this.view = view;
        this.environment = view.environment();
        this.input = input;
        this.guards = new VerbGuardrails(verb, input::accepts);
        this.steps = new PlanBuilder(view);
    }

    /** Plans the remaining steps of cleanup, or returns all problems. */
    public static PlanResult cleanup(DeploymentView view, PlanInput.Drop input) {
        return new DropPlanner(Verb.CLEANUP, Phase.PROMOTED, view, input).plan();
    }

    /** Plans the remaining steps of abort, or returns all problems. */
    public static PlanResult abort(DeploymentView view, PlanInput.Drop input) {
        return new DropPlanner(Verb.ABORT, Phase.STAGED, view, input).plan();
    }

    private PlanResult plan() {
        if (!guards.begin(view, input.adopt())) {
            return steps.rejected(guards);
        }
        Optional<DeploymentLock> lock =
                view.lock().filter(found -> found.stateView().isPresent());
        if (lock.isEmpty()) {
            return unlocked();
        }
        if (!guards.ownDeployment(view, input.run().deployer())) {
            return steps.rejected(guards);
        }
        Phase phase = lock.get().phase();
        PhaseEvidence evidence = lock.get().evidence();
        if (evidence instanceof PhaseEvidence.LaterVersion && !(input.adopt() && allowed.isStaged())) {
            return steps.refused(guards, PhaseProblems.laterVersion(environment));
        }
        boolean known = phase != Phase.DROPPING && !(evidence instanceof PhaseEvidence.Unclear);
        if (known && phase.isStaged() != allowed.isStaged()) {
            return steps.refused(guards, PhaseProblems.otherSide(environment, allowed));
        }
        guards.passes(Guardrail.PHASE, Guardrail.SIDE);
        guards.record(view);
        if (guards.verb() == Verb.ABORT && phase.isStaged()) {
            RunIdentity run = input.run();
            guards.ask(
                    DeployerRules.atWork(guards.verb(), view, run.deployer(), run.connections()).stream()
                            .toList(),
                    Guardrail.LOCK);
        } else {
            guards.skip(Guardrail.LOCK, "the suffixed side is not staged");
        }
        return drop(lock.get().stateView().orElseThrow(), phase);
    }

    /** Plans without a phase: there is no lock schema, or it has no state view. */
    private PlanResult unlocked() {
        guards.skip(Guardrail.PHASE, "no state view shows the phase");
        guards.skip(Guardrail.OWN_DEPLOYMENT, "no record names a deployment");
        guards.skip(Guardrail.LOCK, "no record names a run");
        guards.record(view);
        if (!view.pairs().anySuffixed()) {
            guards.skipOthers(
                    "no schema or cluster has the suffix of the environment",
                    Guardrail.STATE_VIEW,
                    Guardrail.SIDE,
                    Guardrail.PAIRS_COMPLETE,
                    Guardrail.CONTENTS,
                    Guardrail.RENAMES,
                    Guardrail.TEMPORARY_VIEWS,
                    Guardrail.UNUSED);
            return view.lock().map(this::lockAlone).orElseGet(this::nothing);
        }
        if (!input.adopt()) {
            return steps.refused(
                    guards,
                    allowed.isStaged()
                            ? SideRules.unknown(view, guards.verb(), allowed)
                            : SideRules.promotion(view)
                                    .map(promotion -> SideRules.notTakenOver(environment, promotion))
                                    .orElseGet(() -> SideRules.unknown(view, guards.verb(), allowed)));
        }
        guards.passes(Guardrail.SIDE);
        LockSteps.adopt(steps, allowed, input.run());
        return drop(new StateView(allowed, input.run().token()), allowed);
    }

    private PlanResult lockAlone(DeploymentLock lock) {
        if (!guards.lockSchema(view)) {
            return steps.rejected(guards);
        }
        steps.addDrops(view.lockNames().besideStateView(view.catalog()), "it is of a deployment that has ended");
        steps.add(
                new Step.DropLockSchema(lock.schema()),
                "it has the name of a lock schema and contains no state view, and no schema or cluster has the suffix");
        steps.note("Schema " + lock.schema()
                + " has the name of a lock schema and no state view. A verb was stopped at its"
                + " first or last step, or somebody else created the schema.");
        return steps.planned(guards);
    }

    private PlanResult nothing() {
        steps.note("No schema or cluster has the suffix of environment " + environment.name()
                + ", so there is nothing to drop.");
        return steps.planned(guards);
    }

    private PlanResult drop(StateView stateView, Phase phase) {
        guards.droppable(steps.view());
        if (phase == Phase.DROPPING) {
            guards.skip(Guardrail.PAIRS_COMPLETE, "the suffixed side is already in quarantine");
            guards.skip(Guardrail.RENAMES, "the suffixed side is already in quarantine");
            guards.skip(Guardrail.TEMPORARY_VIEWS, "the suffixed side is already in quarantine");
        } else {
            guards.liveHalves(steps.view());
            guards.quarantine(steps.view(), phase);
        }
        guards.lockSchema(steps.view());
        if (guards.refuses()) {
            return steps.rejected(guards);
        }
        LockSteps.keepConsents(steps, guards, input.accept(), input.run());
        Dropping.steps(steps, stateView, input, guards.verb());
        return steps.planned(guards);
    }
}
