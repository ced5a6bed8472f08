package dev.verdigris.engine.internal.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.check.CheckedSide;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.guard.CheckNeeds;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.internal.catalog.CatalogReadings;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.check.CheckRun;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.Failures;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.internal.project.ProjectChecks;
import dev.verdigris.engine.internal.verb.VerbTemplate.Ended;
import dev.verdigris.engine.request.CheckRequest;

/**
 * The checks of the live side. They gate nothing, so their result is not recorded. After a promotion, a failure is a
 * warning: the swap is done, and only the user decides about a rollback.
 */
final class LiveChecks {

    private static final String NOT_STAGED = "checks of the live side are not about a deployment";

    private final Context context;
    private final CheckRequest request;
    private final ProjectChecks checks;
    private final CheckNeeds needs;

    LiveChecks(Context context, CheckRequest request, ProjectChecks checks) {
        this.context = context;
        this.request = request;
        this.checks = checks;
        this.needs = checks.needs(CheckedSide.LIVE, context.environment(), request.cluster());
    }

    /** Runs them and reports. A check that fails is a problem. */
    Report check() {
        return new VerbTemplate(context).run(Verb.CHECK, false, this::checked);
    }

    private Ended checked() {
        CatalogReadings readings = context.readings(CatalogScope.BASE);
        VerbGuardrails guards = readings.decide(this::asked);
        DeploymentView view = readings.decideOnLast(each -> each);
        if (guards.refuses()) {
            return new Ended(VerbResult.refused(guards), Optional.of(view));
        }
        if (files().isEmpty()) {
            VerbResult none = VerbResult.of(List.of(), checks.problems())
                    .guarded(guards.evaluations())
                    .noting("No check is for the live side.");
            return new Ended(none, Optional.of(view));
        }
        Optional<Problem> unable = needs.missingCluster(view.catalog());
        if (unable.isPresent()) {
            return new Ended(VerbResult.refused(unable.get()), Optional.of(view));
        }
        CheckRun run = run(view);
        List<Problem> all = Stream.concat(checks.problems().stream(), run.problems().stream())
                .toList();
        return new Ended(
                VerbResult.of(run.steps(), all, run.warned(), run.notes()).guarded(guards.evaluations()),
                Optional.of(view));
    }

    private VerbGuardrails asked(DeploymentView view) {
        VerbGuardrails guards = new VerbGuardrails(Verb.CHECK);
        if (guards.environment(view)) {
            guards.ask(needs.missingLiveRights(view), Guardrail.RIGHTS);
            guards.skipOthers(NOT_STAGED, Guardrail.values());
        }
        return guards;
    }

    private List<ModelFile> files() {
        return checks.on(CheckedSide.LIVE);
    }

    private CheckRun run(DeploymentView view) {
        CheckRun run = new CheckRun(context, request, CheckedSide.LIVE);
        try (SqlSession session =
                context.sessions().open(needs.liveClusterIn(view).map(Identifier::value))) {
            List<ModelFile> files = files();
            for (ModelFile file : files) {
                if (context.isOver()) {
                    run.timeOver(files.subList(files.indexOf(file), files.size()));
                    return run;
                }
                // Only after a promotion is the suffixed side the previous version.
                run.check(file, relation -> view.isPromoted() && CheckNeeds.exists(view, relation), session);
            }
        }
        return run;
    }

    /** The end of a promotion that ended well, after the checks. Each failure is a warning. */
    Ended after(Ended promoted) {
        if (files().isEmpty() || !promoted.result().problems().isEmpty()) {
            return promoted;
        }
        try {
            DeploymentView view = promoted.view()
                    .orElseGet(() -> context.readings(CatalogScope.BASE).decide(each -> each));
            CheckRun run = run(view);
            List<Problem> warnings = new ArrayList<>(run.problems());
            warnings.addAll(run.warned());
            VerbResult result = promoted.result().and(VerbResult.of(run.steps(), List.of(), warnings, run.notes()));
            boolean bad = run.foundRows() && view.isPromoted();
            return promoted.advising(
                    result.assessed(promoted.result().readiness()),
                    Optional.of(Fix.command(Verb.ROLLBACK, context.environment().name()))
                            .filter(rollback -> bad));
        } catch (SqlFailure failure) {
            Problem missed = new Failures(context.environment().name()).of(failure);
            return promoted.advising(
                    promoted.result()
                            .and(VerbResult.of(List.of(), List.of(), List.of(missed), List.of()))
                            .assessed(promoted.result().readiness()),
                    Optional.empty());
        }
    }
}
