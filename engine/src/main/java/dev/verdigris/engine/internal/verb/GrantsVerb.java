package dev.verdigris.engine.internal.verb;

import java.util.Optional;

import dev.verdigris.core.plan.GrantsPlanner;
import dev.verdigris.core.plan.PlanResult;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.PlanLoop;
import dev.verdigris.engine.internal.execution.StepLimits;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.internal.verb.VerbTemplate.Ended;
import dev.verdigris.engine.request.GrantsRequest;

/**
 * Carries owners, grants and comments from the live objects to their staged counterparts, and judges the staged side as
 * a build does.
 */
public final class GrantsVerb {

    private final Context context;
    private final VerbTemplate template;
    private final GrantsPlanner planner;

    /** Prepares. */
    public GrantsVerb(Context context) {
        this.context = context;
        this.template = new VerbTemplate(context);
        this.planner = new GrantsPlanner(context.deployer());
    }

    /** Carries, or shows the plan if the request is a dry run. */
    public Report grants(GrantsRequest request) {
        return template.run(Verb.GRANTS, request.dryRun(), () -> request.dryRun() ? planned() : carried());
    }

    /** Shows the plan. */
    public Report show() {
        return template.run(Verb.PLAN, true, () -> planned().noting("This is the plan of grants at this moment."));
    }

    /** All objects exist, so the plan also tells what the judgement after it will be. */
    private Ended planned() {
        return context.readings(CatalogScope.BUILD)
                .decide(view -> {
                    PlanResult result = planner.plan(view);
                    VerbResult shown = VerbResult.shown(result);
                    return new Ended(
                            result instanceof PlanResult.Planned planned
                                    ? shown.judged(planner.proof(planned.plan().after(view)))
                                    : shown,
                            Optional.of(view));
                })
                .showing(Verb.GRANTS);
    }

    private Ended carried() {
        Planning planning = Planning.ofView(context, Verb.GRANTS, CatalogScope.BUILD, planner::plan);
        VerbResult result = new PlanLoop(context, StepLimits.NONE, planning).run();
        return result.problems().isEmpty()
                ? planning.judged(result, planner::proof)
                : new Ended(result, planning.last().flatMap(last -> last.after(result)));
    }
}
