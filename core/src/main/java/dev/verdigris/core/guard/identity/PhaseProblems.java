package dev.verdigris.core.guard.identity;

import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;

/** The problems of a verb in a phase in which it may not act. The planners decide which phases those are. */
public final class PhaseProblems {

    private PhaseProblems() {}

    /** A cleanup or abort has begun. */
    public static Problem dropping(Environment environment, DeploymentLock lock) {
        return dropping(
                environment,
                lock + " shows that a cleanup or abort of environment " + environment.name() + " has begun",
                Fix.command(Verb.CLEANUP, environment.name()));
    }

    /** The cleanup has begun, so the previous side is lost. */
    public static Problem tooLate(Environment environment, DeploymentLock lock) {
        return dropping(
                environment,
                "it is too late to roll back environment " + environment.name() + ": " + lock
                        + " shows that its cleanup has begun",
                Fix.advice("finish the cleanup, then deploy the previous version again")
                        .then(Fix.command(Verb.CLEANUP, environment.name())));
    }

    /** The environment has no lock schema. */
    public static Problem notBegun(Environment environment) {
        return nothingStaged(environment, "no lock schema exists", Fix.command(Verb.INIT, environment.name()));
    }

    /** A verb that needs a staged side, if {@link DeploymentView#mayBeStaged} is false. */
    public static Problem notStaged(DeploymentView view) {
        Identifier name = view.environment().name();
        boolean contradictory = view.state() instanceof DeploymentState.Contradictory;
        return new Problem(
                ProblemCode.NOTHING_STAGED,
                "environment " + name + " has no staged deployment that could become ready or be checked",
                "environment " + name,
                Fix.command(contradictory ? Verb.STATUS : Verb.INIT, name));
    }

    /** The environment has no suffixed side. */
    public static Problem nothingSuffixed(Environment environment) {
        return nothingStaged(
                environment, "no schema or cluster has its suffix", Fix.command(Verb.INIT, environment.name()));
    }

    /** The suffixed side is the previous one. Nothing is built on it. */
    public static Problem promoted(Environment environment) {
        return nothingStaged(
                environment,
                "it was promoted, and the suffixed side is the previous one",
                Fix.command(Verb.CLEANUP, environment.name()));
    }

    /** There is no previous side, because there is no deployment. */
    public static Problem noPrevious(DeploymentView view) {
        return notPromoted(
                view.environment(),
                "no lock schema exists, "
                        + SideRules.builtOver(view)
                                .map(what -> "and the suffixed side is no longer the version that was live: " + what)
                                .orElse("so there is no previous version"),
                Fix.command(Verb.STATUS, view.environment().name()));
    }

    /** Another tool has dropped the previous side. */
    public static Problem previousGone(Environment environment) {
        return notPromoted(
                environment,
                "another tool dropped the previous version",
                Fix.advice("deploy the earlier files again").then(Fix.command(Verb.STATUS, environment.name())));
    }

    /**
     * The previous side is gone, and another tool has staged a later version.
     */
    public static Problem laterVersion(Environment environment) {
        return nothingStaged(
                environment,
                "another tool has dropped the previous version and staged a later one",
                Fix.choice(
                        look(environment),
                        Fix.either("adopt and promote it", Fix.command(Verb.PROMOTE, environment.name())),
                        Fix.either(
                                "drop the staged side",
                                Fix.command(Verb.ABORT, environment.name(), CommandOption.Switch.ADOPT))));
    }

    /** There is no previous side, because the deployment was never promoted. */
    public static Problem neverPromoted(Environment environment) {
        return notPromoted(
                environment,
                "it is staged and was never promoted, so there is no previous version",
                Fix.choice(
                        look(environment),
                        Fix.either(
                                "if the staged side is not needed, drop it",
                                Fix.command(Verb.ABORT, environment.name()))));
    }

    /**
     * The suffixed side is not the one that the verb drops.
     *
     * @param dropped the side that the verb drops
     */
    public static Problem otherSide(Environment environment, Phase dropped) {
        return dropped.isStaged()
                ? nothingStaged(
                        environment,
                        "it was promoted",
                        Fix.choice(
                                look(environment),
                                Fix.either(
                                        "roll back to the previous version",
                                        Fix.command(Verb.ROLLBACK, environment.name())),
                                Fix.either("drop the previous version", Fix.command(Verb.CLEANUP, environment.name()))))
                : notPromoted(
                        environment,
                        "it is staged, and the live side is still the previous version",
                        Fix.choice(
                                look(environment),
                                Fix.either(
                                        "if the staged side is not needed, drop it",
                                        Fix.command(Verb.ABORT, environment.name())),
                                Fix.either(
                                        "if it is to go live, promote it",
                                        Fix.command(Verb.PROMOTE, environment.name()))));
    }

    /**
     * The deployment was promoted when the run began, and it no longer is, because another actor has ended or replaced
     * it.
     *
     * @param how what happened to it, as a participle
     */
    public static Problem gone(Environment environment, String how) {
        return new Problem(
                ProblemCode.LOST_RACE,
                "the deployment of environment " + environment.name() + " was promoted when this run began, and was "
                        + how + " meanwhile",
                "environment " + environment.name(),
                Fix.command(Verb.STATUS, environment.name()));
    }

    private static Fix.Alternative look(Environment environment) {
        return Fix.either("look at both sides", Fix.command(Verb.STATUS, environment.name()));
    }

    private static Problem nothingStaged(Environment environment, String why, Fix fix) {
        String what = "environment " + environment.name() + " has no staged deployment: " + why;
        return new Problem(ProblemCode.NOTHING_STAGED, what, "environment " + environment.name(), fix);
    }

    private static Problem notPromoted(Environment environment, String why, Fix fix) {
        String what = "environment " + environment.name() + " has no promoted deployment: " + why;
        return new Problem(ProblemCode.NOT_PROMOTED, what, "environment " + environment.name(), fix);
    }

    private static Problem dropping(Environment environment, String what, Fix fix) {
        return new Problem(ProblemCode.DROPPING, what, "environment " + environment.name(), fix);
    }
}
