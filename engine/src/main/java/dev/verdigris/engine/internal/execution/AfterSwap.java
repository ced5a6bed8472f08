package dev.verdigris.engine.internal.execution;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.verdigris.core.deployment.record.RecordEntry;
import dev.verdigris.core.plan.Plan;
import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.step.WaitStep;

/** What a swap that is done means for the steps after it: none of them takes the swap back if it fails. */
final class AfterSwap {

    /** What is unknown if the promotion is not recorded. */
    private static final String UNRECORDED = "The record does not hold when this version was promoted, nor by which"
            + " role, because writing it failed. status shows after which time it was, and the audit log has the exact"
            + " time.";

    private AfterSwap() {}

    /** Whether a step of a plan comes after its swap. */
    static boolean holds(Plan plan, Step step) {
        return plan.steps().stream()
                .map(PlannedStep::step)
                .takeWhile(before -> !before.equals(step))
                .anyMatch(Step.Swap.class::isInstance);
    }

    /** Whether a step writes the entry of a promotion, which no later run writes, because none knows its time. */
    static boolean isOfPromotion(Step step) {
        return step instanceof Step.UpdateRecord update && update.entry() == RecordEntry.PROMOTION;
    }

    /**
     * The problem of a step that was not done after the swap, and that the next run of the verb completes: a sink, or
     * the entry of a rollback. Empty for any other step.
     */
    static Optional<Problem> leftToNext(Plan plan, Step step, String reason) {
        return switch (step) {
            case Step.RepointSink repoint ->
                Optional.of(pendingSink(
                        plan, repoint, "sink " + repoint.sink() + " still reads " + repoint.from() + ": " + reason));
            case Step.RepublishSink create ->
                Optional.of(pendingSink(
                        plan, create, create.from() + " is not published in topic " + create.topic() + ": " + reason));
            case Step.UpdateRecord update
            when update.entry() == RecordEntry.ROLLBACK ->
                Optional.of(new Problem(
                        ProblemCode.ROLLBACK_UNRECORDED,
                        "the record does not say which version was rolled back: " + reason,
                        "view " + update.stateView(),
                        Fix.command(plan.verb(), plan.environment())));
            case Step.Transition other -> Optional.empty();
            case Step.Statement other -> Optional.empty();
            case WaitStep other -> Optional.empty();
        };
    }

    private static Problem pendingSink(Plan plan, Step.FollowUp step, String what) {
        return new Problem(
                ProblemCode.SINK_PENDING, what, step.target().toString(), Fix.command(plan.verb(), plan.environment()));
    }

    /** The problems of all steps that were not done, if no other plan can be made. */
    static List<Problem> left(Plan plan, List<StepReport> reports, String reason) {
        return Stream.concat(
                        undone(plan, reports).flatMap(step -> leftToNext(plan, step, reason).stream()),
                        plan.left().stream())
                .distinct()
                .toList();
    }

    /** What is unknown in the end, one sentence each. */
    static List<String> unknown(Plan plan, List<StepReport> reports) {
        return undone(plan, reports).anyMatch(AfterSwap::isOfPromotion) ? List.of(UNRECORDED) : List.of();
    }

    private static Stream<Step> undone(Plan plan, List<StepReport> reports) {
        return IntStream.range(0, reports.size())
                .filter(index -> reports.get(index).status() != StepReport.Status.DONE)
                .mapToObj(index -> plan.steps().get(index).step());
    }
}
