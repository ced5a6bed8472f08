package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentRecord;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.StoredRecord;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.EnvironmentRules;
import dev.verdigris.core.guard.Guardrails;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sql.Ddl;

/** What every verb asks before it looks at anything else, and the problems that states themselves are. */
final class Preconditions {

    private Preconditions() {}

    /** Whether the environment makes sense and its databases exist. */
    static List<Problem> environment(DeploymentView view) {
        List<Problem> problems = new ArrayList<>(EnvironmentRules.check(view.environment()));
        problems.addAll(Guardrails.databases(view));
        return problems;
    }

    /** Several state views at once: which one to keep is read off their records. */
    static Problem contradictory(Environment environment, DeploymentState.Contradictory state) {
        List<ObjectName> stateViews = state.locks().stream()
                .flatMap(lock -> lock.stateViewName().stream())
                .toList();
        return new Problem(
                ProblemCode.STATE_VIEWS_CONFLICT,
                "the state views "
                        + stateViews.stream().map(ObjectName::toString).collect(Collectors.joining(" and "))
                        + " exist at once",
                "environment " + environment.name(),
                Fix.advice("find out which one is right, and drop every other one")
                        .then(new Fix.Sql(state.locks().stream()
                                .flatMap(lock ->
                                        lock.stateViewName().stream().map(stateView -> drop(stateView, lock.record())))
                                .toList())));
    }

    private static Fix.Statement drop(ObjectName stateView, StoredRecord record) {
        String says = switch (record) {
            case StoredRecord.Known known -> {
                DeploymentRecord of = known.record();
                yield "deployment " + of.deploymentId() + ", begun at " + of.createdAt()
                        + of.role().map(role -> " by " + role).orElse("");
            }
            case StoredRecord.Missing missing -> "no record";
            case StoredRecord.Unreadable unreadable -> "a record that cannot be read: " + unreadable.why();
        };
        return new Fix.Statement(Ddl.drop(ItemKind.VIEW, stateView), Optional.of(says));
    }

    /** A record that is not readable; one that is missing is no problem of this kind. */
    static Optional<Problem> unreadable(DeploymentLock lock) {
        return switch (lock.record()) {
            case StoredRecord.Known known -> Optional.empty();
            case StoredRecord.Missing missing -> Optional.empty();
            case StoredRecord.Unreadable unreadable ->
                lock.stateViewName()
                        .map(stateView -> new Problem(
                                ProblemCode.RECORD_UNREADABLE,
                                "the record of state view " + stateView + " cannot be read: " + unreadable.why() + ": "
                                        + unreadable.comment(),
                                "view " + stateView,
                                Fix.choice(
                                        Fix.either("use the version that wrote it"),
                                        Fix.either(
                                                "if nobody is at work, remove it",
                                                Fix.sql(Ddl.uncomment(ItemKind.VIEW, stateView))))));
        };
    }

    /**
     * A lock schema without a state view, which says nothing of a deployment. Its maker has just begun, or died; or a drop was
     * stopped before its last step.
     */
    static Problem withoutStateView(Environment environment, DeploymentLock lock, ResolvedPairs sides) {
        Fix.Alternative goOn = sides.suffixedInUse()
                ? Fix.either(
                        "finish the deployment that the suffixed side belongs to",
                        Fix.command(Verb.PROMOTE, environment.name()))
                : Fix.either("begin a deployment, which takes it over", Fix.command(Verb.INIT, environment.name()));
        Fix.Command abort = Fix.command(Verb.ABORT, environment.name());
        return new Problem(
                ProblemCode.RECORD_UNREADABLE,
                "the lock schema " + lock
                        + " bears no state view: a verb has just begun, or was stopped at its first or last step",
                lock.toString(),
                Fix.choice(
                        goOn,
                        Fix.either("drop it", sides.anySuffixed() ? abort.with(CommandOption.Switch.ADOPT) : abort)));
    }

    /** A cleanup or abort that has begun. */
    static Problem dropping(Environment environment, DeploymentLock lock) {
        return new Problem(
                ProblemCode.DROPPING,
                "a cleanup or abort of environment " + environment.name() + " has begun: its lock schema is " + lock,
                "environment " + environment.name(),
                Fix.command(Verb.CLEANUP, environment.name()));
    }

    /** A verb that needs something staged, where there is nothing. */
    static Problem nothingStaged(Environment environment, String why, Fix fix) {
        return new Problem(
                ProblemCode.NOTHING_STAGED,
                "environment " + environment.name() + " has no staged deployment: " + why,
                "environment " + environment.name(),
                fix);
    }

    /** A verb that needs something promoted, where there is nothing. */
    static Problem notPromoted(Environment environment, String why, Fix fix) {
        return new Problem(
                ProblemCode.NOT_PROMOTED,
                "environment " + environment.name() + " has no promoted deployment: " + why,
                "environment " + environment.name(),
                fix);
    }
}
