package dev.verdigris.cli.output;

import java.time.Duration;
import java.util.Optional;

import dev.verdigris.core.readiness.Verdict;

/**
 * A verdict on readiness in the form in which it is shown.
 *
 * @param word {@code ready}, {@code waiting} or {@code failed}
 * @param reason the reason, in one clause
 * @param remaining the estimated wait, if there is an estimate
 */
record VerdictView(String word, String reason, Optional<Duration> remaining) {

    /** The color of the reason. */
    Style.Tone tone() {
        return switch (word) {
            case "ready" -> Style.Tone.GOOD;
            case "failed" -> Style.Tone.BAD;
            default -> Style.Tone.CAREFUL;
        };
    }

    static VerdictView of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Ready ready -> new VerdictView("ready", ready.because(), Optional.empty());
            case Verdict.Waiting waiting -> new VerdictView("waiting", waiting.reason(), waiting.remaining());
            case Verdict.Failed failed -> new VerdictView("failed", failed.reason(), Optional.empty());
        };
    }
}
