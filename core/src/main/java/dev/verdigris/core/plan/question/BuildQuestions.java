package dev.verdigris.core.plan.question;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import dev.verdigris.core.catalog.Rights;
import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.PhaseEvidence;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.PlannedRelations;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.guard.identity.LockRules;
import dev.verdigris.core.guard.identity.PhaseProblems;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sink.SinkWays;

/** What a verb asks before it acts on the objects of the staged side, and what it asks of the side that any tool built. */
public final class BuildQuestions {

    private final Verb verb;
    private final Deployer deployer;
    private final List<Long> connections;

    /**
     * The questions of one run.
     *
     * @param connections the connections of this process
     */
    public BuildQuestions(Verb verb, Deployer deployer, Collection<Long> connections) {
        this.verb = verb;
        this.deployer = deployer;
        this.connections = List.copyOf(connections);
    }

    /** The lock schema, if this role may write its record and a manifest. */
    public static Optional<DeploymentLock> recordable(DeploymentView view) {
        return view.lock()
                .filter(lock ->
                        lock.stateView().isPresent() && lock.knownRecord().isPresent())
                .filter(lock -> Rights.of(view.catalog()).owns(lock.owner()));
    }

    /**
     * Asks whether the verb may begin: there is a staged deployment with both halves of every pair. Problems that the
     * user may accept at promotion, such as an object that the new version leaves out, do not stop it.
     */
    public VerbGuardrails before(DeploymentView view) {
        return before(view, problem -> true);
    }

    private VerbGuardrails before(DeploymentView view, Predicate<Problem> accepts) {
        VerbGuardrails guards = new VerbGuardrails(verb, accepts);
        if (guards.begin(view)) {
            guards.record(view);
            phase(guards, view);
            deployment(guards, view);
        }
        guards.skipOthers(
                "it is asked after the last statement",
                Guardrail.CONTENTS,
                Guardrail.OWN_CLUSTERS,
                Guardrail.ROLLED_BACK,
                Guardrail.STAGED_OBJECTS,
                Guardrail.COUNTERPARTS,
                Guardrail.LIVE_REFERENCES,
                Guardrail.RENAMES,
                Guardrail.REPLACEMENTS,
                Guardrail.EXTERNAL_DEPENDENTS,
                Guardrail.ACCESS,
                Guardrail.OWNERS,
                Guardrail.SINKS,
                Guardrail.UNUSED,
                Guardrail.RIGHTS);
        return guards;
    }

    /**
     * Asks the built side what promote will ask, as far as it cannot change until then. A problem that the user may
     * accept at promotion stops only a deploy that does not accept it.
     *
     * @param accepts whether a problem that can be accepted only warns
     * @param sinks the ways that the user has chosen for sinks
     */
    public VerbGuardrails proof(DeploymentView view, Predicate<Problem> accepts, SinkWays sinks) {
        VerbGuardrails guards = before(view, accepts);
        guards.passes(Guardrail.RIGHTS);
        guards.rolledBack(view);
        guards.built(view, PlannedRelations.NONE);
        guards.effects(view, PlannedRelations.NONE, sinks.over(view.sinkWays()));
        return guards;
    }

    /** Asks whose deployment it is. A takeover writes the record, so it needs one that this run can write. */
    private void deployment(VerbGuardrails guards, DeploymentView view) {
        if (guards.refuses()) {
            return;
        }
        if (view.record().isEmpty()) {
            guards.skip(Guardrail.LOCK, "no record names a deployment");
            guards.skip(Guardrail.OWN_DEPLOYMENT, "no record names a deployment");
            return;
        }
        Deployer asking = recordable(view).isPresent() ? deployer : deployer.withTakeOver(false);
        if (guards.ownDeployment(view, asking) && Guardrail.LOCK.isAskedBy(verb)) {
            guards.lock(view, true, asking, connections);
        }
    }

    private static void phase(VerbGuardrails guards, DeploymentView view) {
        Environment environment = view.environment();
        if (view.lock().isEmpty()) {
            guards.refuse(PhaseProblems.notBegun(environment));
            return;
        }
        DeploymentLock lock = view.lock().get();
        if (lock.stateView().isEmpty() && view.pairs().suffixedInUse()) {
            guards.refuse(LockRules.withoutStateView(view, lock));
            return;
        }
        switch (lock.phase()) {
            case PROMOTED -> guards.refuse(PhaseProblems.promoted(environment));
            case DROPPING -> guards.refuse(PhaseProblems.dropping(environment, lock));
            case STAGED, ROLLED_BACK -> {
                if (lock.evidence() instanceof PhaseEvidence.LaterVersion) {
                    guards.refuse(PhaseProblems.laterVersion(environment));
                    return;
                }
                guards.passes(Guardrail.PHASE);
                guards.pairs(view);
            }
        }
    }
}
