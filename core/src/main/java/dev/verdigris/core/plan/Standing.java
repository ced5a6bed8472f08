package dev.verdigris.core.plan;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.record.Checked;
import dev.verdigris.core.deployment.record.StoredRecord;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.RequiredChecks;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.guard.identity.DeployerRules;
import dev.verdigris.core.guard.identity.RollbackRules;
import dev.verdigris.core.guard.identity.SideRules;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.plan.question.StatusQuestions;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.sink.SinkWays;

/**
 * The state of an environment and the next command: a {@link StatusSummary} without the problems, so that the parts of
 * the catalog that only the problems need are not read.
 *
 * @param state the state by the lock schemas
 * @param left the follow-ups that are left: sinks to re-point
 * @param next the next command; a promotion accepts what it is known to ask
 * @param ways the ways that are open, with the next command among them; empty if only that is open
 */
public record Standing(DeploymentState state, List<PlannedStep> left, Fix.Command next, List<Fix.Alternative> ways) {

    public Standing {
        left = List.copyOf(left);
        ways = List.copyOf(ways);
    }

    /** Of an environment of a project without checks. */
    public static Standing of(DeploymentView view) {
        return of(view, RequiredChecks.NONE, Optional.empty());
    }

    /**
     * Of an environment. An environment that makes no sense has no deployment.
     *
     * @param checks the checks of the project, which come before the promotion
     * @param readiness the readiness of the staged side, if it is known
     */
    public static Standing of(DeploymentView view, RequiredChecks checks, Optional<Assessment> readiness) {
        return of(view, checks, readiness, SinkPlanner::expected, false);
    }

    /** The same with a look at the columns that sinks need, and at the audit log for a promotion by another tool. */
    static Standing whole(DeploymentView view, RequiredChecks checks, Optional<Assessment> readiness) {
        boolean elsewhere =
                view.pairs().suffixedInUse() && SideRules.promotion(view).isPresent();
        return of(view, checks, readiness, SinkPlanner::followUp, elsewhere);
    }

    private static Standing of(
            DeploymentView view,
            RequiredChecks checks,
            Optional<Assessment> readiness,
            BiFunction<DeploymentView, SinkWays, List<PlannedStep>> followUp,
            boolean promotedElsewhere) {
        Environment environment = view.environment();
        VerbGuardrails guards = new VerbGuardrails(Verb.STATUS);
        if (!guards.environment(view)) {
            return new Standing(
                    new DeploymentState.None(), List.of(), Fix.command(Verb.STATUS, environment.name()), List.of());
        }
        List<PlannedStep> left =
                view.lock().map(lock -> left(view, lock.phase(), followUp)).orElse(List.of());
        if (!guards.heldPairs(view, false)) {
            return new Standing(view.state(), left, Fix.command(Verb.STATUS, environment.name()), List.of());
        }
        // A promotion that another tool has made is only taken over, so nothing is waited for, checked or accepted.
        Fix.Command next = promotedElsewhere
                ? Fix.command(Verb.PROMOTE, environment.name())
                : accepting(view, checks, waiting(next(view, left, checks), readiness));
        return new Standing(view.state(), left, next, ways(view, checks, next));
    }

    /** The sinks that still have to follow a swap in either direction. */
    private static List<PlannedStep> left(
            DeploymentView view, Phase phase, BiFunction<DeploymentView, SinkWays, List<PlannedStep>> followUp) {
        return switch (phase) {
            case PROMOTED -> followUp.apply(view, view.sinkWays());
            case ROLLED_BACK -> followUp.apply(view, view.sinkWays().back());
            case STAGED, DROPPING -> List.of();
        };
    }

    /** A side that is not ready is waited for before it is checked and promoted. */
    private static Fix.Command waiting(Fix.Command next, Optional<Assessment> readiness) {
        boolean needsIt = next.verb() == Verb.CHECK || next.verb() == Verb.PROMOTE;
        return needsIt && readiness.filter(known -> !known.isReady()).isPresent()
                ? Fix.command(Verb.AWAIT, next.environment())
                : next;
    }

    private static Fix.Command next(DeploymentView view, List<PlannedStep> left, RequiredChecks checks) {
        ResolvedPairs sides = view.pairs();
        Identifier name = view.environment().name();
        return switch (view.state()) {
            case DeploymentState.None none -> Fix.command(adoptedOrBegun(sides, checks), name);
            case DeploymentState.Contradictory many -> Fix.command(Verb.STATUS, name);
            case DeploymentState.Locked marked ->
                switch (marked.lock().phase()) {
                    case STAGED -> staged(view, marked.lock(), checks);
                    case ROLLED_BACK ->
                        left.isEmpty() ? staged(view, marked.lock(), checks) : Fix.command(Verb.ROLLBACK, name);
                    case PROMOTED -> Fix.command(left.isEmpty() ? Verb.CLEANUP : Verb.PROMOTE, name);
                    // Both verbs complete the drops.
                    case DROPPING -> Fix.command(view.isPreviousLive().orElse(false) ? Verb.ABORT : Verb.CLEANUP, name);
                };
        };
    }

    /**
     * A promotion that is known to need consents asks for them at once. Access that a role would lose is left out: it
     * is to be granted.
     */
    private static Fix.Command accepting(DeploymentView view, RequiredChecks checks, Fix.Command next) {
        boolean swaps = StatusQuestions.isBuilt(view) || view.lock().isEmpty();
        Fix.Command command = next;
        if (next.verb() == Verb.PROMOTE && swaps) {
            VerbGuardrails asked = new VerbGuardrails(Verb.PROMOTE);
            asked.foreseenWithoutAccess(view);
            for (Problem warning : Evaluation.warnings(asked.asked())) {
                Optional<Fix.Consent> consent = warning.fix().consents().findFirst();
                if (consent.isPresent()) {
                    command = command.with(new CommandOption.Accept(consent.get()));
                }
            }
            if (checks.havePassedUnrecorded(view)) {
                command = unchecked(command);
            }
        }
        return command;
    }

