package dev.verdigris.core.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.text.DurationText;

/**
 * Judges a staged side from the expected objects and an observation. An unknown, empty or missing fact never counts as
 * ready. An object that cannot recover by waiting is failed at once.
 */
public final class Readiness {

    private Readiness() {}

    /**
     * Judges every expected object, then all of them together.
     *
     * @param expected the objects that must be ready, each after those that it waits for; an empty list is never ready
     * @param observation the server's reports
     * @param policy the definition of ready
     * @param previous the previous assessment, whose "ready since" is kept
     */
    public static Assessment assess(
            List<ExpectedObject> expected,
            Observation observation,
            ReadinessPolicy policy,
            Optional<Assessment> previous) {
        Evidence evidence = new Evidence(observation, policy);
        Waits waits = new Waits(previous, observation.at());
        List<Assessment.Judged> judged = Waits.estimated(expected.stream()
                .map(object -> {
                    ObjectFacts facts = new ObjectFacts(object, evidence, policy, waits);
                    waits.keep(facts);
                    return new Assessment.Judged(object, ReadinessRule.of(facts).judge(facts), facts.figures());
                })
                .toList());
        List<Cause> causes = Causes.of(judged);
        boolean allReady = !judged.isEmpty() && causes.isEmpty();
        Optional<Instant> readySince =
                allReady ? Optional.of(readySince(previous, observation.at(), policy)) : Optional.empty();
        Verdict overall = overall(judged, causes, readySince, observation.at(), policy);
        return new Assessment(
                observation.at(), judged, causes, evidence.figures(expected), readySince, overall, policy.exemptions());
    }

    /**
     * The same for a reading that nobody waits for. It cannot show how long the objects stay ready, so the hold time does
     * not count. Without a previous assessment, nobody knows how long an object has been hydrating, so there is no
     * estimate.
     */
    public static Assessment atOnce(
            List<ExpectedObject> expected,
            Observation observation,
            ReadinessPolicy policy,
            Optional<Assessment> previous) {
        ReadinessPolicy now = policy.toBuilder().stableFor(Duration.ZERO).build();
        Assessment judged = assess(expected, observation, now, previous);
        return previous.isPresent() ? judged : judged.withoutEstimates();
    }

    /** Time that nobody has observed does not count, so it moves the beginning. */
    private static Instant readySince(Optional<Assessment> previous, Instant at, ReadinessPolicy policy) {
        return previous.flatMap(before -> before.readySince().map(since -> {
                    Duration unseen = Duration.between(before.at(), at).minus(policy.longestGap());
                    return unseen.isPositive() ? since.plus(unseen) : since;
                }))
                .orElse(at);
    }

    private static Verdict overall(
            List<Assessment.Judged> judged,
            List<Cause> causes,
            Optional<Instant> readySince,
            Instant at,
            ReadinessPolicy policy) {
        if (judged.isEmpty()) {
            return new Verdict.Waiting("there is no object", Optional.empty());
        }
        if (!causes.isEmpty()) {
            Cause first = causes.getFirst();
            String reason = first.text() + others(causes.size());
            return first.isFailed()
                    ? new Verdict.Failed(reason)
                    : new Verdict.Waiting(
                            reason,
                            Waits.longest(judged.stream()
                                    .filter(each -> !each.state().isReady())
                                    .toList()));
        }
        Duration stable = Duration.between(readySince.orElseThrow(), at);
        Duration missing = policy.stableFor().minus(stable);
        return missing.isPositive()
                ? new Verdict.Waiting(
                        "everything is ready and must stay ready for another " + DurationText.of(missing),
                        Optional.of(Estimate.exactly(missing)))
                : new Verdict.Ready(
                        judged.size() == 1
                                ? "the only object is ready"
                                : "all " + judged.size() + " objects are ready");
    }

    private static String others(int causes) {
        return switch (causes) {
            case 1 -> "";
            case 2 -> " (and 1 other cause)";
            default -> " (and " + (causes - 1) + " other causes)";
        };
    }
}
