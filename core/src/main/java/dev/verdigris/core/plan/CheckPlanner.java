package dev.verdigris.core.plan;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.Rights;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Digests;
import dev.verdigris.core.deployment.StateView;
import dev.verdigris.core.deployment.record.Checked;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.RecordEntry;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.guard.identity.PhaseProblems;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.step.Step;

/**
 * Plans the record of a result of checks. Nothing else is changed.
 *
 * <p>The comment of the state view is written as a whole. So that this run does not write back what the record said
 * before another run, it first gives the state view a new fencing token. If another run has begun a build or a swap
 * meanwhile, the server refuses that, and this run plans again. A run that is stopped before the last step leaves no
 * result, and no result never counts as passed.
 */
public final class CheckPlanner {

    private final Checked result;
    private final RunIdentity run;
    private final Consents accept;
    private final List<Problem> accepted;

    /**
     * Prepares to record a result.
     *
     * @param result the result; its {@code staged} is the side that was checked
     * @param run the identity of the run; its token is the one that it gives to the state view
     * @param accept the consents of the request
     * @param accepted the failed checks that they accept; the result does not count them
     */
    public CheckPlanner(Checked result, RunIdentity run, Consents accept, List<Problem> accepted) {
        this.result = result;
        this.run = run;
        this.accept = accept;
        this.accepted = List.copyOf(accepted);
    }

    /** Asks whether there is a staged side that can be checked, and whether it is the one that the run means. */
    public static VerbGuardrails before(DeploymentView view, Deployer deployer) {
        VerbGuardrails guards = new VerbGuardrails(Verb.CHECK);
        if (!guards.begin(view)) {
            return guards;
        }
        guards.record(view);
        if (view.mayBeStaged()) {
            guards.passes(Guardrail.PHASE);
            guards.ownDeployment(view, deployer);
        } else {
            guards.refuse(PhaseProblems.notStaged(view));
        }
        return guards;
    }

    /** Plans the record of the result, or returns why the checks were not about one staged side. */
    public PlanResult plan(DeploymentView view) {
        VerbGuardrails guards = before(view, run.deployer());
        PlanBuilder steps = new PlanBuilder(view);
        if (guards.refuses()) {
            return steps.rejected(guards);
        }
        if (!Digests.ofStaged(view).equals(result.staged())) {
            return steps.refused(guards, changed(view.environment()));
        }
        guards.warn(accepted, Guardrail.CHECKS);
        Optional<String> obstacle = obstacle(view);
        if (obstacle.isPresent()) {
            steps.note("The result of the checks is not recorded: " + obstacle.get()
                    + ". For promote, they count as not run.");
        } else {
            record(steps, guards, view.lock().orElseThrow());
        }
        return steps.planned(guards);
    }

    private void record(PlanBuilder steps, VerbGuardrails guards, DeploymentLock lock) {
        StateView stateView = lock.stateView().orElseThrow();
        DeploymentRecord before = lock.knownRecord().orElseThrow();
        if (before.checked().filter(result::equals).isPresent()) {
            LockSteps.keepConsents(steps, guards, accept, run);
            return;
        }
        ObjectName present = lock.stateViewName().orElseThrow();
        ObjectName own = steps.view().lockNames().stateView(new StateView(stateView.phase(), run.token()));
        if (!present.equals(own)) {
            before.renaming(stateView.token(), run.token())
                    .ifPresent(record -> steps.add(
                            new Step.UpdateRecord(present, RecordEntry.ROLLBACK, record), LockSteps.RENAMED_SOON));
            steps.add(
                    new Step.AdvanceToken(present, own, List.of()),
                    "a run that has read the record before must not write over the result");
        }
        LockSteps.keepConsents(steps, guards, accept, run);
        steps.add(
                new Step.UpdateRecord(
                        own, RecordEntry.CHECKS, before.with(result).renamed(stateView.token(), run.token())),
                "promote requires checks that have passed on this build");
    }

    /** Why the result cannot be recorded, as the end of a sentence; empty if it can. */
    private static Optional<String> obstacle(DeploymentView view) {
        Optional<DeploymentLock> lock =
                view.lock().filter(each -> each.stateView().isPresent());
        if (lock.isEmpty()) {
            return Optional.of("there is no lock schema that could hold it");
        }
        Optional<DeploymentRecord> record = lock.get().knownRecord();
        if (record.isEmpty()) {
            return Optional.of("the deployment has no record");
        }
        if (record.get().built().filter(build -> !build.whole()).isPresent()) {
            return Optional.of("the build has not finished");
        }
        return Rights.of(view.catalog()).owns(lock.get().owner())
                ? Optional.empty()
                : Optional.of("the state view belongs to a role of which this role is not a member");
    }

    private static Problem changed(Environment environment) {
        return new Problem(
                ProblemCode.LOST_RACE,
                "the staged objects changed while the checks ran, so the result is not recorded",
                "environment " + environment.name(),
                Fix.advice("make sure that no build is running, then run the checks again")
                        .then(Fix.command(Verb.CHECK, environment.name())));
    }
}
