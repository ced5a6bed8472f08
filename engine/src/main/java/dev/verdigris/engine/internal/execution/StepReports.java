package dev.verdigris.engine.internal.execution;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.sql.StepSql;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.text.Kebab;

/** Makes the report of a step. */
public final class StepReports {

    private StepReports() {}

    /** The report of a step that was not run. */
    public static StepReport of(PlannedStep step, StepReport.Status status) {
        return of(step, status, Optional.empty(), Optional.empty());
    }

    /** All steps of a plan as they are shown before anything is done. */
    public static List<StepReport> planned(List<PlannedStep> steps) {
        return steps.stream().map(step -> of(step, StepReport.Status.PLANNED)).toList();
    }

    static StepReport of(
            PlannedStep planned, StepReport.Status status, Optional<Duration> took, Optional<String> error) {
        Step step = planned.step();
        return new StepReport(
                kind(step.getClass()), summary(step), planned.reason(), StepSql.render(step), status, took, error);
    }

    /** The report of a step that failed here and yet turned out to be done. */
    static StepReport resolved(StepReport failed) {
        return new StepReport(
                failed.kind(),
                failed.summary(),
                failed.reason(),
                failed.sql(),
                StepReport.Status.ALREADY_DONE,
                failed.took(),
                Optional.empty());
    }

    /** The step's name in kebab case. */
    public static String kind(Class<? extends Step> step) {
        return Kebab.of(step);
    }

    /** The step in a few words. */
    public static String summary(Step step) {
        return switch (step) {
            case Step.CreateLockSchema create -> "lock the environment with schema " + create.lock();
            case Step.CreateStateView create -> "mark the deployment with view " + create.stateView();
            case Step.TakeOverStateView take -> "take over the state view, view " + take.stateView();
            case Step.GiveStateView give -> "give view " + give.stateView() + " to " + give.owner();
            case Step.RecordDeployment write ->
                "record deployment " + write.record().deploymentId();
            case Step.CreateSchema create -> "create schema " + create.schema();
            case Step.CreateCluster create -> "create cluster " + create.cluster();
            case Step.ChangeOwner change -> "give " + change.target() + " to " + change.owner();
            case Step.Grant grant -> "grant " + words(grant.privileges()) + " on " + grant.target();
            case Step.Revoke revoke -> "revoke " + words(revoke.privileges()) + " on " + revoke.target();
            case Step.WriteComment write -> "comment on " + write.target();
            case Step.GrantByDefault grant -> "default privileges in schema " + grant.schema();
            case Step.Swap swap ->
                "swap " + count(swap.schemas().size(), "schema") + " and "
                        + count(swap.clusters().size(), "cluster");
            case Step.RepointSink repoint -> "re-point sink " + repoint.sink() + " to " + repoint.to();
            case Step.Quarantine quarantine -> "claim the suffixed side for dropping";
            case Step.AwaitDrain wait -> "wait for subscriptions to end";
            case Step.DropItem drop -> "drop " + drop.kind().text() + " " + drop.name();
            case Step.DropSchema drop -> "drop schema " + drop.schema();
            case Step.DropCluster drop -> "drop cluster " + drop.cluster();
            case Step.DropStateView drop -> "drop view " + drop.stateView();
            case Step.DropLockSchema drop -> "end the deployment: drop schema " + drop.lock();
        };
    }

    private static String words(Collection<?> things) {
        return things.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
