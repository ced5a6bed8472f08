package dev.verdigris.core.plan.question;

import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.guard.identity.PhaseProblems;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;

/**
 * What diff asks before it compares the sides: whether there is a staged side, and which one that is. It changes
 * nothing, so it does not ask whose deployment it is.
 */
public final class DiffQuestions {

    private DiffQuestions() {}

    /** Asks about one reading of the catalog. */
    public static VerbGuardrails ask(DeploymentView view) {
        VerbGuardrails guards = new VerbGuardrails(Verb.DIFF);
        if (!guards.begin(view)) {
            return guards;
        }
        guards.record(view);
        if (view.mayBeStaged()) {
            guards.passes(Guardrail.PHASE);
            guards.stagedObjects(view);
        } else {
            guards.refuse(notStaged(view));
        }
        return guards;
    }

    /** Asks before model files are compared with what is live, which needs no staged side. */
    public static VerbGuardrails askForFiles(DeploymentView view) {
        VerbGuardrails guards = new VerbGuardrails(Verb.DIFF);
        if (guards.environment(view)) {
            guards.skipOthers("model files are compared, and no staged side", Guardrail.values());
        }
        return guards;
    }

    private static Problem notStaged(DeploymentView view) {
        Environment environment = view.environment();
        return view.lock()
                .map(lock -> notStaged(environment, lock))
                .orElseGet(() -> PhaseProblems.notBegun(environment));
    }

    private static Problem notStaged(Environment environment, DeploymentLock lock) {
        return switch (lock.phase()) {
            case PROMOTED, STAGED, ROLLED_BACK -> PhaseProblems.promoted(environment);
            case DROPPING -> PhaseProblems.dropping(environment, lock);
        };
    }
}
