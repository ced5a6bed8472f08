package dev.verdigris.cli.output;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.diff.DiffResult;
import dev.verdigris.core.plan.StatusSummary;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.text.Count;

/**
 * What is true after a verb, in one clause: what the verb did or why it stopped, and which version is live. A tired
 * reader needs no other line to decide whether to act now.
 */
final class Headline {

    private static final Set<ProblemCode> UNCLEAR =
            EnumSet.of(ProblemCode.HALF_SWAPPED, ProblemCode.SIDES_UNCLEAR, ProblemCode.UNKNOWN_SIDE);

    /** A code that says more than its outcome. */
    private record Reason(ProblemCode code, String words) {}

    /** The first one that a report has is shown. */
    private static final List<Reason> REASONS = List.of(
            new Reason(ProblemCode.NO_ANSWER, "the server did not answer"),
            new Reason(ProblemCode.TIME_OVER, "the verb reached its time limit"),
            new Reason(ProblemCode.BUILDER_FAILED, "the builder failed"),
            new Reason(ProblemCode.NEVER_READY, "the staged side will not become ready by waiting"),
            new Reason(ProblemCode.NOT_CONFIRMED, "nothing was dropped, because there is no terminal on which to ask"),
            new Reason(ProblemCode.NOT_DRAINED, "subscriptions still read what is to be dropped"));

    private Headline() {}

    static String of(Report report) {
        return report.diff()
                .filter(unused -> report.verb() == Verb.DIFF)
                .map(DiffResult::headline)
                .orElseGet(() -> ofOutcome(report));
    }

    private static String ofOutcome(Report report) {
        boolean plans = report.dryRun() && report.verb() != Verb.STATUS;
        return switch (report.outcome()) {
            case DONE -> done(report, plans);
            case FOLLOW_UP -> swapped(report) + ", but " + missing(report);
            case INTERNAL, USAGE, REFUSED, NOT_READY, PERMISSION, CONFLICT, UNREACHABLE ->
                (plans ? subject(report) + " would fail: " : "") + stopped(report) + "; " + live(report);
        };
    }

    private static String done(Report report, boolean plans) {
        int steps = report.steps().size();
        if (plans) {
            return "nothing was changed; " + subject(report)
                    + (steps == 0 ? " has nothing to do" : " would take " + Count.of(steps, "step") + drops(report));
        }
        boolean acts = switch (report.verb()) {
            case STATUS, AWAIT, HISTORY, DIFF, REPORT -> false;
            case INIT, BUILD, EXEC, GRANTS, CHECK, PROMOTE, ROLLBACK, CLEANUP, ABORT, DEPLOY, PLAN -> true;
        };
        return acts && steps == 0 ? "nothing to do; " + live(report) : acted(report);
    }

    /** What a plan drops, in numbers, because its steps fill a screen. */
    private static String drops(Report report) {
        String dropped = Stream.of(
                        dropped(report, Step.DropSchema.class, "schema"),
                        dropped(report, Step.DropCluster.class, "cluster"),
                        dropped(report, Step.DropItem.class, "object"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return dropped.isEmpty() ? "" : " and drop " + dropped;
    }

    private static Optional<String> dropped(Report report, Class<? extends Step> type, String word) {
        long steps = report.steps().stream().filter(step -> step.isOf(type)).count();
        return steps == 0 ? Optional.empty() : Optional.of(Count.of(steps, word));
    }

    /** The verb whose plan is shown. */
    private static String subject(Report report) {
        return report.planned().map(Verb::word).orElse("it");
    }

    private static String acted(Report report) {
        return switch (report.verb()) {
            case AWAIT -> "the staged side is ready";
            case INIT -> "the staged schemas and clusters exist";
            case BUILD, EXEC -> "the staged side is built";
            case GRANTS -> "the staged objects have the owners, grants and comments of the live ones";
            case CHECK -> "every check passed";
            case CLEANUP -> "the previous version is dropped";
            case ABORT -> "the staged side is dropped";
            case PROMOTE, ROLLBACK, DEPLOY -> swapped(report);
            case STATUS, REPORT -> live(report) + problems(report);
            case PLAN, HISTORY, DIFF -> live(report);
        };
    }

    private static String problems(Report report) {
        int problems = report.problems().size();
        return problems == 0 ? "" : "; " + Count.of(problems, "problem");
    }

    private static String swapped(Report report) {
        return report.verb() == Verb.ROLLBACK ? "the previous version is live again" : "the new version is live";
    }

    private static String missing(Report report) {
        boolean unrecorded =
                report.problems().stream().allMatch(problem -> problem.code() == ProblemCode.ROLLBACK_UNRECORDED);
        return unrecorded && !report.problems().isEmpty()
                ? "the record does not say so yet"
                : "not every sink runs on it yet";
    }

    private static String stopped(Report report) {
        Set<ProblemCode> codes = report.problems().stream().map(Problem::code).collect(Collectors.toSet());
        for (Reason reason : REASONS) {
            if (codes.contains(reason.code())) {
                return reason.words();
            }
        }
        return switch (report.outcome()) {
            case INTERNAL -> "stopped by a bug";
            case USAGE -> "the configuration does not fit";
            case REFUSED -> "a check or guardrail refused";
            case NOT_READY -> "the staged side is not ready";
            case PERMISSION -> "a permission is missing";
            case CONFLICT -> "another change is in the way";
            case UNREACHABLE -> "there is no connection to the server";
            case DONE, FOLLOW_UP -> report.outcome().meaning();
        };
    }

    /** Which version is live. */
    static String live(Report report) {
        return doubtful(report).orElseGet(() -> known(report));
    }

    /** What keeps the state from showing which version is live. */
    private static Optional<String> doubtful(Report report) {
        if (has(report, UNCLEAR)) {
            boolean whole = pairs(report).allMatch(pair -> pair.suffixedId().isPresent());
            return Optional.of(
                    whole ? "it is not clear which version is live" : "a part of the suffixed side does not exist");
        }
        return switch (report.state()) {
            case STAGED, ROLLED_BACK ->
                has(report, EnumSet.of(ProblemCode.RECORD_UNREADABLE))
                        ? Optional.of("nothing shows whether the suffixed side is staged")
                        : Optional.empty();
            case PROMOTED ->
                pairs(report).anyMatch(pair -> pair.liveId().isEmpty())
                        ? Optional.of("a part of the live side does not exist")
                        : Optional.empty();
            case NONE, DROPPING, CONTRADICTORY, UNKNOWN -> Optional.empty();
        };
    }

    private static boolean has(Report report, Set<ProblemCode> codes) {
        return report.problems().stream().anyMatch(problem -> codes.contains(problem.code()));
    }

    private static Stream<StatusSummary.PairStatus> pairs(Report report) {
        return report.status().stream().flatMap(status -> status.pairs().stream());
    }

    private static String known(Report report) {
        boolean suffixed = pairs(report).anyMatch(pair -> pair.suffixedId().isPresent());
        return switch (report.state()) {
            case NONE -> suffixed ? "no lock schema says what the suffixed side is" : "no deployment is open";
            case STAGED -> "the staged version is not live";
            case ROLLED_BACK -> "the version that was rolled back is not live";
            case PROMOTED ->
                "the new version is live" + (suffixed ? ", and the previous one is kept until cleanup" : "");
            case DROPPING -> "the suffixed side is being dropped";
            case CONTRADICTORY -> "the state of the deployment is contradictory";
            case UNKNOWN -> "the state is unknown";
        };
    }
}
