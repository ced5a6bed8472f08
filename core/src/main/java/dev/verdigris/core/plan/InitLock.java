package dev.verdigris.core.plan;

import java.util.Optional;

import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentRecord;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.StoredRecord;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;

/** Who may begin, or go on with beginning, a deployment. */
final class InitLock {

    private InitLock() {}

    /** What keeps this run of init out; empty if the environment is free or the deployment is its own. */
    static Optional<Problem> check(DeploymentView view, Request.Init request) {
        Environment environment = view.environment();
        return switch (view.state()) {
            case DeploymentState.None none -> Optional.empty();
            case DeploymentState.Contradictory many -> Optional.of(Preconditions.contradictory(environment, many));
            case DeploymentState.Locked marked ->
                switch (marked.lock().phase()) {
                    case STAGED, ROLLED_BACK -> staged(view, marked.lock(), request);
                    case PROMOTED ->
                        Optional.of(new Problem(
                                ProblemCode.PREVIOUS_SIDE_REMAINS,
                                "environment " + environment.name()
                                        + " was promoted, and its previous version is still there",
                                "environment " + environment.name(),
                                Fix.command(Verb.CLEANUP, environment.name())));
                    case DROPPING -> Optional.of(Preconditions.dropping(environment, marked.lock()));
                };
        };
    }

    private static Optional<Problem> staged(DeploymentView view, DeploymentLock lock, Request.Init request) {
        Environment environment = view.environment();
        return switch (lock.record()) {
            case StoredRecord.Unreadable unreadable -> Preconditions.unreadable(lock);
            case StoredRecord.Missing missing ->
                request.takeOver()
                        ? Optional.empty()
                        : Optional.of(new Problem(
                                ProblemCode.LOCKED,
                                "environment " + environment.name() + " is locked by lock schema " + lock
                                        + ", which has no record yet: another init is at work, or it died",
                                "environment " + environment.name(),
                                Fix.advice("run it again in a few seconds")
                                        .then(Fix.command(Verb.INIT, environment.name()))));
            case StoredRecord.Known known ->
                request.key().isOf(known.record(), view.role())
                        ? Optional.empty()
                        : Optional.of(locked(environment, known.record()));
        };
    }

    private static Problem locked(Environment environment, DeploymentRecord record) {
        String who = record.role().map(role -> " by " + role).orElse("");
        String commit = record.commit().map(hash -> ", commit " + hash).orElse("");
        String tag = record.tag().map(text -> ", tag " + text).orElse("");
        return new Problem(
                ProblemCode.LOCKED,
                "environment " + environment.name() + " is held by deployment " + record.deploymentId() + ", begun at "
                        + record.createdAt() + who + commit + tag,
                "environment " + environment.name(),
                Fix.choice(
                        Fix.either(
                                "go on with that deployment",
                                Fix.command(
                                        Verb.INIT,
                                        environment.name(),
                                        new CommandOption.Deployment(
                                                record.deploymentId().value()))),
                        Fix.either("end it", Fix.command(Verb.ABORT, environment.name()))));
    }
}
