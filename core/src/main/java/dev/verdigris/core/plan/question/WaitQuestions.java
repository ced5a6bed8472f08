package dev.verdigris.core.plan.question;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.guard.identity.PhaseProblems;

/** What a verb asks before it waits for readiness. If it is refused, waiting does not help. */
public final class WaitQuestions {

    private WaitQuestions() {}

    /**
     * Asks whether there is a staged side with objects, and whether it belongs to this environment and is the one that
     * the run means.
     *
     * @param adopt whether the user has said what the suffixed side is
     */
    public static void ask(VerbGuardrails guards, DeploymentView view, boolean adopt, Deployer deployer) {
        guards.skipOthers("no staged cluster has a size of its own", Guardrail.RIGHTS);
        if (!guards.begin(view, adopt)) {
            return;
        }
        if (!view.mayBeStaged()) {
            guards.refuse(PhaseProblems.notStaged(view));
            return;
        }
        guards.passes(Guardrail.PHASE);
        guards.record(view);
        guards.ownDeployment(view, deployer);
        guards.stagedObjects(view);
    }
}
