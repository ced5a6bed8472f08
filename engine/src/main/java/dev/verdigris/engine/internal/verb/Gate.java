package dev.verdigris.engine.internal.verb;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.deployment.record.Checked;
import dev.verdigris.core.guard.RequiredChecks;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.project.ProjectChecks;
import dev.verdigris.engine.internal.verb.VerbTemplate.Ended;
import dev.verdigris.engine.request.CheckRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.VerbRequest;

/**
 * The checks that gate a promotion.
 *
 * @param required the checks that must have passed
 * @param problems why the checks of the project are not known; then nothing is promoted
 * @param notes what the user should know of the checks
 * @param live the checks that run after the promotion
 */
record Gate(RequiredChecks required, List<Problem> problems, List<String> notes, Optional<LiveChecks> live) {

    /** No checks are known. */
    static final Gate NONE = new Gate(RequiredChecks.NONE, List.of(), List.of(), Optional.empty());

    /** Reads the checks of a request, if it names any. */
    static Gate of(Context context, VerbRequest request) {
        return request instanceof PromoteRequest promote
                ? promote.checks()
                        .map(CheckRequest::of)
                        .map(checks -> of(context, checks))
                        .orElse(NONE)
                : NONE;
    }

    private static Gate of(Context context, CheckRequest request) {
        ProjectChecks all = ProjectChecks.of(request.checks());
        return new Gate(
                new RequiredChecks(all.digest(), Optional.empty()),
                all.problems(),
                all.notes(),
                Optional.of(new LiveChecks(context, request, all)));
    }

    /** The checks that this run has just run. The report has their notes already. */
    static Gate after(ProjectChecks checks, Optional<Checked> result, LiveChecks live) {
        return new Gate(new RequiredChecks(checks.digest(), result), List.of(), List.of(), Optional.of(live));
    }

    /** No checks gate the promotion, and these follow it. */
    static Gate onlyLive(LiveChecks live) {
        return new Gate(RequiredChecks.NONE, List.of(), List.of(), Optional.of(live));
    }

    /** The end of a promotion, after the checks of the live side if there are any. */
    Ended checked(Ended end) {
        return live.map(checks -> checks.after(end)).orElse(end);
    }

    /** An end with the notes. */
    Ended noted(Ended end) {
        Ended noted = end;
        for (String note : notes) {
            noted = noted.noting(note);
        }
        return noted;
    }
}
