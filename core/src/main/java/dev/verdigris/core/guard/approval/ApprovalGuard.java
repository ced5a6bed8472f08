package dev.verdigris.core.guard.approval;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.step.Step;

/**
 * Asks whether everything is as in the approved plan, if there is one.
 *
 * @param guards the guardrails of the run
 * @param approval the approved plan; empty if none was given
 * @param accept the consents of the run that count now
 */
public record ApprovalGuard(VerbGuardrails guards, Optional<Approval> approval, Consents accept) {

    /** Asks before the first statement of a deployment, which builds the staged side later. */
    public void beforeBuild(DeploymentView view, SinkWays ways) {
        approval.ifPresentOrElse(
                plan -> guards.ask(StalePlan.beforeBuild(plan, view, accept, ways), Guardrail.APPROVED_PLAN),
                this::none);
    }

    /** Asks before the swap. */
    public void beforeSwap(DeploymentView view, SinkWays ways) {
        approval.ifPresentOrElse(
                plan -> guards.ask(StalePlan.beforeSwap(plan, view, accept, ways), Guardrail.APPROVED_PLAN),
                this::none);
    }

    /** Asks after the swap, when only the end of the promotion may be left. */
    public void afterSwap(DeploymentView view, SinkWays ways) {
        approval.ifPresentOrElse(
                plan -> guards.ask(StalePlan.afterSwap(plan, view, accept, ways), Guardrail.APPROVED_PLAN), this::none);
    }

    private void none() {
        guards.skip(Guardrail.APPROVED_PLAN, "no approved plan is given");
    }

    /**
     * Asks about the steps that change what others read. If another guardrail refuses, the steps are not those that the
     * run would carry out.
     *
     * @param swapped whether the swap is done
     */
    public void steps(DeploymentView view, List<Step> now, boolean swapped) {
        approval.filter(plan -> !guards.refuses())
                .ifPresent(plan -> guards.ask(StalePlan.steps(plan, view, now, swapped), Guardrail.APPROVED_PLAN));
    }
}
