package dev.verdigris.core.plan;

import java.util.EnumSet;

import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.PhaseProblems;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;

/** Which guardrails a build asks before its first statement. After the last one it asks those of what was built. */
public final class BuildChecks {

    private BuildChecks() {}

    /**
     * Asks whether anything may be built: there is a staged deployment with both halves of every pair. What may be
     * accepted at promotion, such as an object that the new version leaves out, stops no build.
     */
    public static VerbGuardrails before(DeploymentView view) {
        VerbGuardrails guards = new VerbGuardrails(Verb.BUILD, EnumSet.allOf(ProblemCode.class));
        if (guards.begin(view)) {
            guards.record(view);
            phase(guards, view);
        }
        guards.skipOthers("it is asked after the last statement");
        return guards;
    }

    private static void phase(VerbGuardrails guards, DeploymentView view) {
        Environment environment = view.environment();
        if (view.lock().isEmpty()) {
            guards.refuse(PhaseProblems.notBegun(environment));
            return;
        }
        DeploymentLock lock = view.lock().get();
        switch (lock.phase()) {
            case PROMOTED -> guards.refuse(PhaseProblems.promoted(environment));
            case DROPPING -> guards.refuse(PhaseProblems.dropping(environment, lock));
            case STAGED, ROLLED_BACK -> {
                guards.passes(Guardrail.PHASE);
                guards.pairs(view);
            }
        }
    }
}
