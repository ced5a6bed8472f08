package dev.verdigris.core.overview;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.Guardrail;

/**
 * What a status shows in one line each, in addition to the readiness, the consents and the checks.
 *
 * @param live which version is live; empty if nothing shows it
 * @param suffixed the staged or the previous side; empty if nothing has the suffix
 * @param drift the number of changes of the live side since the deployment began; empty if they are not compared
 */
public record Overview(Optional<LiveVersion> live, Optional<SuffixedSide> suffixed, Optional<Integer> drift) {

    /** Nothing is known. */
    public static final Overview NONE = new Overview(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * The overview of an environment.
     *
     * @param asked the evaluations of the guardrails that were asked
     * @param now the present time
     */
    public static Overview of(DeploymentView view, Collection<Evaluation> asked, Instant now) {
        Optional<Integer> drift = asked.stream()
                .filter(evaluation -> evaluation.guardrail() == Guardrail.DRIFT && evaluation.wasAsked())
                .map(Evaluation::result)
                .map(result -> result.problems().size() + result.accepted().size())
                .findFirst();
        return new Overview(LiveVersion.of(view, now), SuffixedSide.of(view, now), drift);
    }
}
