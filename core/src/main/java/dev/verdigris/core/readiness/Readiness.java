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
     * @param expected the objects that must be ready; an empty list is never ready
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
        Countdown countdown = new Countdown(previous, observation.at());
        List<Assessment.Judged> judged = expected.stream()
                .map(object -> new Assessment.Judged(
                        object, countdown.apply(object.id(), ObjectJudge.judge(object, evidence, policy))))
                .toList();
        boolean allReady =
                !judged.isEmpty() && judged.stream().allMatch(each -> each.verdict() instanceof Verdict.Ready);
        Optional<Instant> readySince = allReady
                ? Optional.of(previous.flatMap(Assessment::readySince).orElse(observation.at()))
                : Optional.empty();
        Verdict overall = overall(judged, readySince, observation.at(), policy);
        return new Assessment(observation.at(), judged, readySince, overall);
    }

    private static Verdict overall(
            List<Assessment.Judged> judged, Optional<Instant> readySince, Instant at, ReadinessPolicy policy) {
        if (judged.isEmpty()) {
            return new Verdict.Waiting("there is no object", Optional.empty());
        }
        List<Assessment.Judged> failed = judged.stream()
                .filter(each -> each.verdict() instanceof Verdict.Failed)
                .toList();
        if (!failed.isEmpty()) {
            Assessment.Judged first = failed.get(0);
            String reason = ((Verdict.Failed) first.verdict()).reason();
            return new Verdict.Failed(first.object().name() + ": " + reason + others(failed.size()));
        }
        if (readySince.isEmpty()) {
            List<Assessment.Judged> waiting = judged.stream()
                    .filter(each -> each.verdict() instanceof Verdict.Waiting)
                    .toList();
            Assessment.Judged first = waiting.get(0);
            Verdict.Waiting verdict = (Verdict.Waiting) first.verdict();
            return new Verdict.Waiting(
                    first.object().name() + ": " + verdict.reason() + others(waiting.size()), longest(waiting));
        }
        Duration stable = Duration.between(readySince.get(), at);
        Duration missing = policy.stableFor().minus(stable);
        return missing.isPositive()
                ? new Verdict.Waiting(
                        "everything is ready and must stay ready for another " + DurationText.of(missing),
                        Optional.of(missing))
                : new Verdict.Ready(
                        judged.size() == 1
                                ? "the only object is ready"
                                : "all " + judged.size() + " objects are ready");
    }

    private static String others(int count) {
        return switch (count) {
            case 1 -> "";
            case 2 -> " (and 1 other object)";
            default -> " (and " + (count - 1) + " other objects)";
        };
    }

    private static Optional<Duration> longest(List<Assessment.Judged> waiting) {
        Duration longest = Duration.ZERO;
        for (Assessment.Judged each : waiting) {
            Optional<Duration> remaining = ((Verdict.Waiting) each.verdict()).remaining();
            if (remaining.isEmpty()) {
                return Optional.empty();
            }
            longest = remaining.get().compareTo(longest) > 0 ? remaining.get() : longest;
        }
        return Optional.of(longest);
    }
}
