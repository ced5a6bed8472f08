package dev.verdigris.engine.internal.verb;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.deployment.record.Checked;
import dev.verdigris.core.guard.RequiredChecks;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.engine.internal.project.ProjectChecks;
import dev.verdigris.engine.internal.verb.VerbTemplate.Ended;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.VerbRequest;

/**
 * The checks that gate a promotion.
 *
 * @param required the checks that must have passed
 * @param problems why the checks of the project are not known; then nothing is promoted
 * @param notes what the user should know of the checks
 */
record Gate(RequiredChecks required, List<Problem> problems, List<String> notes) {

    /** No checks are known. */
    static final Gate NONE = new Gate(RequiredChecks.NONE, List.of(), List.of());

    /** Reads the checks of a request, if it names any. */
    static Gate of(VerbRequest request) {
        return request instanceof PromoteRequest promote
                ? promote.checks()
                        .map(ProjectChecks::of)
                        .map(all -> new Gate(
                                new RequiredChecks(all.digest(), Optional.empty()), all.problems(), all.notes()))
                        .orElse(NONE)
                : NONE;
    }

    /** The checks that this run has just run. The report has their notes already. */
    static Gate after(ProjectChecks checks, Optional<Checked> result) {
        return new Gate(new RequiredChecks(checks.digest(), result), List.of(), List.of());
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
