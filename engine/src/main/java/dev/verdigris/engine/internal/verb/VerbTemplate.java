package dev.verdigris.engine.internal.verb;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogPart;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.record.Checked;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.RequiredChecks;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.guard.identity.DeployerRules;
import dev.verdigris.core.plan.Standing;
import dev.verdigris.core.plan.StatusSummary;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.internal.catalog.CatalogReadings;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.connection.ConnectionLost;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.internal.connection.UnfitConnection;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.Failures;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.internal.project.DbtArtifacts;
import dev.verdigris.engine.progress.ProgressEvent;

/**
 * The common frame of all verbs: the environment's rules, the connection, problems from failures, the state at the end,
 * and the duration.
 */
public final class VerbTemplate {

    private final Context context;
    private final Failures failures;

    /** Prepares. */
    public VerbTemplate(Context context) {
        this.context = context;
        this.failures = new Failures(context.environment().name());
    }

    /**
     * The end of a verb.
     *
     * @param result the result
     * @param view the environment at the end; empty if only another reading of the catalog can show it
     * @param shown the verb whose plan was only shown, if it was
     * @param checked the result of the checks that the verb has found, if it has run them
     * @param advice the next command, if the state of the environment alone does not show it
     */
    public record Ended(
            VerbResult result,
            Optional<DeploymentView> view,
            Optional<Verb> shown,
            Optional<Checked> checked,
            Optional<Fix.Command> advice) {

        /** An end of a verb that acted. */
        public Ended(VerbResult result, Optional<DeploymentView> view) {
            this(result, view, Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** An end after which the catalog must be read for the state of the environment. */
        static Ended unread(VerbResult result) {
            return new Ended(result, Optional.empty());
        }

        /** The same end with one more note. */
        public Ended noting(String note) {
            return new Ended(result.noting(note), view, shown, checked, advice);
        }

        /** The same end with notes on the consents that had no effect. */
        Ended consented(Consents consents, Instant now) {
            Ended noted = this;
            for (String note : Evaluation.unused(consents, result.guardrails(), now)) {
                noted = noted.noting(note);
            }
            return noted;
        }

        /** The same end as that of a verb whose plan was only shown. */
        Ended showing(Verb verb) {
            return new Ended(result, view, Optional.of(verb), checked, advice);
        }

        /** The same end of a verb that has run the checks. */
        Ended checking(Optional<Checked> found) {
            return new Ended(result, view, shown, found, advice);
        }

        /** The same end with another result, and with the next command. */
        Ended advising(VerbResult other, Optional<Fix.Command> next) {
            return new Ended(other, view, shown, checked, next);
        }

        /** The next command after a plan that can be run: its verb. */
        private Optional<Fix.Command> next(Context context) {
            return shown.filter(verb ->
                            result.problems().isEmpty() && !result.steps().isEmpty())
                    .map(verb -> Fix.command(verb, context.environment().name()));
        }
    }

    /** The environment at the end of a verb. */
    private record Known(DeploymentView view, Standing standing) {

        static Known of(DeploymentView view, RequiredChecks checks, Optional<Assessment> readiness) {
            return new Known(view, Standing.of(view, checks, readiness));
        }
    }

    /**
     * A verb that has begun.
     *
     * @param verb the verb
     * @param dryRun whether it must change nothing
     * @param start when it began
     * @param refused its end, if the rules of the environment or the server did not let it begin
     */
    record Begun(Verb verb, boolean dryRun, Instant start, Optional<Ended> refused) {}

    /** Runs a body that may know the state of the environment at its end, and reports. */
    public Report run(Verb verb, boolean dryRun, Supplier<Ended> body) {
        Begun begun = begin(verb, dryRun);
        return announced(begun, bounded(begun, body));
    }

    /** Runs a body that needs no server, and reports. The state of the environment stays unknown. */
    public Report offline(Verb verb, Supplier<VerbResult> body) {
        Instant start = context.clock().instant();
        context.listener().on(new ProgressEvent.PartStarted(verb));
        VerbGuardrails guards = new VerbGuardrails(verb);
        guards.definition(context.environment());
        VerbResult result = guards.refuses() ? VerbResult.refused(guards) : body.get();
        Ended ended = Ended.unread(result);
        Begun begun = new Begun(verb, false, start, Optional.of(ended));
        return announced(begun, report(begun, ended));
    }

    /** The same without the events that mark the begin and the end of the verb. */
    Report unannounced(Verb verb, boolean dryRun, Supplier<Ended> body) {
        return bounded(connected(verb, dryRun), body);
    }

    private Report bounded(Begun begun, Supplier<Ended> body) {
        Ended ended;
        try {
            ended = begun.refused().orElseGet(body);
        } catch (SqlFailure failure) {
            return report(begun, failure);
        }
        return report(begun, ended);
    }

    /** Begins a verb that ends with {@link #end(Begun, Ended)}, or with the failure of a statement. */
    Begun begin(Verb verb, boolean dryRun) {
        context.listener().on(new ProgressEvent.PartStarted(verb));
        return connected(verb, dryRun);
    }

    /** Ends a verb, and reports. */
    Report end(Begun begun, Ended ended) {
        return announced(begun, report(begun, ended));
    }

    /** Ends a verb with a failure that it has not caught, and reports. */
    Report end(Begun begun, SqlFailure failure) {
        return announced(begun, report(begun, failure));
    }

    private Report announced(Begun begun, Report report) {
        context.listener().on(new ProgressEvent.PartEnded(begun.verb(), context.since(begun.start())));
        return report;
    }

    /** Reports that the time limit was over before a verb could start. */
    Report tooLate(Verb verb) {
        return unannounced(verb, false, () -> Ended.unread(VerbResult.refused(failures.timeOver(verb + " began"))));
    }

    private Begun connected(Verb verb, boolean dryRun) {
        Instant start = context.clock().instant();
        VerbGuardrails guards = new VerbGuardrails(verb);
        guards.definition(context.environment());
        Optional<VerbResult> refused = guards.refuses()
                ? Optional.of(VerbResult.refused(guards))
                : connect().map(VerbResult::refused);
        return new Begun(verb, dryRun, start, refused.map(Ended::unread));
    }

    private Report report(Begun begun, Ended ended) {
        Optional<Known> known = begun.refused().isPresent()
                ? Optional.empty()
                : ended.view().flatMap(view -> known(view, ended)).or(this::read);
        return report(begun, ended, known);
    }

    /** What the last view of a verb shows. If it lacks a part for that, the catalog is read once more with the part. */
    private Optional<Known> known(DeploymentView view, Ended ended) {
        Function<DeploymentView, Known> known = any -> Known.of(
                any, context.checks().with(ended.checked()), ended.result().readiness());
        try {
            return Optional.of(known.apply(view));
        } catch (CatalogPart.Unread unread) {
            return read(CatalogScope.BASE.with(unread.part()), known);
        }
    }

    private Report report(Begun begun, SqlFailure failure) {
        Ended ended = Ended.unread(VerbResult.refused(problem(failure)));
        return report(begun, ended, failure instanceof ConnectionLost ? Optional.empty() : read());
    }

    /** A later session that does not begin is like a first one: the server is unreachable, or refuses it. */
    private Problem problem(SqlFailure failure) {
        return failure.statement().isEmpty() && !failure.isFinal()
                ? ConnectionProblems.of(failure, context.sessions().address())
                : failures.of(failure);
    }

    private Optional<Problem> connect() {
        String address = context.sessions().address();
        try {
            boolean known = context.sessions()
                    .catalog()
                    .serverParameter(SqlSession.VERSION)
                    .isPresent();
            return known ? Optional.empty() : Optional.of(ConnectionProblems.notMaterialize(address));
        } catch (UnfitConnection unfit) {
            return Optional.of(ConnectionProblems.of(unfit, address));
        } catch (SqlFailure failure) {
            return Optional.of(ConnectionProblems.of(failure, address));
        }
    }

    /**
     * Reads the state at the end, even after a failure, because every report has it. A server that has just not
     * answered a reading is not asked again.
     */
    private Optional<Known> read() {
        return read(CatalogScope.BASE, view -> Known.of(view, context.checks(), Optional.empty()));
    }

    private Optional<Known> read(CatalogScope scope, Function<DeploymentView, Known> known) {
        if (context.sessions().isMute()) {
            return Optional.empty();
        }
        try {
            CatalogReadings readings = context.readings(scope);
            return Optional.of(context.reconnecting(() -> readings.decide(known)));
        } catch (SqlFailure failure) {
            context.listener()
                    .on(new ProgressEvent.Remark("the state at the end could not be read: " + failure.describe()));
            return Optional.empty();
        }
    }

    private Report report(Begun begun, Ended ended, Optional<Known> known) {
        Verb verb = begun.verb();
        Optional<Standing> end = known.map(Known::standing);
        Commands commands = commands(known);
        VerbResult result = ended.result().with(commands.fix());
        DbtArtifacts.Content dbt = context.dbt().content();
        Optional<Fix.Command> next = next(verb, ended, end).map(commands.next());
        return new Report(
                verb,
                context.environment().name(),
                outcome(result),
                end.map(Standing::state).map(EnvironmentState::of).orElse(EnvironmentState.UNKNOWN),
                end.flatMap(VerbTemplate::lock).flatMap(DeploymentLock::knownRecord),
                known.map(at -> at.view().consents()).orElse(List.of()),
                begun.dryRun(),
                ended.shown(),
                result.guardrails(),
                result.steps(),
                result.problems(),
                Stream.concat(result.warnings().stream(), dbt.problems().stream())
                        .toList(),
                notes(result),
                result.readiness(),
                result.status(),
                result.history(),
                result.diff(),
                result.sinks(),
                List.of(new Report.Timing("total", context.since(begun.start()))),
                next.filter(command -> verb != Verb.STATUS || command.verb() != Verb.STATUS),
                ways(begun.dryRun(), next, end, commands),
                dbt.facts());
    }

    /** The ways that are open, if the run may take the next command. */
    private static List<Fix.Alternative> ways(
            boolean dryRun, Optional<Fix.Command> next, Optional<Standing> end, Commands commands) {
        if (dryRun || next.isEmpty() || end.isEmpty()) {
            return List.of();
        }
        Fix.Command first = next.get();
        Standing at = end.get();
        return first.verb() == at.next().verb()
                ? at.ways().stream()
                        .map(way -> way.with(command -> command.equals(at.next())
                                ? first
                                : commands.fix().apply(command)))
                        .toList()
                : List.of();
    }

    private Optional<Fix.Command> next(Verb verb, Ended ended, Optional<Standing> end) {
        return ended.advice()
                .or(() -> ended.next(context))
                .or(() -> ended.result().status().map(StatusSummary::next))
                .or(() -> end.filter(at -> goesOn(verb, at)).map(at -> waiting(verb, at.next())));
    }

    /** Right after a build or its grants, nobody has looked whether the staged side is ready. */
    private static Fix.Command waiting(Verb verb, Fix.Command next) {
        boolean needsIt = next.verb() == Verb.CHECK || next.verb() == Verb.PROMOTE;
        boolean builds = verb == Verb.BUILD || verb == Verb.EXEC || verb == Verb.GRANTS;
        return builds && needsIt ? Fix.command(Verb.AWAIT, next.environment()) : next;
    }

    /** A deployment that this verb has ended needs no other command. */
    private static boolean goesOn(Verb verb, Standing end) {
        return !((verb == Verb.CLEANUP || verb == Verb.ABORT) && end.state() instanceof DeploymentState.None);
    }

    /** A status that was read is done, also if the environment has problems. */
    private static Outcome outcome(VerbResult result) {
        return result.status().isPresent() ? Outcome.DONE : Problem.outcomeOf(result.problems());
    }

    /** How commands of fixes, and the next command, are changed for the deployment in force. */
    private record Commands(UnaryOperator<Fix.Command> fix, UnaryOperator<Fix.Command> next) {}

    private Commands commands(Optional<Known> known) {
        Optional<DeploymentRecord> record = known.flatMap(end -> end.view().record());
        if (record.isEmpty()) {
            return new Commands(command -> command, command -> command);
        }
        Deployer deployer = context.deployer();
        Known end = known.orElseThrow();
        return new Commands(
                command -> DeployerRules.addressed(end.standing().accepting(command), record.get(), deployer),
                command -> DeployerRules.next(
                        command, record.get(), deployer, end.view().role()));
    }

    /** The notes of a result, and what the policy of its readiness exempts. */
    private static List<String> notes(VerbResult result) {
        List<String> exemptions = result.readiness().map(Assessment::remarks).orElse(List.of());
        return Stream.concat(result.notes().stream(), exemptions.stream())
                .distinct()
                .toList();
    }

    private static Optional<DeploymentLock> lock(Standing end) {
        return end.state() instanceof DeploymentState.Locked locked ? Optional.of(locked.lock()) : Optional.empty();
    }
}
