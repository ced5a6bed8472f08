package dev.verdigris.engine.internal.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.verdigris.core.check.CheckedSide;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Digests;
import dev.verdigris.core.deployment.record.Checked;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.guard.CheckNeeds;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.plan.CheckPlanner;
import dev.verdigris.core.plan.RunIdentity;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.engine.internal.builder.TestRun;
import dev.verdigris.engine.internal.catalog.CatalogReadings;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.check.CheckRun;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.PlanLoop;
import dev.verdigris.engine.internal.execution.StepLimits;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.internal.project.ProjectChecks;
import dev.verdigris.engine.internal.verb.VerbTemplate.Ended;
import dev.verdigris.engine.request.CheckRequest;

/**
 * Runs assertions against the staged side and records their result. The result is for exactly the objects that were
 * staged before the first check and after the last one. A run that is stopped in between leaves a result only if a
 * check has failed. If no check has failed and one got no answer, nothing is recorded.
 */
public final class CheckVerb {

    private final Context context;
    private final CheckRequest request;
    private final ProjectChecks checks;
    private Optional<Checked> result = Optional.empty();
    private Optional<DeploymentView> end = Optional.empty();

    /** Prepares. */
    public CheckVerb(Context context, CheckRequest request) {
        this(context, request, ProjectChecks.of(request.checks()));
    }

    /** Prepares with files that were read already. */
    CheckVerb(Context context, CheckRequest request, ProjectChecks checks) {
        this.context = context;
        this.request = request;
        this.checks = checks;
    }

    /** The result, if {@link #check} has found one for one staged side. */
    Optional<Checked> result() {
        return result;
    }

    /** Checks and reports. */
    public Report check() {
        if (request.side() == CheckedSide.LIVE) {
            return new LiveChecks(context, request, checks).check();
        }
        return new VerbTemplate(context).run(Verb.CHECK, false, () -> {
            Ended ended = checked().checking(result);
            for (String note : checks.notes()) {
                ended = ended.noting(note);
            }
            return ended.consented(request.accept(), context.clock().instant());
        });
    }

    private Ended checked() {
        RunIdentity identity = RunIdentities.next(context);
        CheckNeeds needs = checks.needs(CheckedSide.STAGED, context.environment(), request.cluster());
        CatalogReadings readings = context.readings(CatalogScope.BASE);
        VerbGuardrails guards = readings.decide(view -> asked(view, identity, needs));
        DeploymentView view = readings.decideOnLast(Function.identity());
        if (guards.refuses()) {
            return new Ended(VerbResult.refused(guards), Optional.of(view));
        }
        if (checks.isEmpty()) {
            return new Ended(VerbResult.of(List.of(), checks.problems()), Optional.of(view));
        }
        Optional<Problem> unable = checks.on(CheckedSide.STAGED).isEmpty()
                ? Optional.<Problem>empty()
                : needs.missingCluster(view.catalog());
        unable = unable.or(() -> checks.tests()
                .flatMap(tests -> OtherBuilderVerbs.missing(
                        tests.command(), context.environment().name())));
        if (unable.isPresent()) {
            return new Ended(VerbResult.refused(unable.get()), Optional.of(view));
        }
        return checked(view, identity, needs, new CheckRun(context, request, CheckedSide.STAGED));
    }

    private static VerbGuardrails asked(DeploymentView view, RunIdentity identity, CheckNeeds needs) {
        VerbGuardrails guards = CheckPlanner.before(view, identity.deployer());
        if (!guards.refuses()) {
            guards.ask(needs.missingRights(view, Set.of()), Guardrail.RIGHTS);
        }
        return guards;
    }

    private Ended checked(DeploymentView view, RunIdentity identity, CheckNeeds needs, CheckRun run) {
        Digest staged = Digests.ofStaged(view);
        end = Optional.of(view);
        if (!files(identity, needs, run, staged, view)) {
            return ended(run, VerbResult.of(List.of(), List.of()));
        }
        checks.tests()
                .map(tests -> new TestRun(context, tests).run(view.record().map(DeploymentRecord::deploymentId)))
                .ifPresent(run::tests);
        if (failed(run) == 0 && run.missesAnswers()) {
            return ended(run, VerbResult.of(List.of(), List.of()).noting("No result is recorded."));
        }
        return ended(run, recorded(identity, run, staged));
    }

    /** Runs the checks that are files. Returns whether there was time for all of them. */
    private boolean files(RunIdentity identity, CheckNeeds needs, CheckRun run, Digest staged, DeploymentView view) {
        if (checks.on(CheckedSide.STAGED).isEmpty()) {
            return true;
        }
        boolean told = false;
        // The catalog's cluster may not read relations of users, so checks have a separate session.
        try (SqlSession session = context.sessions().open(needs.clusterIn(view).map(Identifier::value))) {
            List<ModelFile> files = checks.on(CheckedSide.STAGED);
            for (ModelFile file : files) {
                if (context.isOver()) {
                    run.timeOver(files.subList(files.indexOf(file), files.size()));
                    return false;
                }
                run.check(file, relation -> CheckNeeds.exists(view, relation), session);
                if (!told && failed(run) > 0) {
                    told = true;
                    run.add(recorded(identity, run, staged).steps());
                }
            }
        }
        return true;
    }

    /** How many checks did not pass. A file with several mistakes counts once. */
    private int failed(CheckRun run) {
        long others = checks.problems().stream()
                .map(Problem::where)
                .filter(where -> run.failed().stream().noneMatch(file -> where.startsWith(file + ":")))
                .count();
        return run.failed().size() + (int) others;
    }

    /** Records a result. The first failure is recorded at once, so that a run that is stopped later leaves it. */
    private VerbResult recorded(RunIdentity identity, CheckRun run, Digest staged) {
        Checked found = new Checked(
                checks.digest().orElseThrow(), staged, failed(run), run.warned().size());
        CheckPlanner planner = new CheckPlanner(
                found,
                identity,
                request.accept(),
                Stream.concat(run.accepted().stream(), run.warned().stream()).toList());
        Planning planning = Planning.ofView(context, Verb.CHECK, CatalogScope.BASE, planner::plan);
        VerbResult recorded = new PlanLoop(context, StepLimits.NONE, planning).run();
        result = Optional.of(found).filter(done -> recorded.problems().isEmpty());
        end = planning.last().flatMap(last -> last.after(recorded));
        return recorded;
    }

    private Ended ended(CheckRun run, VerbResult recorded) {
        List<StepReport> steps =
                Stream.concat(run.steps().stream(), recorded.steps().stream()).toList();
        List<Problem> all = new ArrayList<>(checks.problems());
        all.addAll(run.problems());
        all.addAll(recorded.problems());
        List<String> notes =
                Stream.concat(run.notes().stream(), recorded.notes().stream()).toList();
        VerbResult whole = VerbResult.of(
                        steps,
                        all,
                        Stream.concat(run.accepted().stream(), run.warned().stream())
                                .toList(),
                        notes)
                .guarded(Evaluation.refusing(recorded.guardrails(), all));
        return new Ended(whole, end);
    }
}