    private static Fix.Command unchecked(Fix.Command promote) {
        return promote.with(new CommandOption.Accept(new Fix.Consent(ProblemCode.NOT_CHECKED, Optional.empty())));
    }

    /** A command of a fix, with the consents of the next one if both promote. */
    public Fix.Command accepting(Fix.Command command) {
        Fix.Command accepting = command;
        if (command.verb() == Verb.PROMOTE && next.verb() == Verb.PROMOTE) {
            for (CommandOption option : next.options()) {
                if (!accepting.options().contains(option)) {
                    accepting = accepting.with(option);
                }
            }
        }
        return accepting;
    }

    /**
     * For cleanup also the way back, for a corrected build also the end of the deployment, and for init also a dry run
     * of a whole deployment. Without a record, another tool may have dropped the previous side, and a status cannot know
     * that the checks have run.
     */
    private static List<Fix.Alternative> ways(DeploymentView view, RequiredChecks checks, Fix.Command next) {
        Identifier name = view.environment().name();
        boolean builds = next.verb() == view.builder();
        boolean begins = next.verb() == Verb.INIT && view.state() instanceof DeploymentState.None;
        if (begins) {
            return List.of(
                    Fix.either("begin a deployment", next),
                    Fix.either(
                            "see what a whole deployment would do, or why it is refused",
                            Fix.command(Verb.DEPLOY, name, CommandOption.Switch.DRY_RUN)));
        }
        if (next.verb() == Verb.CHECK && view.record().isEmpty()) {
            return List.of(
                    Fix.either("run the checks; no record keeps their result", next),
                    Fix.either(
                            "after all of them have passed, promote",
                            unchecked(accepting(view, checks, Fix.command(Verb.PROMOTE, name)))));
        }
        if (next.verb() == Verb.CLEANUP && view.isPromoted() && view.record().isPresent()) {
            return afterPromotion(view, next);
        }
        if (builds && !RollbackRules.staged(view).isEmpty()) {
            return List.of(
                    Fix.either("build corrected files", next),
                    Fix.either("drop the version that was rolled back", Fix.command(Verb.ABORT, name)));
        }
        return builds ? afterChecks(view, next) : List.of();
    }

    private static List<Fix.Alternative> afterPromotion(DeploymentView view, Fix.Command cleanup) {
        return List.of(
                Fix.either(
                        "keep the new version: drop the previous one"
                                + (VerbGuardrails.isStillRead(view)
                                        ? ", after what still reads it was made again; status shows the statements"
                                        : "")
                                + "; then there is no way back",
                        cleanup),
                Fix.either(
                        "make the previous version live again",
                        Fix.command(Verb.ROLLBACK, view.environment().name())));
    }

    private static List<Fix.Alternative> afterChecks(DeploymentView view, Fix.Command build) {
        Identifier name = view.environment().name();
        boolean failed = view.checked().filter(result -> !result.passed()).isPresent();
        return failed
                ? List.of(
                        Fix.either("a check did not pass; show which one, and why", Fix.command(Verb.CHECK, name)),
                        Fix.either("correct the models, then build again", build),
                        Fix.either("drop the staged side", Fix.command(Verb.ABORT, name)))
                : List.of();
    }

    /**
     * A version that was rolled back is corrected and built again first. Verdigris cannot build what another tool did.
     */
    private static Fix.Command staged(DeploymentView view, DeploymentLock lock, RequiredChecks checks) {
        Environment environment = view.environment();
        Optional<Fix.Command> correction = view.record()
                .filter(record -> record.built().isPresent())
                .map(record -> DeployerRules.buildCorrected(environment, record));
        if (!RollbackRules.staged(view).isEmpty()) {
            return correction.orElse(Fix.command(Verb.ABORT, environment.name()));
        }
        if (!(lock.record() instanceof StoredRecord.Known known)) {
            return Fix.command(adoptedOrBegun(view.pairs(), checks), environment.name());
        }
        // Objects that were changed by hand after the build are made again.
        if (!view.isWhole()) {
            return Fix.command(view.builder(), environment.name());
        }
        Optional<Checked> last = known.record().checked();
        if (checks.areOpen(view) || last.isPresent() && view.checked().isEmpty()) {
            return Fix.command(Verb.CHECK, environment.name());
        }
        // After a failed check the models are corrected first. A side that another tool has built is only checked
        // again.
        return last.filter(result -> !result.passed()).isPresent()
                ? correction.orElse(Fix.command(Verb.CHECK, environment.name()))
                : Fix.command(Verb.PROMOTE, environment.name());
    }

    /**
     * The next command if no record says whether the suffixed side is staged. Init uses only an empty side. One
     * that is older than the live side may be the previous version, so a person decides. The checks come before the
     * promotion, although their result cannot be recorded.
     */
    private static Verb adoptedOrBegun(ResolvedPairs sides, RequiredChecks checks) {
        if (!sides.suffixedInUse()) {
            return Verb.INIT;
        }
        if (SideRules.isOlder(sides)) {
            return Verb.STATUS;
        }
        return checks.files().isPresent() && checks.result().isEmpty() ? Verb.CHECK : Verb.PROMOTE;
    }
}
